/* SPDX-License-Identifier: MIT */
/*
 * Keeps bit operations on words; the ones that the kernel makes atomic are atomic.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_BITOPS_H
#define CLAIMCHECK_SHIM_LINUX_BITOPS_H

#include <linux/bits.h>
#include <linux/types.h>

#define hweight8(value) ((unsigned int)__builtin_popcount((u8)(value)))
#define hweight16(value) ((unsigned int)__builtin_popcount((u16)(value)))
#define hweight32(value) ((unsigned int)__builtin_popcount(value))
#define hweight64(value) ((unsigned int)__builtin_popcountll(value))
#define hweight_long(value) ((unsigned int)__builtin_popcountl(value))
#define for_each_set_bit(bit, address, size) \
  for ((bit) = 0; (bit) < (size); (bit)++)   \
    if (test_bit((bit), (address)))

static inline int fls(unsigned int value) {
  return value ? 32 - __builtin_clz(value) : 0;
}
static inline int fls64(u64 value) {
  return value ? 64 - __builtin_clzll(value) : 0;
}
static inline int fls_long(unsigned long value) {
  return fls64(value);
}
static inline unsigned long __ffs(unsigned long value) {
  return (unsigned long)__builtin_ctzl(value);
}
static inline unsigned long __fls(unsigned long value) {
  return 63UL - (unsigned long)__builtin_clzl(value);
}
static inline unsigned long __ffs64(u64 value) {
  return (unsigned long)__builtin_ctzll(value);
}
static inline unsigned long ffz(unsigned long value) {
  return __ffs(~value);
}

/* assume: set_bit: an atomic step, as are clear_bit, test_bit and the test_and_ kinds */
static inline void set_bit(long bit, volatile unsigned long* words) {
  __atomic_fetch_or(&words[BIT_WORD(bit)], BIT_MASK(bit), __ATOMIC_SEQ_CST);
}
static inline void clear_bit(long bit, volatile unsigned long* words) {
  __atomic_fetch_and(&words[BIT_WORD(bit)], ~BIT_MASK(bit), __ATOMIC_SEQ_CST);
}
static inline void change_bit(long bit, volatile unsigned long* words) {
  __atomic_fetch_xor(&words[BIT_WORD(bit)], BIT_MASK(bit), __ATOMIC_SEQ_CST);
}
static inline bool test_bit(long bit, const volatile unsigned long* words) {
  return (__atomic_load_n(&words[BIT_WORD(bit)], __ATOMIC_SEQ_CST) & BIT_MASK(bit)) != 0;
}
static inline bool test_and_set_bit(long bit, volatile unsigned long* words) {
  return __atomic_fetch_or(&words[BIT_WORD(bit)], BIT_MASK(bit), __ATOMIC_SEQ_CST) & BIT_MASK(bit);
}
static inline bool test_and_clear_bit(long bit, volatile unsigned long* words) {
  return __atomic_fetch_and(&words[BIT_WORD(bit)], ~BIT_MASK(bit), __ATOMIC_SEQ_CST) &
         BIT_MASK(bit);
}
static inline void __set_bit(long bit, unsigned long* words) {
  words[BIT_WORD(bit)] |= BIT_MASK(bit);
}
static inline void __clear_bit(long bit, unsigned long* words) {
  words[BIT_WORD(bit)] &= ~BIT_MASK(bit);
}
#define BITS_PER_TYPE(type) (sizeof(type) * 8)
#define __assign_bit(bit, words, value) ((value) ? __set_bit(bit, words) : __clear_bit(bit, words))
#define ffs(value) __builtin_ffs(value)
#define assign_bit(bit, words, value) ((value) ? set_bit(bit, words) : clear_bit(bit, words))
#define clear_bit_unlock(bit, words) clear_bit(bit, words)
#define smp_mb__before_atomic() barrier()
#define smp_mb__after_atomic() barrier()

#endif
