/* SPDX-License-Identifier: MIT */
/*
 * Keeps the strict conversions of text to numbers: the whole text with at most one newline
 * behind.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_KSTRTOX_H
#define CLAIMCHECK_SHIM_LINUX_KSTRTOX_H

#include <linux/types.h>

/* assume: kstrto*: base 0 finds out, one plus sign (a minus for signed ones) before and one newline
 * behind are accepted, -EINVAL for other text, -ERANGE for too large a number */
int kstrtoull(const char* text, unsigned int base, unsigned long long* number);
int kstrtoll(const char* text, unsigned int base, long long* number);
int kstrtoul(const char* text, unsigned int base, unsigned long* number);
int kstrtol(const char* text, unsigned int base, long* number);
int kstrtouint(const char* text, unsigned int base, unsigned int* number);
int kstrtoint(const char* text, unsigned int base, int* number);
int kstrtou16(const char* text, unsigned int base, u16* number);
int kstrtos16(const char* text, unsigned int base, s16* number);
int kstrtou8(const char* text, unsigned int base, u8* number);
int kstrtos8(const char* text, unsigned int base, s8* number);
int kstrtobool(const char* text, bool* value);
static inline int kstrtou64(const char* text, unsigned int base, u64* number) {
  return kstrtoull(text, base, number);
}
static inline int kstrtos64(const char* text, unsigned int base, s64* number) {
  return kstrtoll(text, base, number);
}
static inline int kstrtou32(const char* text, unsigned int base, u32* number) {
  return kstrtouint(text, base, number);
}
static inline int kstrtos32(const char* text, unsigned int base, s32* number) {
  return kstrtoint(text, base, number);
}
/* assume: memparse: a number with K, M, G, T, P or E behind it, in either case; any text is one */
unsigned long long memparse(const char* text, char** end);
unsigned long long claimcheck_simple_number(const char* text, char** end, unsigned int base);
#define simple_strtoull(text, end, base) claimcheck_simple_number(text, end, base)
#define simple_strtoll(text, end, base)                                         \
  (*(text) == '-' ? -(long long)claimcheck_simple_number((text) + 1, end, base) \
                  : (long long)claimcheck_simple_number(text, end, base))
#define simple_strtol(text, end, base) ((long)simple_strtoll(text, end, base))
#define simple_strtoul(text, end, base) ((unsigned long)claimcheck_simple_number(text, end, base))

#endif
