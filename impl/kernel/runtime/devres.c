// SPDX-License-Identifier: MIT
/* What devices own: a list for each, the newest at its end. */
#include <linux/device.h>
#include <linux/slab.h>

#include "impl/kernel/runtime/memory.h"
#include "impl/kernel/runtime/state.h"

struct owned {
  struct list_head link;
  dr_release_t release;
  const void* group; /* of a group's begin or end: its identity */
  bool group_end;
  char data[] __aligned(16);
};
#define OWNED_OF(pointer) container_of(pointer, struct owned, data)

struct action {
  void (*run)(void*);
  void* data;
};

static struct owned* make(dr_release_t release, size_t size, const void* caller) {
  struct owned* owned = memory_allocate(sizeof(*owned) + size, false, 0, caller);
  owned->release = release;
  INIT_LIST_HEAD(&owned->link);
  runtime_count(&claimcheck_state.counts.actions, 1);
  return owned;
}
static void unmake(struct owned* owned, const void* caller) {
  runtime_count(&claimcheck_state.counts.actions, -1);
  memory_free(owned, caller);
}

/* Each change of a device's list is one step. */
static void enter(struct device* dev, const void* caller) {
  memory_check(dev, sizeof(*dev), true, caller);
  runtime_atomic(&dev->devres_head, "devres", CLAIMCHECK_WRITE);
  memory_check(dev, sizeof(*dev), true, caller);
}

static void add(struct device* dev, struct owned* owned, const void* caller) {
  enter(dev, caller);
  runtime_core_lock();
  list_add_tail(&owned->link, &dev->devres_head);
  runtime_core_unlock();
}

/* The newest that fits; taken off the list where `take`. */
static struct owned* find(struct device* dev, dr_release_t release, dr_match_t match,
                          void* match_data, bool take, const void* caller) {
  enter(dev, caller);
  struct owned *owned, *found = NULL;
  runtime_core_lock();
  list_for_each_entry_reverse(owned, &dev->devres_head, link) {
    if (owned->release != release || owned->group) continue;
    if (match && !match(dev, owned->data, match_data)) continue;
    found = owned;
    break;
  }
  if (found && take) list_del_init(&found->link);
  runtime_core_unlock();
  return found;
}

void* devres_alloc(dr_release_t release, size_t size, gfp_t flags) {
  (void)flags;
  return runtime_fail("allocate") ? NULL : make(release, size, RUNTIME_CALLER)->data;
}
void devres_free(void* data) {
  if (data) unmake(OWNED_OF(data), RUNTIME_CALLER);
}
void devres_add(struct device* dev, void* data) {
  add(dev, OWNED_OF(data), RUNTIME_CALLER);
}
void* devres_find(struct device* dev, dr_release_t release, dr_match_t match, void* match_data) {
  struct owned* owned = find(dev, release, match, match_data, false, RUNTIME_CALLER);
  return owned ? owned->data : NULL;
}
int devres_destroy(struct device* dev, dr_release_t release, dr_match_t match, void* match_data) {
  struct owned* owned = find(dev, release, match, match_data, true, RUNTIME_CALLER);
  if (!owned) return -ENOENT;
  unmake(owned, RUNTIME_CALLER);
  return 0;
}
int devres_release(struct device* dev, dr_release_t release, dr_match_t match, void* match_data) {
  struct owned* owned = find(dev, release, match, match_data, true, RUNTIME_CALLER);
  if (!owned) return -ENOENT;
  owned->release(dev, owned->data);
  unmake(owned, RUNTIME_CALLER);
  return 0;
}

/* The newest first. They are on no list by then: an action that looks for another finds none. */
static int release_list(struct device* dev, struct list_head* list) {
  int count = 0;
  while (!list_empty(list)) {
    struct owned* owned = list_last_entry(list, struct owned, link);
    list_del_init(&owned->link);
    if (!owned->group) {
      owned->release(dev, owned->data);
      count++;
    }
    unmake(owned, NULL);
  }
  return count;
}

int devres_release_all(struct device* dev) {
  memory_check(dev, sizeof(*dev), true, RUNTIME_CALLER);
  if (list_empty(&dev->devres_head)) return 0;
  enter(dev, RUNTIME_CALLER);
  LIST_HEAD(list);
  runtime_core_lock();
  list_splice_init(&dev->devres_head, &list);
  runtime_core_unlock();
  return release_list(dev, &list);
}

static void run_action(struct device* dev, void* data) {
  (void)dev;
  const struct action* action = data;
  action->run(action->data);
}
static int same_action(struct device* dev, void* data, void* wanted) {
  (void)dev;
  const struct action *a = data, *b = wanted;
  return a->run == b->run && a->data == b->data;
}

