// SPDX-License-Identifier: MIT
/* Collections, counts and what is done later. Each returns 0, or the line that went wrong. */
#include <linux/array_size.h>
#include <linux/bitfield.h>
#include <linux/bitmap.h>
#include <linux/idr.h>
#include <linux/kref.h>
#include <linux/kstrtox.h>
#include <linux/list.h>
#include <linux/minmax.h>
#include <linux/mutex.h>
#include <linux/notifier.h>
#include <linux/overflow.h>
#include <linux/rbtree.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <linux/srcu.h>
#include <linux/wait.h>
#include <linux/workqueue.h>
#include <linux/xarray.h>

#include "impl/kernel/testing/cases.h"

#define EXPECT(condition)              \
  do {                                 \
    if (!(condition)) return __LINE__; \
  } while (0)

struct numbered {
  int number;
  struct list_head list;
  struct rb_node node;
  struct callback_head rcu;
  struct kref kref;
};

static int number_of(const struct list_head* head) {
  int number = 0;
  struct numbered* at;
  list_for_each_entry(at, head, list) number = 10 * number + at->number;
  return number;
}

static s64 lists_are_cut_and_turned(void) {
  struct numbered each[4];
  struct numbered *at, *after;
  LIST_HEAD(all);
  LIST_HEAD(front);
  for (int i = 0; i < 4; i++) {
    each[i].number = i + 1;
    list_add_tail(&each[i].list, &all);
  }
  list_rotate_left(&all);
  EXPECT(number_of(&all) == 2341);
  list_rotate_to_front(&each[0].list, &all);
  EXPECT(number_of(&all) == 1234);
  list_swap(&each[0].list, &each[3].list);
  EXPECT(number_of(&all) == 4231);
  list_swap(&each[1].list, &each[2].list);
  EXPECT(number_of(&all) == 4321);
  list_cut_position(&front, &all, &each[2].list);
  EXPECT(number_of(&front) == 43 && number_of(&all) == 21);
  list_cut_before(&front, &all, &each[1].list);
  EXPECT(list_empty(&front) && number_of(&all) == 21);
  list_add_tail(&each[2].list, &all);
  list_bulk_move_tail(&all, &each[1].list, &each[0].list);
  EXPECT(number_of(&all) == 321);
  EXPECT(list_next_entry_circular(&each[0], &all, list) == &each[2]);
  EXPECT(list_prev_entry_circular(&each[2], &all, list) == &each[0]);
  at = &each[1];
  list_for_each_entry_safe_from(at, after, &all, list) list_del(&at->list);
  EXPECT(number_of(&all) == 3);
  return 0;
}

static bool is_less(struct rb_node* a, const struct rb_node* b) {
  return rb_entry(a, struct numbered, node)->number < rb_entry(b, struct numbered, node)->number;
}
static int compare_number(const void* key, const struct rb_node* node) {
  return cmp_int(*(const int*)key, rb_entry(node, struct numbered, node)->number);
}

static s64 trees_are_sorted(void) {
  static const int numbers[] = {5, 2, 8, 1, 9, 3, 7, 4, 6, 0};
  struct rb_root root = RB_ROOT;
  struct numbered *each, *after;
  int count = 0, wanted = 3;
  for (size_t i = 0; i < ARRAY_SIZE(numbers); i++) {
    each = kzalloc_obj(*each);
    if (!each) break;
    each->number = numbers[i];
    rb_add(&each->node, &root, is_less);
  }
  for (struct rb_node* at = rb_first(&root); at; at = rb_next(at))
    EXPECT(rb_entry(at, struct numbered, node)->number == count++);
  EXPECT(count == 10 && rb_entry(rb_prev(rb_last(&root)), struct numbered, node)->number == 8);
  for (wanted = 0; wanted < 10; wanted += 3) {
    struct rb_node* found = rb_find(&wanted, &root, compare_number);
    EXPECT(found);
    rb_erase(found, &root);
    kfree(rb_entry(found, struct numbered, node));
    EXPECT(!rb_find(&wanted, &root, compare_number));
  }
  count = 0;
  for (struct rb_node* at = rb_first(&root); at; at = rb_next(at)) {
    count++;
    EXPECT(!rb_next(at) || is_less(at, rb_next(at)));
  }
  EXPECT(count == 6);
  rbtree_postorder_for_each_entry_safe(each, after, &root, node) kfree(each);
  return 0;
}

