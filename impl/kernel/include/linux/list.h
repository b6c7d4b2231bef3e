/* SPDX-License-Identifier: MIT */
/*
 * Keeps doubly linked lists and the chains of hash tables. A removed entry points to poison,
 * which the access hooks know.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_LIST_H
#define CLAIMCHECK_SHIM_LINUX_LIST_H

#include <linux/compiler.h>
#include <linux/container_of.h>
#include <linux/poison.h>
#include <linux/types.h>

#define LIST_HEAD_INIT(name) \
  { &(name), &(name) }
#define LIST_HEAD(name) struct list_head name = LIST_HEAD_INIT(name)

static inline void INIT_LIST_HEAD(struct list_head* head) {
  head->next = head;
  head->prev = head;
}
static inline void claimcheck_link(struct list_head* before, struct list_head* entry,
                                   struct list_head* after) {
  after->prev = entry;
  entry->next = after;
  entry->prev = before;
  before->next = entry;
}
static inline void claimcheck_unlink(struct list_head* before, struct list_head* after) {
  after->prev = before;
  before->next = after;
}
static inline void list_add(struct list_head* entry, struct list_head* head) {
  claimcheck_link(head, entry, head->next);
}
static inline void list_add_tail(struct list_head* entry, struct list_head* head) {
  claimcheck_link(head->prev, entry, head);
}
static inline void __list_del_entry(struct list_head* entry) {
  claimcheck_unlink(entry->prev, entry->next);
}
static inline void list_del(struct list_head* entry) {
  claimcheck_unlink(entry->prev, entry->next);
  entry->next = (struct list_head*)LIST_POISON1;
  entry->prev = (struct list_head*)LIST_POISON2;
}
static inline void list_del_init(struct list_head* entry) {
  claimcheck_unlink(entry->prev, entry->next);
  INIT_LIST_HEAD(entry);
}
static inline void list_replace(struct list_head* old, struct list_head* entry) {
  claimcheck_link(old->prev, entry, old->next);
}
static inline void list_replace_init(struct list_head* old, struct list_head* entry) {
  list_replace(old, entry);
  INIT_LIST_HEAD(old);
}
static inline void list_move(struct list_head* entry, struct list_head* head) {
  __list_del_entry(entry);
  list_add(entry, head);
}
static inline void list_move_tail(struct list_head* entry, struct list_head* head) {
  __list_del_entry(entry);
  list_add_tail(entry, head);
}
static inline int list_empty(const struct list_head* head) {
  return head->next == head;
}
static inline int list_empty_careful(const struct list_head* head) {
  return head->next == head && head->prev == head;
}
static inline int list_is_first(const struct list_head* entry, const struct list_head* head) {
  return entry->prev == head;
}
static inline int list_is_last(const struct list_head* entry, const struct list_head* head) {
  return entry->next == head;
}
static inline int list_is_head(const struct list_head* entry, const struct list_head* head) {
  return entry == head;
}
static inline int list_is_singular(const struct list_head* head) {
  return !list_empty(head) && head->next == head->prev;
}
static inline void claimcheck_splice(struct list_head* list, struct list_head* before,
                                     struct list_head* after) {
  list->next->prev = before;
  before->next = list->next;
  list->prev->next = after;
  after->prev = list->prev;
}
static inline void list_splice(struct list_head* list, struct list_head* head) {
  if (!list_empty(list)) claimcheck_splice(list, head, head->next);
}
static inline void list_splice_tail(struct list_head* list, struct list_head* head) {
  if (!list_empty(list)) claimcheck_splice(list, head->prev, head);
}
static inline void list_splice_init(struct list_head* list, struct list_head* head) {
  list_splice(list, head);
  INIT_LIST_HEAD(list);
}
static inline void list_splice_tail_init(struct list_head* list, struct list_head* head) {
  list_splice_tail(list, head);
  INIT_LIST_HEAD(list);
}
/* The entries up to and with `last` go from `head` to `to`, which is overwritten. */
static inline void list_cut_position(struct list_head* to, struct list_head* head,
                                     struct list_head* last) {
  INIT_LIST_HEAD(to);
  if (list_empty(head) || last == head) return;
  struct list_head *first = head->next, *rest = last->next;
  claimcheck_unlink(head, rest);
  to->next = first;
  first->prev = to;
  to->prev = last;
  last->next = to;
}
static inline void list_cut_before(struct list_head* to, struct list_head* head,
                                   struct list_head* entry) {
  list_cut_position(to, head, entry->prev);
}
static inline void list_rotate_left(struct list_head* head) {
  if (!list_empty(head)) list_move_tail(head->next, head);
}
static inline void list_rotate_to_front(struct list_head* entry, struct list_head* head) {
  list_move_tail(head, entry);
}
static inline void list_bulk_move_tail(struct list_head* head, struct list_head* first,
                                       struct list_head* last) {
  claimcheck_unlink(first->prev, last->next);
  head->prev->next = first;
  first->prev = head->prev;
  last->next = head;
  head->prev = last;
}
static inline void list_swap(struct list_head* a, struct list_head* b) {
  struct list_head* before = b->prev;
  list_del(b);
  list_replace(a, b);
  list_add(a, before == a ? b : before);
}
#define list_del_init_careful(entry) list_del_init(entry)
static inline size_t list_count_nodes(struct list_head* head) {
  size_t count = 0;
  for (struct list_head* at = head->next; at != head; at = at->next) count++;
  return count;
}

#define list_entry(pointer, type, member) container_of(pointer, type, member)
#define list_first_entry(head, type, member) list_entry((head)->next, type, member)
#define list_last_entry(head, type, member) list_entry((head)->prev, type, member)
#define list_first_entry_or_null(head, type, member) \
  (list_empty(head) ? NULL : list_first_entry(head, type, member))
