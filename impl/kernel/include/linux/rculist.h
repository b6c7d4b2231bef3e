/* SPDX-License-Identifier: MIT */
/*
 * Keeps lists that are read while they change: an entry is published when it is complete, and one
 * that was removed still leads on.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_RCULIST_H
#define CLAIMCHECK_SHIM_LINUX_RCULIST_H

#include <linux/list.h>
#include <linux/rcupdate.h>

static inline void claimcheck_publish(struct list_head* before, struct list_head* entry,
                                      struct list_head* after) {
  entry->next = after;
  entry->prev = before;
  WRITE_ONCE(before->next, entry);
  after->prev = entry;
}
static inline void list_add_rcu(struct list_head* entry, struct list_head* head) {
  claimcheck_publish(head, entry, head->next);
}
static inline void list_add_tail_rcu(struct list_head* entry, struct list_head* head) {
  claimcheck_publish(head->prev, entry, head);
}
static inline void list_del_rcu(struct list_head* entry) {
  entry->next->prev = entry->prev;
  WRITE_ONCE(entry->prev->next, entry->next);
  entry->prev = (struct list_head*)LIST_POISON2;
}
static inline void list_replace_rcu(struct list_head* old, struct list_head* entry) {
  claimcheck_publish(old->prev, entry, old->next);
  old->prev = (struct list_head*)LIST_POISON2;
}
#define list_entry_rcu(pointer, type, member) container_of(READ_ONCE(pointer), type, member)
#define list_first_or_null_rcu(head, type, member)                      \
  ({                                                                    \
    struct list_head *head_ = (head), *first_ = READ_ONCE(head_->next); \
    first_ != head_ ? container_of(first_, type, member) : NULL;        \
  })
#define list_for_each_entry_rcu(at, head, member, ...)             \
  for (at = list_entry_rcu((head)->next, __typeof__(*at), member); \
       !list_entry_is_head(at, head, member);                      \
       at = list_entry_rcu((at)->member.next, __typeof__(*at), member))
#define list_for_each_entry_srcu list_for_each_entry_rcu
#define hlist_add_head_rcu hlist_add_head
#define hlist_del_rcu hlist_del

#endif