static s64 arrays_are_marked_and_reserved(void) {
  DEFINE_XARRAY_ALLOC(array);
  struct numbered one, two;
  unsigned long index;
  void* entry;
  u32 id, next = 7;
  int found = 0;
  EXPECT(xa_alloc_cyclic(&array, &id, &one, XA_LIMIT(0, 8), &next, GFP_KERNEL) == 0 && id == 7);
  EXPECT(xa_alloc_cyclic(&array, &id, &two, XA_LIMIT(0, 8), &next, GFP_KERNEL) == 0 && id == 8);
  EXPECT(xa_alloc_cyclic(&array, &id, &two, XA_LIMIT(0, 8), &next, GFP_KERNEL) == 1 && id == 0);
  EXPECT(xa_reserve(&array, 3, GFP_KERNEL) == 0 && !xa_load(&array, 3));
  xa_for_each(&array, index, entry) found++;
  EXPECT(found == 3);
  EXPECT(xa_insert(&array, 3, &one, GFP_KERNEL) == 0 && xa_load(&array, 3) == &one);
  EXPECT(xa_insert(&array, 3, &two, GFP_KERNEL) == -EBUSY);
  EXPECT(xa_cmpxchg(&array, 3, &two, NULL, GFP_KERNEL) == &one && xa_load(&array, 3) == &one);
  EXPECT(xa_cmpxchg(&array, 3, &one, &two, GFP_KERNEL) == &one && xa_load(&array, 3) == &two);
  xa_set_mark(&array, 8, XA_MARK_1);
  xa_set_mark(&array, 9, XA_MARK_1);
  found = 0;
  xa_for_each_marked(&array, index, entry, XA_MARK_1) found += (int)index;
  EXPECT(found == 8 && xa_get_mark(&array, 8, XA_MARK_1) && !xa_get_mark(&array, 8, XA_MARK_0));
  xa_clear_mark(&array, 8, XA_MARK_1);
  EXPECT(!xa_marked(&array, XA_MARK_1));
  return 0;
}

static s64 identifiers_go_round(void) {
  DEFINE_IDR(numbers);
  struct numbered each;
  u32 next = 4;
  EXPECT(idr_is_empty(&numbers));
  EXPECT(idr_alloc_cyclic(&numbers, &each, 1, 4, GFP_KERNEL) == 1);
  EXPECT(idr_alloc_cyclic(&numbers, &each, 1, 4, GFP_KERNEL) == 2);
  idr_remove(&numbers, 1);
  EXPECT(idr_alloc_cyclic(&numbers, &each, 1, 4, GFP_KERNEL) == 3);
  EXPECT(idr_alloc_cyclic(&numbers, &each, 1, 4, GFP_KERNEL) == 1);
  EXPECT(idr_alloc_cyclic(&numbers, &each, 1, 4, GFP_KERNEL) == -ENOSPC);
  EXPECT(idr_alloc_u32(&numbers, &each, &next, 4, GFP_KERNEL) == 0 && next == 4);
  EXPECT(ida_find_first(&numbers.ida) == 1);
  idr_destroy(&numbers);
  return 0;
}

static s64 bits_and_sizes(void) {
  DECLARE_BITMAP(map, 100);
  bitmap_zero(map, 100);
  bitmap_set(map, 2, 5);
  bitmap_set(map, 70, 20);
  EXPECT(bitmap_weight(map, 100) == 25);
  EXPECT(bitmap_find_next_zero_area(map, 100, 1, 4, 3) == 8);
  EXPECT(bitmap_find_next_zero_area(map, 100, 60, 11, 0) > 100);
  bitmap_clear(map, 70, 20);
  EXPECT(bitmap_find_next_zero_area(map, 100, 60, 11, 0) == 60);
  EXPECT(FIELD_GET(0xff00u, 0x1234u) == 0x12 && FIELD_PREP(0xff00u, 0x56) == 0x5600);
  EXPECT(!FIELD_FIT(0xf0u, 0x10) && FIELD_FIT(0xf0u, 0xf));
  EXPECT(size_sub(5, 3) == 2 && size_sub(3, 5) == SIZE_MAX && size_sub(SIZE_MAX, 1) == SIZE_MAX);
  EXPECT(memparse("4k", NULL) == 4096 && memparse("0x2M ", NULL) == 2 << 20);
  EXPECT(memparse("7x", NULL) == 7 && simple_strtol("-12", NULL, 10) == -12);
  EXPECT(type_max(u8) == 255 && type_min(s16) == -32768 && overflows_type(256, u8));
  return 0;
}

static int hear(struct notifier_block* block, unsigned long action, void* data);
static struct notifier_block late = {.notifier_call = hear, .priority = 1};
static struct notifier_block early = {.notifier_call = hear, .priority = 2};
static int hear(struct notifier_block* block, unsigned long action, void* data) {
  tell(block == &early ? "early" : "late");
  return action == 1 ? NOTIFY_OK : notifier_from_errno(-EBUSY);
}