#define list_last_entry_or_null(head, type, member) \
  (list_empty(head) ? NULL : list_last_entry(head, type, member))
#define list_next_entry(at, member) list_entry((at)->member.next, __typeof__(*(at)), member)
#define list_prev_entry(at, member) list_entry((at)->member.prev, __typeof__(*(at)), member)
#define list_entry_is_head(at, head, member) (&(at)->member == (head))
#define list_for_each(at, head) for (at = (head)->next; at != (head); at = at->next)
#define list_for_each_prev(at, head) for (at = (head)->prev; at != (head); at = at->prev)
#define list_for_each_safe(at, after, head) \
  for (at = (head)->next, after = at->next; at != (head); at = after, after = at->next)
#define list_for_each_entry(at, head, member)                \
  for (at = list_first_entry(head, __typeof__(*at), member); \
       !list_entry_is_head(at, head, member); at = list_next_entry(at, member))
#define list_for_each_entry_reverse(at, head, member)                                              \
  for (at = list_last_entry(head, __typeof__(*at), member); !list_entry_is_head(at, head, member); \
       at = list_prev_entry(at, member))
#define list_prepare_entry(at, head, member) \
  ((at) ? (at) : list_entry(head, __typeof__(*at), member))
#define list_for_each_entry_from(at, head, member) \
  for (; !list_entry_is_head(at, head, member); at = list_next_entry(at, member))
#define list_for_each_entry_continue(at, head, member)                          \
  for (at = list_next_entry(at, member); !list_entry_is_head(at, head, member); \
       at = list_next_entry(at, member))
#define list_for_each_entry_continue_reverse(at, head, member)                  \
  for (at = list_prev_entry(at, member); !list_entry_is_head(at, head, member); \
       at = list_prev_entry(at, member))
#define list_for_each_entry_safe(at, after, head, member)                                         \
  for (at = list_first_entry(head, __typeof__(*at), member), after = list_next_entry(at, member); \
       !list_entry_is_head(at, head, member); at = after, after = list_next_entry(after, member))
#define list_for_each_entry_safe_reverse(at, before, head, member)                                \
  for (at = list_last_entry(head, __typeof__(*at), member), before = list_prev_entry(at, member); \
       !list_entry_is_head(at, head, member);                                                     \
       at = before, before = list_prev_entry(before, member))
#define list_safe_reset_next(at, after, member) after = list_next_entry(at, member)
#define list_for_each_reverse(at, head) list_for_each_prev(at, head)
#define list_for_each_continue(at, head) for (at = (at)->next; at != (head); at = (at)->next)
#define list_for_each_prev_safe(at, before, head) \
  for (at = (head)->prev, before = (at)->prev; at != (head); at = before, before = (at)->prev)
#define list_for_each_entry_from_reverse(at, head, member) \
  for (; !list_entry_is_head(at, head, member); at = list_prev_entry(at, member))
#define list_for_each_entry_safe_from(at, after, head, member)                     \
  for (after = list_next_entry(at, member); !list_entry_is_head(at, head, member); \
       at = after, after = list_next_entry(after, member))
#define list_for_each_entry_safe_continue(at, after, head, member)            \
  for (at = list_next_entry(at, member), after = list_next_entry(at, member); \
       !list_entry_is_head(at, head, member); at = after, after = list_next_entry(after, member))
#define list_next_entry_circular(at, head, member)                                       \
  (list_is_last(&(at)->member, head) ? list_first_entry(head, __typeof__(*(at)), member) \
                                     : list_next_entry(at, member))
#define list_prev_entry_circular(at, head, member)                                       \
  (list_is_first(&(at)->member, head) ? list_last_entry(head, __typeof__(*(at)), member) \
                                      : list_prev_entry(at, member))

#define HLIST_HEAD_INIT \
  { NULL }
#define HLIST_HEAD(name) struct hlist_head name = HLIST_HEAD_INIT
#define INIT_HLIST_HEAD(head) ((head)->first = NULL)
static inline void INIT_HLIST_NODE(struct hlist_node* node) {
  node->next = NULL;
  node->pprev = NULL;
}
static inline int hlist_unhashed(const struct hlist_node* node) {
  return !node->pprev;
}
static inline int hlist_empty(const struct hlist_head* head) {
  return !head->first;
}
static inline void hlist_add_head(struct hlist_node* node, struct hlist_head* head) {
  node->next = head->first;
  if (head->first) head->first->pprev = &node->next;
  head->first = node;
  node->pprev = &head->first;
}
static inline void hlist_del_init(struct hlist_node* node) {
  if (!node->pprev) return;
  *node->pprev = node->next;
  if (node->next) node->next->pprev = node->pprev;
  INIT_HLIST_NODE(node);
}
#define hlist_del(node) hlist_del_init(node)
#define hlist_entry(pointer, type, member) container_of(pointer, type, member)
#define hlist_entry_safe(pointer, type, member)      \
  ({                                                 \
    __typeof__(pointer) node_ = (pointer);           \
    node_ ? hlist_entry(node_, type, member) : NULL; \
  })
#define hlist_for_each_entry(at, head, member)                              \
  for (at = hlist_entry_safe((head)->first, __typeof__(*(at)), member); at; \
       at = hlist_entry_safe((at)->member.next, __typeof__(*(at)), member))
#define hlist_for_each_entry_safe(at, after, head, member)                                         \
  for (at = hlist_entry_safe((head)->first, __typeof__(*(at)), member); at && ({                   \
                                                                          after = at->member.next; \
                                                                          1;                       \
                                                                        });                        \
       at = hlist_entry_safe(after, __typeof__(*(at)), member))

#endif
