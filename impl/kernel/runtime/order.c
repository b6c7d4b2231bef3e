// SPDX-License-Identifier: MIT
/* Sorting and searching. */
#include <linux/bsearch.h>
#include <linux/list_sort.h>
#include <linux/sort.h>

#include "impl/kernel/runtime/memory.h"
#include "impl/kernel/runtime/state.h"

struct heap {
  char* base;
  size_t size;
  cmp_r_func_t compare;
  swap_r_func_t exchange;
  const void* data;
};

static void swap_elements(const struct heap* heap, size_t a, size_t b) {
  char *left = heap->base + a * heap->size, *right = heap->base + b * heap->size;
  if (heap->exchange) {
    heap->exchange(left, right, (int)heap->size, heap->data);
    return;
  }
  for (size_t i = 0; i < heap->size; i++) {
    const char kept = left[i];
    left[i] = right[i];
    right[i] = kept;
  }
}

static void sift_down(const struct heap* heap, size_t at, size_t count) {
  for (size_t child = 2 * at + 1; child < count; child = 2 * at + 1) {
    const char* base = heap->base;
    if (child + 1 < count &&
        heap->compare(base + child * heap->size, base + (child + 1) * heap->size, heap->data) < 0) {
      child++;
    }
    if (heap->compare(base + at * heap->size, base + child * heap->size, heap->data) >= 0) return;
    swap_elements(heap, at, child);
    at = child;
  }
}

/* A heap sort, as it needs no memory; equal elements may change places. */
static void heap_sort(const struct heap* heap, size_t count, const void* caller) {
  if (count < 2) return;
  memory_check(heap->base, count * heap->size, true, caller);
  runtime_access(heap->base, count * heap->size, "sort", CLAIMCHECK_WRITE, caller);
  for (size_t at = count / 2; at-- > 0;) sift_down(heap, at, count);
  for (size_t last = count - 1; last > 0; last--) {
    swap_elements(heap, 0, last);
    sift_down(heap, 0, last);
  }
}

void sort_r(void* base, size_t count, size_t size, cmp_r_func_t compare, swap_r_func_t swap_two,
            const void* data) {
  const struct heap heap = {base, size, compare, swap_two, data};
  heap_sort(&heap, count, RUNTIME_CALLER);
}

struct plain_functions {
  cmp_func_t compare;
  swap_func_t exchange;
};
static int compare_plain(const void* a, const void* b, const void* data) {
  return ((const struct plain_functions*)data)->compare(a, b);
}
static void swap_plain(void* a, void* b, int size, const void* data) {
  ((const struct plain_functions*)data)->exchange(a, b, size);
}
void sort(void* base, size_t count, size_t size, cmp_func_t compare, swap_func_t swap_two) {
  const struct plain_functions plain = {compare, swap_two};
  const struct heap heap = {base, size, compare_plain, swap_two ? swap_plain : NULL, &plain};
  heap_sort(&heap, count, RUNTIME_CALLER);
}

void* claimcheck_bsearch(const void* key, const void* base, size_t count, size_t size,
                         cmp_func_t compare) {
  const char* from = base;
  while (count > 0) {
    const char* middle = from + count / 2 * size;
    const int order = compare(key, middle);
    if (order == 0) return (void*)middle;
    if (order > 0) {
      from = middle + size;
      count--;
    }
    count /= 2;
  }
  return NULL;
}

/* By insertion from the end: stable, and lists are short. */
#undef list_sort
void list_sort(void* data, struct list_head* head, list_cmp_func_t compare) {
  LIST_HEAD(sorted);
  while (!list_empty(head)) {
    struct list_head* entry = head->next;
    list_del(entry);
    struct list_head* after = sorted.prev;
    while (after != &sorted && compare(data, after, entry) > 0) after = after->prev;
    list_add(entry, after);
  }
  list_splice(&sorted, head);
}