int devm_add_action(struct device* dev, void (*run)(void*), void* data) {
  const int error = runtime_fail("devm-action");
  if (error) return error;
  struct owned* owned = make(run_action, sizeof(struct action), RUNTIME_CALLER);
  *(struct action*)(void*)owned->data = (struct action){run, data};
  add(dev, owned, RUNTIME_CALLER);
  return 0;
}
int devm_add_action_or_reset(struct device* dev, void (*run)(void*), void* data) {
  const int error = devm_add_action(dev, run, data);
  if (error) run(data);
  return error;
}
int devm_remove_action_nowarn(struct device* dev, void (*run)(void*), void* data) {
  struct action wanted = {run, data};
  return devres_destroy(dev, run_action, same_action, &wanted);
}
void devm_remove_action(struct device* dev, void (*run)(void*), void* data) {
  if (devm_remove_action_nowarn(dev, run, data)) runtime_warn("devm_remove_action: no such action");
}
void devm_release_action(struct device* dev, void (*run)(void*), void* data) {
  struct action wanted = {run, data};
  if (devres_release(dev, run_action, same_action, &wanted)) {
    runtime_warn("devm_release_action: no such action");
  }
}
bool devm_is_action_added(struct device* dev, void (*run)(void*), void* data) {
  struct action wanted = {run, data};
  return devres_find(dev, run_action, same_action, &wanted) != NULL;
}

static void nothing(struct device* dev, void* data) {
  (void)dev;
  (void)data;
}
static int same_memory(struct device* dev, void* data, void* wanted) {
  (void)dev;
  return data == wanted;
}

void* devm_kzalloc(struct device* dev, size_t size, gfp_t flags) {
  (void)flags;
  if (runtime_fail("allocate")) return NULL;
  struct owned* owned = make(nothing, size, RUNTIME_CALLER);
  add(dev, owned, RUNTIME_CALLER);
  return owned->data;
}
void* devm_kmalloc(struct device* dev, size_t size, gfp_t flags) {
  void* memory = devm_kzalloc(dev, size, flags);
  if (memory && !(flags & __GFP_ZERO)) __builtin_memset(memory, 0x5a, size);
  return memory;
}
void devm_kfree(struct device* dev, const void* object) {
  if (!object) return;
  if (devres_destroy(dev, nothing, same_memory, (void*)object)) {
    runtime_warn("devm_kfree: the device owns no such memory");
  }
}
void* devm_krealloc(struct device* dev, void* object, size_t size, gfp_t flags) {
  char* moved = devm_kmalloc(dev, size, flags);
  if (!moved || !object) return moved;
  const size_t old = memory_size(OWNED_OF(object), RUNTIME_CALLER) - sizeof(struct owned);
  __builtin_memcpy(moved, object, old < size ? old : size);
  devm_kfree(dev, object);
  return moved;
}
void* devm_kmemdup(struct device* dev, const void* from, size_t size, gfp_t flags) {
  memory_check(from, size, false, RUNTIME_CALLER);
  void* copy = devm_kmalloc(dev, size, flags);
  return copy ? __builtin_memcpy(copy, from, size) : NULL;
}
char* devm_kstrdup(struct device* dev, const char* text, gfp_t flags) {
  if (!text) return NULL;
  return devm_kmemdup(dev, text, memory_check_text(text, SIZE_MAX, RUNTIME_CALLER) + 1, flags);
}
char* devm_kasprintf(struct device* dev, gfp_t flags, const char* format, ...) {
  char text[256];
  va_list list;
  va_start(list, format);
  claimcheck_vscnprintf(text, sizeof(text), format, list);
  va_end(list);
  return devm_kstrdup(dev, text, flags);
}

static struct owned* find_group(struct device* dev, const void* id, bool end) {
  struct owned* owned;
  list_for_each_entry_reverse(owned, &dev->devres_head, link) {
    if (owned->group && (!id || owned->group == id) && owned->group_end == end) return owned;
  }
  return NULL;
}
static struct owned* mark(struct device* dev, const void* id, bool end) {
  struct owned* owned = make(nothing, 0, NULL);
  owned->group = id ? id : owned;
  owned->group_end = end;
  add(dev, owned, NULL);
  return owned;
}

void* devres_open_group(struct device* dev, void* id, gfp_t flags) {
  (void)flags;
  return runtime_fail("allocate") ? NULL : (void*)mark(dev, id, false)->group;
}
void devres_close_group(struct device* dev, void* id) {
  const struct owned* begin = find_group(dev, id, false);
  if (begin) mark(dev, begin->group, true);
}
static void drop_mark(struct owned* owned) {
  if (!owned) return;
  list_del_init(&owned->link);
  unmake(owned, NULL);
}
void devres_remove_group(struct device* dev, void* id) {
  struct owned* begin = find_group(dev, id, false);
  if (!begin) return;
  drop_mark(find_group(dev, begin->group, true));
  drop_mark(begin);
}
int devres_release_group(struct device* dev, void* id) {
  struct owned* begin = find_group(dev, id, false);
  if (!begin) return -ENOENT;
  const struct owned* end = find_group(dev, begin->group, true);
  LIST_HEAD(list);
  runtime_core_lock();
  for (struct list_head* at = &begin->link; at != &dev->devres_head;) {
    struct list_head* next = at->next;
    const bool last = end && at == &end->link;
    list_move_tail(at, &list);
    if (last) break;
    at = next;
  }
  runtime_core_unlock();
  return release_list(dev, &list);
}
