/* SPDX-License-Identifier: MIT */
/*
 * Keeps both byte orders of identifiers: text, comparison, copies, generation by a fixed
 * sequence.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_UUID_H
#define CLAIMCHECK_SHIM_LINUX_UUID_H

#include <linux/string.h>
#include <linux/types.h>

#define UUID_SIZE 16
#define UUID_STRING_LEN 36
typedef struct {
  u8 b[UUID_SIZE];
} uuid_t;
typedef struct {
  u8 b[UUID_SIZE];
} guid_t;
extern const uuid_t uuid_null;
extern const guid_t guid_null;
extern const u8 uuid_index[16];
extern const u8 guid_index[16];

#define UUID_INIT(a, b, c, d0, d1, d2, d3, d4, d5, d6, d7)                                        \
  ((uuid_t){{((u32)(a) >> 24) & 0xff, ((u32)(a) >> 16) & 0xff, ((u32)(a) >> 8) & 0xff,            \
             (u32)(a)&0xff, ((b) >> 8) & 0xff, (b)&0xff, ((c) >> 8) & 0xff, (c)&0xff, (d0), (d1), \
             (d2), (d3), (d4), (d5), (d6), (d7)}})
#define GUID_INIT(a, b, c, d0, d1, d2, d3, d4, d5, d6, d7)                                      \
  ((guid_t){{(u32)(a)&0xff, ((u32)(a) >> 8) & 0xff, ((u32)(a) >> 16) & 0xff,                    \
             ((u32)(a) >> 24) & 0xff, (b)&0xff, ((b) >> 8) & 0xff, (c)&0xff, ((c) >> 8) & 0xff, \
             (d0), (d1), (d2), (d3), (d4), (d5), (d6), (d7)}})

/* assume: uuid_parse: 36 characters are looked at, in either case; what is behind them is not;
 * -EINVAL for other text */
int uuid_parse(const char* text, uuid_t* uuid);
int guid_parse(const char* text, guid_t* guid);
bool uuid_is_valid(const char* text);
static inline bool uuid_equal(const uuid_t* a, const uuid_t* b) {
  return claimcheck_memcmp(a, b, sizeof(*a)) == 0;
}
static inline bool guid_equal(const guid_t* a, const guid_t* b) {
  return claimcheck_memcmp(a, b, sizeof(*a)) == 0;
}
static inline void uuid_copy(uuid_t* to, const uuid_t* from) {
  claimcheck_memcpy(to, from, sizeof(*to));
}
static inline void guid_copy(guid_t* to, const guid_t* from) {
  claimcheck_memcpy(to, from, sizeof(*to));
}
static inline bool uuid_is_null(const uuid_t* uuid) {
  return uuid_equal(uuid, &uuid_null);
}
static inline bool guid_is_null(const guid_t* guid) {
  return guid_equal(guid, &guid_null);
}
static inline void import_uuid(uuid_t* to, const u8* from) {
  claimcheck_memcpy(to, from, sizeof(*to));
}
static inline void export_uuid(u8* to, const uuid_t* from) {
  claimcheck_memcpy(to, from, sizeof(*from));
}
static inline void import_guid(guid_t* to, const u8* from) {
  claimcheck_memcpy(to, from, sizeof(*to));
}
static inline void export_guid(u8* to, const guid_t* from) {
  claimcheck_memcpy(to, from, sizeof(*from));
}
/* assume: uuid_gen: a fixed sequence that starts anew with every engine */
void uuid_gen(uuid_t* uuid);
void guid_gen(guid_t* guid);
void generate_random_uuid(u8* uuid);

#endif
