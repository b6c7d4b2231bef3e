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
#define hash_for_each_possible(table, at, member, key)                                         \
  hlist_for_each_entry(at, &(table)[hash_long((unsigned long)(key), ilog2(HASH_SIZE(table)))], \
                       member)

#endif
