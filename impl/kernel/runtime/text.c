// SPDX-License-Identifier: MIT
/* The functions on memory and text: each looks at what it touches, then does it. */
#include <linux/ctype.h>
#include <linux/limits.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "impl/kernel/runtime/memory.h"
#include "impl/kernel/runtime/state.h"

static void reads(const void* from, size_t size, const void* caller) {
  if (size == 0) return;
  memory_check(from, size, false, caller);
  runtime_access(from, size, "memory", CLAIMCHECK_READ, caller);
}
static void writes(void* to, size_t size, const void* caller) {
  if (size == 0) return;
  memory_check(to, size, true, caller);
  runtime_access(to, size, "memory", CLAIMCHECK_WRITE, caller);
}
static size_t length_of(const char* text, size_t limit, const void* caller) {
  return memory_check_text(text, limit, caller);
}

void* claimcheck_memcpy(void* to, const void* from, size_t size) {
  reads(from, size, RUNTIME_CALLER);
  writes(to, size, RUNTIME_CALLER);
  return __builtin_memcpy(to, from, size);
}
void* claimcheck_memmove(void* to, const void* from, size_t size) {
  reads(from, size, RUNTIME_CALLER);
  writes(to, size, RUNTIME_CALLER);
  return __builtin_memmove(to, from, size);
}
void* claimcheck_memset(void* to, int value, size_t size) {
  writes(to, size, RUNTIME_CALLER);
  return __builtin_memset(to, value, size);
}
int claimcheck_memcmp(const void* a, const void* b, size_t size) {
  reads(a, size, RUNTIME_CALLER);
  reads(b, size, RUNTIME_CALLER);
  return __builtin_memcmp(a, b, size);
}
void* claimcheck_memchr(const void* from, int value, size_t size) {
  reads(from, size, RUNTIME_CALLER);
  return __builtin_memchr(from, value, size);
}
void* memchr_inv(const void* from, int value, size_t size) {
  reads(from, size, RUNTIME_CALLER);
  const unsigned char* at = from;
  for (size_t i = 0; i < size; i++) {
    if (at[i] != (unsigned char)value) return (void*)(at + i);
  }
  return NULL;
}

size_t claimcheck_strlen(const char* text) {
  return length_of(text, SIZE_MAX, RUNTIME_CALLER);
}
size_t claimcheck_strnlen(const char* text, size_t size) {
  return length_of(text, size, RUNTIME_CALLER);
}
int claimcheck_strcmp(const char* a, const char* b) {
  length_of(a, SIZE_MAX, RUNTIME_CALLER);
  length_of(b, SIZE_MAX, RUNTIME_CALLER);
  return __builtin_strcmp(a, b);
}
int claimcheck_strncmp(const char* a, const char* b, size_t size) {
  length_of(a, size, RUNTIME_CALLER);
  length_of(b, size, RUNTIME_CALLER);
  return __builtin_strncmp(a, b, size);
}
int claimcheck_strncasecmp(const char* a, const char* b, size_t size) {
  length_of(a, size, RUNTIME_CALLER);
  length_of(b, size, RUNTIME_CALLER);
  return __builtin_strncasecmp(a, b, size);
}
int claimcheck_strcasecmp(const char* a, const char* b) {
  length_of(a, SIZE_MAX, RUNTIME_CALLER);
  length_of(b, SIZE_MAX, RUNTIME_CALLER);
  return __builtin_strcasecmp(a, b);
}
char* claimcheck_strcpy(char* to, const char* from) {
  const size_t length = length_of(from, SIZE_MAX, RUNTIME_CALLER);
  writes(to, length + 1, RUNTIME_CALLER);
  return __builtin_memcpy(to, from, length + 1);
}
char* claimcheck_strncpy(char* to, const char* from, size_t size) {
  const size_t length = length_of(from, size, RUNTIME_CALLER);
  writes(to, size, RUNTIME_CALLER);
  __builtin_memset(to + length, 0, size - length);
  return __builtin_memcpy(to, from, length);
}
char* claimcheck_strcat(char* to, const char* from) {
  const size_t at = length_of(to, SIZE_MAX, RUNTIME_CALLER);
  const size_t length = length_of(from, SIZE_MAX, RUNTIME_CALLER);
  writes(to + at, length + 1, RUNTIME_CALLER);
  __builtin_memcpy(to + at, from, length + 1);
  return to;
}
char* claimcheck_strchr(const char* text, int value) {
  length_of(text, SIZE_MAX, RUNTIME_CALLER);
  return __builtin_strchr(text, value);
}
char* claimcheck_strrchr(const char* text, int value) {
  length_of(text, SIZE_MAX, RUNTIME_CALLER);
  return __builtin_strrchr(text, value);
}
char* claimcheck_strstr(const char* text, const char* part) {
  length_of(text, SIZE_MAX, RUNTIME_CALLER);
  length_of(part, SIZE_MAX, RUNTIME_CALLER);
  return __builtin_strstr(text, part);
}
size_t claimcheck_strspn(const char* text, const char* marks) {
  length_of(text, SIZE_MAX, RUNTIME_CALLER);
  return __builtin_strspn(text, marks);
}
size_t claimcheck_strcspn(const char* text, const char* marks) {
  length_of(text, SIZE_MAX, RUNTIME_CALLER);
  return __builtin_strcspn(text, marks);
}
char* claimcheck_strpbrk(const char* text, const char* marks) {
  length_of(text, SIZE_MAX, RUNTIME_CALLER);
  return __builtin_strpbrk(text, marks);
}
char* claimcheck_strsep(char** text, const char* marks) {
  char* begin = *text;
  if (!begin) return NULL;
  const size_t length = length_of(begin, SIZE_MAX, RUNTIME_CALLER);
  const size_t part = __builtin_strcspn(begin, marks);
  if (part == length) {
    *text = NULL;
    return begin;
  }
  writes(begin + part, 1, RUNTIME_CALLER);
  begin[part] = '\0';
  *text = begin + part + 1;
  return begin;
}

