/* SPDX-License-Identifier: MIT */
/*
 * Keeps bitmaps that are looked at a bit at a time.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_BITMAP_H
#define CLAIMCHECK_SHIM_LINUX_BITMAP_H

#include <linux/bitops.h>
#include <linux/slab.h>
#include <linux/string.h>

static inline void bitmap_zero(unsigned long* words, unsigned int bits) {
  for (unsigned int i = 0; i < BITS_TO_LONGS(bits); i++) words[i] = 0;
}
static inline unsigned long find_next_zero_bit(const unsigned long* words, unsigned long size,
                                               unsigned long from) {
  while (from < size && (words[BIT_WORD(from)] & BIT_MASK(from))) from++;
  return from;
}
static inline unsigned long find_next_bit(const unsigned long* words, unsigned long size,
                                          unsigned long from) {
  while (from < size && !(words[BIT_WORD(from)] & BIT_MASK(from))) from++;
  return from;
}
#define find_first_bit(words, size) find_next_bit(words, size, 0)
#define find_first_zero_bit(words, size) find_next_zero_bit(words, size, 0)
static inline bool bitmap_empty(const unsigned long* words, unsigned int bits) {
  return find_first_bit(words, bits) >= bits;
}
static inline bool bitmap_full(const unsigned long* words, unsigned int bits) {
  return find_first_zero_bit(words, bits) >= bits;
}
static inline void bitmap_set(unsigned long* words, unsigned int from, unsigned int count) {
  for (unsigned int bit = from; bit < from + count; bit++) __set_bit(bit, words);
}
static inline void bitmap_clear(unsigned long* words, unsigned int from, unsigned int count) {
  for (unsigned int bit = from; bit < from + count; bit++) __clear_bit(bit, words);
}
static inline void bitmap_fill(unsigned long* words, unsigned int bits) {
  bitmap_set(words, 0, bits);
}
static inline void bitmap_copy(unsigned long* to, const unsigned long* from, unsigned int bits) {
  for (unsigned int i = 0; i < BITS_TO_LONGS(bits); i++) to[i] = from[i];
}
static inline unsigned int bitmap_weight(const unsigned long* words, unsigned int bits) {
  unsigned int weight = 0;
  for (unsigned int bit = 0; bit < bits; bit++) weight += test_bit(bit, words);
  return weight;
}
/* The first place of so many zero bits where (place & mask) is 0; past the size where there is
 * none. */
static inline unsigned long bitmap_find_next_zero_area(const unsigned long* words,
                                                       unsigned long size, unsigned long from,
                                                       unsigned int count, unsigned long mask) {
  for (;; from++) {
    from = find_next_zero_bit(words, size, from);
    from = (from + mask) & ~mask;
    if (from + count > size) return size + 1;
    const unsigned long taken = find_next_bit(words, from + count, from);
    if (taken >= from + count) return from;
    from = taken;
  }
}
#define bitmap_alloc(bits, flags) \
  ((unsigned long*)kmalloc_array(BITS_TO_LONGS(bits), sizeof(unsigned long), flags))
#define bitmap_zalloc(bits, flags) \
  ((unsigned long*)kcalloc(BITS_TO_LONGS(bits), sizeof(unsigned long), flags))
#define bitmap_free(words) kfree(words)
DEFINE_FREE(bitmap, unsigned long*, if (_T) bitmap_free(_T))
#define for_each_clear_bit(bit, words, size)                     \
  for ((bit) = find_first_zero_bit(words, size); (bit) < (size); \
       (bit) = find_next_zero_bit(words, size, (bit) + 1))
#define for_each_set_bit_from(bit, words, size)                 \
  for ((bit) = find_next_bit(words, size, bit); (bit) < (size); \
       (bit) = find_next_bit(words, size, (bit) + 1))

#endif
