/* SPDX-License-Identifier: MIT */
/*
 * Keeps the names of fixed hash tables.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_HASHTABLE_H
#define CLAIMCHECK_SHIM_LINUX_HASHTABLE_H

#include <linux/hash.h>
#include <linux/list.h>
#include <linux/log2.h>
#define DEFINE_HASHTABLE(name, bits) struct hlist_head name[1 << (bits)]
#define DECLARE_HASHTABLE(name, bits) struct hlist_head name[1 << (bits)]
#define HASH_SIZE(table) (sizeof(table) / sizeof((table)[0]))
#define hash_add(table, node, key) \
  hlist_add_head(node, &(table)[hash_long((unsigned long)(key), ilog2(HASH_SIZE(table)))])
#define hash_del(node) hlist_del_init(node)
#define hash_hashed(node) (!hlist_unhashed(node))
#define hash_init(table)                                                            \
  do {                                                                              \
    for (size_t i_ = 0; i_ < HASH_SIZE(table); i_++) INIT_HLIST_HEAD(&(table)[i_]); \
  } while (0)
#define hash_empty(table)                             \
  ({                                                  \
    bool empty_ = true;                               \
    for (size_t i_ = 0; i_ < HASH_SIZE(table); i_++)  \
      if (!hlist_empty(&(table)[i_])) empty_ = false; \
    empty_;                                           \
  })
#define hash_for_each(table, bucket, at, member)                                               \
  for ((bucket) = 0, at = NULL; at == NULL && (size_t)(bucket) < HASH_SIZE(table); (bucket)++) \
  hlist_for_each_entry(at, &(table)[bucket], member)
#define hash_for_each_safe(table, bucket, after, at, member)                                   \
  for ((bucket) = 0, at = NULL; at == NULL && (size_t)(bucket) < HASH_SIZE(table); (bucket)++) \
  hlist_for_each_entry_safe(at, after, &(table)[bucket], member)
#define hash_for_each_possible(table, at, member, key)                                         \
  hlist_for_each_entry(at, &(table)[hash_long((unsigned long)(key), ilog2(HASH_SIZE(table)))], \
                       member)

#endif