ssize_t claimcheck_strscpy(char* to, const char* from, size_t size) {
  if (size == 0) return -E2BIG;
  const size_t length = length_of(from, size, RUNTIME_CALLER);
  const size_t kept = length < size ? length : size - 1;
  writes(to, kept + 1, RUNTIME_CALLER);
  __builtin_memcpy(to, from, kept);
  to[kept] = '\0';
  return length < size ? (ssize_t)length : -E2BIG;
}
size_t strlcpy(char* to, const char* from, size_t size) {
  const size_t length = length_of(from, SIZE_MAX, RUNTIME_CALLER);
  claimcheck_strscpy(to, from, size);
  return length;
}
char* skip_spaces(const char* text) {
  length_of(text, SIZE_MAX, RUNTIME_CALLER);
  while (isspace(*text)) text++;
  return (char*)text;
}
char* strim(char* text) {
  size_t length = length_of(text, SIZE_MAX, RUNTIME_CALLER);
  while (length > 0 && isspace(text[length - 1])) text[--length] = '\0';
  return skip_spaces(text);
}
const char* kbasename(const char* path) {
  const char* slash = claimcheck_strrchr(path, '/');
  return slash ? slash + 1 : path;
}

bool sysfs_streq(const char* a, const char* b) {
  size_t a_length = length_of(a, SIZE_MAX, RUNTIME_CALLER);
  size_t b_length = length_of(b, SIZE_MAX, RUNTIME_CALLER);
  const size_t common = a_length < b_length ? a_length : b_length;
  if (__builtin_memcmp(a, b, common) != 0) return false;
  if (a_length == b_length) return true;
  const char* longer = a_length > b_length ? a : b;
  return longer[common] == '\n' && longer[common + 1] == '\0';
}

static int match(const char* const* strings, size_t count, const char* text,
                 bool (*equal)(const char*, const char*)) {
  for (size_t i = 0; i < count && strings[i]; i++) {
    if (equal(strings[i], text)) return (int)i;
  }
  return -EINVAL;
}
static bool equal_texts(const char* a, const char* b) {
  return claimcheck_strcmp(a, b) == 0;
}
int match_string(const char* const* strings, size_t count, const char* text) {
  return match(strings, count, text, equal_texts);
}
int __sysfs_match_string(const char* const* strings, size_t count, const char* text) {
  return match(strings, count, text, sysfs_streq);
}
