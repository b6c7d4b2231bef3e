// SPDX-License-Identifier: MIT
/* Looking at a parent's children and at a bus' devices, one after the other. */
#include <linux/device.h>
#include <linux/string.h>

#include "impl/kernel/runtime/driver.h"
#include "impl/kernel/runtime/memory.h"
#include "impl/kernel/runtime/place.h"
#include "impl/kernel/runtime/state.h"

/* Those who call them may have callbacks of other releases; here are the functions themselves. */
#undef device_for_each_child
#undef device_for_each_child_reverse
#undef device_for_each_child_reverse_from
#undef device_find_child
#undef bus_for_each_dev
#undef bus_find_device
#undef driver_for_each_device

static int for_each(struct list_head* list, struct claimcheck_place* at, void* data,
                    device_iter_t look, bool backwards) {
  int result = 0;
  while (!result && (at = place_next(list, at, backwards))) {
    result = look(at->dev, data);
    memory_check(at, sizeof(*at), false, NULL);
  }
  place_leave(at);
  return result;
}

static struct device* find(struct list_head* list, struct claimcheck_place* at, const void* data,
                           device_match_t match) {
  struct device* found = NULL;
  while (!found && (at = place_next(list, at, false))) {
    if (match(at->dev, data)) found = get_device(at->dev);
  }
  place_leave(at);
  return found;
}

int device_for_each_child(struct device* parent, void* data, device_iter_t look) {
  memory_check(parent, sizeof(*parent), false, RUNTIME_CALLER);
  return for_each(&parent->children, NULL, data, look, false);
}
int device_for_each_child_reverse(struct device* parent, void* data, device_iter_t look) {
  memory_check(parent, sizeof(*parent), false, RUNTIME_CALLER);
  return for_each(&parent->children, NULL, data, look, true);
}
/* The place to start behind is a user of its own. */
static struct claimcheck_place* stand_on(struct claimcheck_place* place) {
  runtime_core_lock();
  place->users++;
  runtime_core_unlock();
  return place;
}
int device_for_each_child_reverse_from(struct device* parent, struct device* from, void* data,
                                       device_iter_t look) {
  memory_check(parent, sizeof(*parent), false, RUNTIME_CALLER);
  return for_each(&parent->children, from ? stand_on(&from->of_parent) : NULL, data, look, true);
}

struct device* device_find_child(struct device* parent, const void* data, device_match_t match) {
  if (!parent) return NULL;
  memory_check(parent, sizeof(*parent), false, RUNTIME_CALLER);
  return find(&parent->children, NULL, data, match);
}

int device_match_name(struct device* dev, const void* name) {
  return sysfs_streq(dev_name(dev), name);
}
int device_match_devt(struct device* dev, const void* devt) {
  return dev->devt == *(const dev_t*)devt;
}
int device_match_any(struct device* dev, const void* unused) {
  (void)dev;
  (void)unused;
  return 1;
}
int device_match_fwnode(struct device* dev, const void* fwnode) {
  return dev->fwnode == fwnode;
}
int device_match_of_node(struct device* dev, const void* node) {
  return dev->of_node == node;
}
int device_match_parent(struct device* dev, const void* parent) {
  return dev->parent == parent;
}
int device_match_type(struct device* dev, const void* type) {
  return dev->type == type;
}

struct device* device_find_child_by_name(struct device* parent, const char* name) {
  return device_find_child(parent, name, device_match_name);
}
struct device* device_find_any_child(struct device* parent) {
  return device_find_child(parent, NULL, device_match_any);
}

int bus_for_each_dev(const struct bus_type* bus, struct device* start, void* data,
                     device_iter_t look) {
  struct bus_private* private = bus_find(bus);
  if (!private) return -EINVAL;
  return for_each(&private->devices, start ? stand_on(&start->of_bus) : NULL, data, look, false);
}
struct device* bus_find_device(const struct bus_type* bus, struct device* start, const void* data,
                               device_match_t match) {
  struct bus_private* private = bus_find(bus);
  if (!private) return NULL;
  return find(&private->devices, start ? stand_on(&start->of_bus) : NULL, data, match);
}
int driver_for_each_device(struct device_driver* driver, struct device* start, void* data,
                           int (*look)(struct device*, void*)) {
  if (!driver->p) return -EINVAL;
  return for_each(&driver->p->devices, start ? stand_on(&start->of_driver) : NULL, data, look,
                  false);
}