static s64 chains_are_called_by_priority(void) {
  static BLOCKING_NOTIFIER_HEAD(chain);
  EXPECT(blocking_notifier_chain_register(&chain, &late) == 0);
  EXPECT(blocking_notifier_chain_register(&chain, &early) == 0);
  EXPECT(notifier_to_errno(blocking_notifier_call_chain(&chain, 1, NULL)) == 0);
  EXPECT(notifier_to_errno(blocking_notifier_call_chain(&chain, 2, NULL)) == -EBUSY);
  EXPECT(blocking_notifier_chain_unregister(&chain, &early) == 0);
  EXPECT(blocking_notifier_chain_unregister(&chain, &early) == -ENOENT);
  return 0;
}

static s64 counts_are_left_alone_at_one(void) {
  static DEFINE_MUTEX(lock);
  refcount_t count = REFCOUNT_INIT(2);
  EXPECT(refcount_dec_not_one(&count) && !refcount_dec_not_one(&count));
  EXPECT(refcount_add_not_zero(2, &count) && refcount_read(&count) == 3);
  EXPECT(!refcount_sub_and_test(2, &count) &&
         !refcount_dec_and_mutex_lock(&(refcount_t)REFCOUNT_INIT(2), &lock));
  EXPECT(refcount_dec_and_mutex_lock(&count, &lock) && mutex_is_locked(&lock));
  mutex_unlock(&lock);
  EXPECT(!refcount_add_not_zero(1, &count) && !refcount_dec_if_one(&count));
  return 0;
}

static DEFINE_MUTEX(work_mutex);
static void do_work(struct work_struct* work) {
  guard(mutex)(&work_mutex);
  tell(work ? "work" : "");
}
static DECLARE_WORK(first_work, do_work);
static DECLARE_WORK(other_work, do_work);

/* The work takes the lock under which it is queued. */
static s64 work_is_done_when_the_operation_is_over(void) {
  guard(mutex)(&work_mutex);
  EXPECT(schedule_work(&first_work) && !schedule_work(&first_work));
  EXPECT(schedule_work(&other_work) && cancel_work_sync(&other_work));
  EXPECT(!cancel_work_sync(&other_work) && !flush_work(&other_work));
  tell("over");
  return 0;
}
static s64 work_is_done_where_it_is_waited_for(void) {
  EXPECT(schedule_work(&first_work) && flush_work(&first_work));
  tell("waited");
  EXPECT(!work_pending(&first_work));
  return 0;
}
static s64 condition_that_does_not_come(void) {
  static DECLARE_WAIT_QUEUE_HEAD(queue);
  wait_event(queue, tell == NULL);
  return 0;
}

static void free_numbered(struct callback_head* head) {
  tell("freed");
  kfree(container_of(head, struct numbered, rcu));
}
static s64 readers_are_waited_for(void) {
  LIST_HEAD(all);
  struct numbered *one = kzalloc_obj(*one), *two = kzalloc_obj(*two), *at;
  int sum = 0;
  if (!one || !two) return -ENOMEM;
  one->number = 1;
  two->number = 2;
  list_add_rcu(&one->list, &all);
  list_add_tail_rcu(&two->list, &all);
  rcu_read_lock();
  rcu_read_lock();
  list_for_each_entry_rcu(at, &all, list) {
    sum += at->number;
    list_del_rcu(&at->list);
    if (at == one) {
      call_rcu(&at->rcu, free_numbered);
    } else {
      kfree_rcu(at, rcu);
    }
  }
  rcu_read_unlock();
  sum += one->number + two->number;
  rcu_read_unlock();
  synchronize_rcu();
  tell("read");
  return sum == 6 && list_empty(&all) ? 0 : sum;
}
static s64 reader_waits_for_itself(void) {
  guard(rcu)();
  synchronize_rcu();
  return 0;
}

const struct runtime_test_case collection_cases[] = {
    CASE(lists_are_cut_and_turned),
    CASE(trees_are_sorted),
    CASE(arrays_are_marked_and_reserved),
    CASE(identifiers_go_round),
    CASE(bits_and_sizes),
    CASE(chains_are_called_by_priority),
    CASE(counts_are_left_alone_at_one),
    CASE(work_is_done_when_the_operation_is_over),
    CASE(work_is_done_where_it_is_waited_for),
    CASE(condition_that_does_not_come),
    CASE(readers_are_waited_for),
    CASE(reader_waits_for_itself),
    {NULL, NULL},
};
