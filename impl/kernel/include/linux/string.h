/* SPDX-License-Identifier: MIT */
/*
 * Keeps the functions on memory and text, by functions of the runtime that check what they read
 * and write against the arena, as the access hooks do for loads and stores.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_STRING_H
#define CLAIMCHECK_SHIM_LINUX_STRING_H

#include <linux/compiler.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/types.h>

/* assume: memcpy: and all of mem*, str*: every byte they touch is checked against the arena */
void* claimcheck_memcpy(void* to, const void* from, size_t size);
void* claimcheck_memmove(void* to, const void* from, size_t size);
void* claimcheck_memset(void* to, int value, size_t size);
int claimcheck_memcmp(const void* a, const void* b, size_t size);
void* claimcheck_memchr(const void* from, int value, size_t size);
size_t claimcheck_strlen(const char* text);
size_t claimcheck_strnlen(const char* text, size_t size);
int claimcheck_strcmp(const char* a, const char* b);
int claimcheck_strncmp(const char* a, const char* b, size_t size);
int claimcheck_strcasecmp(const char* a, const char* b);
int claimcheck_strncasecmp(const char* a, const char* b, size_t size);
char* claimcheck_strcpy(char* to, const char* from);
char* claimcheck_strncpy(char* to, const char* from, size_t size);
char* claimcheck_strcat(char* to, const char* from);
char* claimcheck_strchr(const char* text, int value);
char* claimcheck_strrchr(const char* text, int value);
char* claimcheck_strstr(const char* text, const char* part);
char* claimcheck_strsep(char** text, const char* marks);
char* claimcheck_strpbrk(const char* text, const char* marks);
size_t claimcheck_strspn(const char* text, const char* marks);
size_t claimcheck_strcspn(const char* text, const char* marks);
#define memcpy(to, from, size) claimcheck_memcpy(to, from, size)
#define memmove(to, from, size) claimcheck_memmove(to, from, size)
#define memset(to, value, size) claimcheck_memset(to, value, size)
#define memcmp(a, b, size) claimcheck_memcmp(a, b, size)
#define memchr(from, value, size) claimcheck_memchr(from, value, size)
#define strlen(text) claimcheck_strlen(text)
#define strnlen(text, size) claimcheck_strnlen(text, size)
#define strcmp(a, b) claimcheck_strcmp(a, b)
#define strncmp(a, b, size) claimcheck_strncmp(a, b, size)
#define strcasecmp(a, b) claimcheck_strcasecmp(a, b)
#define strncasecmp(a, b, size) claimcheck_strncasecmp(a, b, size)
#define strcpy(to, from) claimcheck_strcpy(to, from)
#define strncpy(to, from, size) claimcheck_strncpy(to, from, size)
#define strcat(to, from) claimcheck_strcat(to, from)
#define strchr(text, value) claimcheck_strchr(text, value)
#define strrchr(text, value) claimcheck_strrchr(text, value)
#define strstr(text, part) claimcheck_strstr(text, part)
#define strsep(text, marks) claimcheck_strsep(text, marks)
#define strpbrk(text, marks) claimcheck_strpbrk(text, marks)
#define strspn(text, marks) claimcheck_strspn(text, marks)
#define strcspn(text, marks) claimcheck_strcspn(text, marks)

ssize_t claimcheck_strscpy(char* to, const char* from, size_t size);
size_t strlcpy(char* to, const char* from, size_t size);
char* strim(char* text);
char* skip_spaces(const char* text);
#define strstrip(text) strim(text)
#define CLAIMCHECK_THIRD(a, b, c, ...) c
#define CLAIMCHECK_STRSCPY_2(to, from) claimcheck_strscpy(to, from, sizeof(to))
#define CLAIMCHECK_STRSCPY_3(to, from, size) claimcheck_strscpy(to, from, size)
#define CLAIMCHECK_STRSCPY_OF(a, b, c, name, ...) name
/* assume: strscpy: the size may be left out where the target is an array */
#define strscpy(...) \
  CLAIMCHECK_STRSCPY_OF(__VA_ARGS__, CLAIMCHECK_STRSCPY_3, CLAIMCHECK_STRSCPY_2)(__VA_ARGS__)
#define strscpy_pad(...) strscpy(__VA_ARGS__)
/* assume: sysfs_streq: equal but for one newline at the end of either */
bool sysfs_streq(const char* a, const char* b);
int match_string(const char* const* strings, size_t count, const char* text);
int __sysfs_match_string(const char* const* strings, size_t count, const char* text);
#define sysfs_match_string(strings, text) \
  __sysfs_match_string(strings, sizeof(strings) / sizeof((strings)[0]), text)
static inline bool strstarts(const char* text, const char* prefix) {
  return claimcheck_strncmp(text, prefix, claimcheck_strlen(prefix)) == 0;
}
#define str_has_prefix(text, prefix) (strstarts(text, prefix) ? strlen(prefix) : 0)
const char* kbasename(const char* path);
void* memchr_inv(const void* from, int value, size_t size);
#define memzero_explicit(to, size) memset(to, 0, size)
#define mem_is_zero(from, size) (!memchr_inv(from, 0, size))

/* assume: kstrdup: and kmemdup, kasprintf and their kin fail as kmalloc does, at the site allocate
 */
char* kstrdup(const char* text, gfp_t flags);
const char* kstrdup_const(const char* text, gfp_t flags);
char* kstrndup(const char* text, size_t size, gfp_t flags);
void* kmemdup(const void* from, size_t size, gfp_t flags);
char* kmemdup_nul(const char* text, size_t size, gfp_t flags);
void* kmemdup_array(const void* from, size_t count, size_t size, gfp_t flags);
char* kasprintf(gfp_t flags, const char* format, ...);
#define kvmemdup(from, size, flags) kmemdup(from, size, flags)

#endif
