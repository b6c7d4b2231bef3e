// SPDX-License-Identifier: MIT
#include "impl/kernel/runtime/place.h"

#include "impl/kernel/runtime/memory.h"
#include "impl/kernel/runtime/state.h"

static void look(struct list_head* list, u32 mode) {
  memory_check(list, sizeof(*list), false, NULL);
  runtime_atomic(list, "device-list", mode);
  memory_check(list, sizeof(*list), false, NULL);
}

void place_add(struct list_head* list, struct claimcheck_place* place, struct device* dev) {
  get_device(dev);
  runtime_release(dev);
  look(list, CLAIMCHECK_WRITE);
  runtime_core_lock();
  place->dev = dev;
  place->users = 1;
  place->dead = false;
  list_add_tail(&place->link, list);
  runtime_core_unlock();
}

/*
 * One user less. The last one gives the device's reference back, and all that the others did with
 * the device was before that: their count is a kref.
 */
static void drop(struct claimcheck_place* place, bool removed) {
  struct device* dev = place->dev;
  runtime_release(dev);
  runtime_core_lock();
  if (removed) place->dead = true;
  const bool last = --place->users == 0;
  if (last) list_del(&place->link);
  runtime_core_unlock();
  if (!last) return;
  runtime_acquire(dev);
  put_device(dev);
}

void place_remove(struct list_head* list, struct claimcheck_place* place) {
  look(list, CLAIMCHECK_WRITE);
  drop(place, true);
}

void place_leave(struct claimcheck_place* at) {
  if (at) drop(at, false);
}

struct claimcheck_place* place_next(struct list_head* list, struct claimcheck_place* at,
                                    bool backwards) {
  look(list, CLAIMCHECK_READ);
  struct claimcheck_place* next = NULL;
  runtime_core_lock();
  const struct list_head* from = at ? &at->link : list;
  for (struct list_head* link = backwards ? from->prev : from->next; link != list;
       link = backwards ? link->prev : link->next) {
    struct claimcheck_place* place = list_entry(link, struct claimcheck_place, link);
    if (place->dead) continue;
    place->users++;
    next = place;
    break;
  }
  runtime_core_unlock();
  place_leave(at);
  if (next) runtime_acquire(next->dev);
  return next;
}
