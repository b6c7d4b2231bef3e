/* SPDX-License-Identifier: MIT */
/*
 * Keeps bitmaps that are looked at a bit at a time.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_BITMAP_H
#define CLAIMCHECK_SHIM_LINUX_BITMAP_H

#include <linux/bitops.h>
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

#endif
