// SPDX-License-Identifier: MIT
/* Text to numbers, the strict way, and identifiers. */
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/kstrtox.h>
#include <linux/limits.h>
#include <linux/random.h>
#include <linux/string.h>
#include <linux/uuid.h>

#include "impl/kernel/runtime/memory.h"
#include "impl/kernel/runtime/state.h"

static int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = (char)tolower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 99;
}

/* The base that a prefix tells, and the text behind the prefix. */
static const char* find_base(const char* text, unsigned int* base) {
  const bool hex = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
  if (*base == 0) {
    *base = 10;
    if (hex && digit(text[2]) < 16) {
      *base = 16;
    } else if (text[0] == '0') {
      *base = 8;
    }
  }
  return *base == 16 && hex ? text + 2 : text;
}

static int parse_digits(const char* text, unsigned int base, unsigned long long* number) {
  text = find_base(text, &base);
  unsigned long long value = 0;
  bool too_large = false;
  const char* at = text;
  for (; (unsigned int)digit(*at) < base; at++) {
    too_large |= __builtin_mul_overflow(value, base, &value);
    too_large |= __builtin_add_overflow(value, (unsigned int)digit(*at), &value);
  }
  if (at == text) return -EINVAL;
  if (too_large) return -ERANGE;
  if (*at == '\n') at++;
  if (*at != '\0') return -EINVAL;
  *number = value;
  return 0;
}

int kstrtoull(const char* text, unsigned int base, unsigned long long* number) {
  memory_check_text(text, SIZE_MAX, RUNTIME_CALLER);
  return parse_digits(text[0] == '+' ? text + 1 : text, base, number);
}

int kstrtoll(const char* text, unsigned int base, long long* number) {
  memory_check_text(text, SIZE_MAX, RUNTIME_CALLER);
  unsigned long long value;
  const bool negative = text[0] == '-';
  const int error = parse_digits(text[0] == '+' || negative ? text + 1 : text, base, &value);
  if (error) return error;
  const unsigned long long limit = (unsigned long long)LLONG_MAX + negative;
  if (value > limit) return -ERANGE;
  *number = negative ? (long long)(0 - value) : (long long)value;
  return 0;
}

#define NARROWER(name, wide_name, wide, type)                   \
  int name(const char* text, unsigned int base, type* number) { \
    wide value;                                                 \
    const int error = wide_name(text, base, &value);            \
    if (error) return error;                                    \
    if (value != (wide)(type)value) return -ERANGE;             \
    *number = (type)value;                                      \
    return 0;                                                   \
  }
NARROWER(kstrtoul, kstrtoull, unsigned long long, unsigned long)
NARROWER(kstrtouint, kstrtoull, unsigned long long, unsigned int)
NARROWER(kstrtou16, kstrtoull, unsigned long long, u16)
NARROWER(kstrtou8, kstrtoull, unsigned long long, u8)
NARROWER(kstrtol, kstrtoll, long long, long)
NARROWER(kstrtoint, kstrtoll, long long, int)
NARROWER(kstrtos16, kstrtoll, long long, s16)
NARROWER(kstrtos8, kstrtoll, long long, s8)

int kstrtobool(const char* text, bool* value) {
  if (!text) return -EINVAL;
  memory_check_text(text, 2, RUNTIME_CALLER);
  const char first = (char)tolower(text[0]);
  const char second = first == 'o' ? (char)tolower(text[1]) : '\0';
  const bool on = first == 'y' || first == 't' || first == '1' || second == 'n';
  const bool off = first == 'n' || first == 'f' || first == '0' || second == 'f';
  if (!on && !off) return -EINVAL;
  *value = on;
  return 0;
}

unsigned long long claimcheck_simple_number(const char* text, char** end, unsigned int base) {
  memory_check_text(text, SIZE_MAX, RUNTIME_CALLER);
  text = find_base(text, &base);
  unsigned long long value = 0;
  for (; (unsigned int)digit(*text) < base; text++) value = value * base + (unsigned)digit(*text);
  if (end) *end = (char*)text;
  return value;
}

const uuid_t uuid_null = {{0}};
const guid_t guid_null = {{0}};
const u8 uuid_index[16] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
const u8 guid_index[16] = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};

bool uuid_is_valid(const char* text) {
  if (memory_check_text(text, UUID_STRING_LEN, RUNTIME_CALLER) < UUID_STRING_LEN) return false;
  for (int i = 0; i < UUID_STRING_LEN; i++) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : digit(text[i]) > 15) return false;
  }
  return true;
}

static int parse(const char* text, u8* bytes, const u8* order) {
  if (!uuid_is_valid(text)) return -EINVAL;
  const char* at = text;
  for (int i = 0; i < 16; i++) {
    if (*at == '-') at++;
    bytes[order[i]] = (u8)(digit(at[0]) << 4 | digit(at[1]));
    at += 2;
  }
  return 0;
}
int uuid_parse(const char* text, uuid_t* uuid) {
  return parse(text, uuid->b, uuid_index);
}
int guid_parse(const char* text, guid_t* guid) {
  return parse(text, guid->b, guid_index);
}

/* A fixed sequence: what a trace found must be found again. */
u64 get_random_u64(void) {
  u64 mixed = claimcheck_state.random += 0x9e3779b97f4a7c15ULL;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
  return mixed ^ (mixed >> 31);
}
u32 get_random_u32(void) {
  return (u32)get_random_u64();
}
void get_random_bytes(void* to, size_t size) {
  memory_check(to, size, true, RUNTIME_CALLER);
  for (size_t i = 0; i < size; i++) ((u8*)to)[i] = (u8)get_random_u64();
}
void generate_random_uuid(u8* uuid) {
  get_random_bytes(uuid, 16);
  uuid[6] = (u8)((uuid[6] & 0x0f) | 0x40);
  uuid[8] = (u8)((uuid[8] & 0x3f) | 0x80);
}
void uuid_gen(uuid_t* uuid) {
  generate_random_uuid(uuid->b);
}
void guid_gen(guid_t* guid) {
  get_random_bytes(guid->b, 16);
  guid->b[7] = (u8)((guid->b[7] & 0x0f) | 0x40);
  guid->b[8] = (u8)((guid->b[8] & 0x3f) | 0x80);
}

unsigned long long memparse(const char* text, char** end) {
  static const char units[] = "kmgtpe";
  char* at;
  unsigned long long number = claimcheck_simple_number(text, &at, 0);
  const char lower = *at >= 'A' && *at <= 'Z' ? (char)(*at + 'a' - 'A') : *at;
  const char* unit = lower ? __builtin_strchr(units, lower) : NULL;
  if (unit) {
    number <<= 10 * (unit - units + 1);
    at++;
  }
  if (end) *end = at;
  return number;
}
