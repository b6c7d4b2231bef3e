/* SPDX-License-Identifier: MIT */
/*
 * Keeps the names; there are no readers outside of locks here.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_RCULIST_H
#define CLAIMCHECK_SHIM_LINUX_RCULIST_H

#include <linux/list.h>
#include <linux/rcupdate.h>
#define list_add_rcu list_add
#define list_add_tail_rcu list_add_tail
#define list_del_rcu list_del
#define list_for_each_entry_rcu(at, head, member, ...) list_for_each_entry(at, head, member)
#define hlist_add_head_rcu hlist_add_head
#define hlist_del_rcu hlist_del

#endif
