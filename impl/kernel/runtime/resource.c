// SPDX-License-Identifier: MIT
/*
 * The tree of ranges: children of a resource are a list in the order of addresses, and do not
 * overlap. Kernel code reads the links under locks of its own; so each write is told.
 */
#include <linux/device.h>
#include <linux/ioport.h>
#include <linux/slab.h>

#include "impl/kernel/runtime/memory.h"
#include "impl/kernel/runtime/state.h"

struct resource iomem_resource = {
    .start = 0, .end = ~(resource_size_t)0, .name = "memory", .flags = IORESOURCE_MEM};

/* One lock for all trees there is; here one step for each tree. */
static void enter(const struct resource* any, bool write, const void* caller) {
  memory_check(any, sizeof(*any), write, caller);
  while (any->parent) {
    any = any->parent;
    memory_check(any, sizeof(*any), false, caller);
  }
  runtime_atomic(&any->desc, "resource-tree", CLAIMCHECK_WRITE);
}

static void set_link(struct resource** link, struct resource* to, const void* caller) {
  runtime_access(link, sizeof(*link), "resource", CLAIMCHECK_WRITE, caller);
  *link = to;
}

/*
 * The link to begin at: what is made in a row mostly comes behind what was made last, and a group
 * may have 65,536 members. Of memory that was freed no object comes again.
 */
static struct resource** behind_last_made(struct resource* parent, const struct resource* made) {
  struct resource* last = claimcheck_state.last_made;
  const bool behind = memory_is_object(last) && last->parent == parent && last->end < made->start;
  return behind ? &last->sibling : &parent->child;
}

/* NULL where it was put in, else what is in the way. */
static struct resource* put_in(struct resource* parent, struct resource* resource,
                               const void* caller) {
  if (resource->end < resource->start || resource->start < parent->start ||
      resource->end > parent->end) {
    return parent;
  }
  struct resource** link = behind_last_made(parent, resource);
  for (; *link; link = &(*link)->sibling) {
    memory_check(*link, sizeof(**link), false, caller);
    if ((*link)->start > resource->end) break;
    if ((*link)->end >= resource->start) return *link;
  }
  resource->sibling = *link;
  resource->parent = parent;
  set_link(link, resource, caller);
  return NULL;
}

struct resource* request_resource_conflict(struct resource* parent, struct resource* resource) {
  enter(parent, true, RUNTIME_CALLER);
  memory_check(resource, sizeof(*resource), true, RUNTIME_CALLER);
  struct resource* conflict = put_in(parent, resource, RUNTIME_CALLER);
  if (!conflict) runtime_count(&claimcheck_state.counts.reservations, 1);
  return conflict;
}
int request_resource(struct resource* parent, struct resource* resource) {
  return request_resource_conflict(parent, resource) ? -EBUSY : 0;
}
int insert_resource(struct resource* parent, struct resource* resource) {
  return request_resource(parent, resource);
}

static int take_out(struct resource* resource, const void* caller) {
  if (!resource->parent) return -EINVAL;
  struct resource** link = &resource->parent->child;
  for (; *link; link = &(*link)->sibling) {
    memory_check(*link, sizeof(**link), false, caller);
    if (*link != resource) continue;
    set_link(link, resource->sibling, caller);
    resource->parent = NULL;
    runtime_count(&claimcheck_state.counts.reservations, -1);
    return 0;
  }
  return -EINVAL;
}

int release_resource(struct resource* resource) {
  enter(resource, true, RUNTIME_CALLER);
  return take_out(resource, RUNTIME_CALLER);
}
int remove_resource(struct resource* resource) {
  return release_resource(resource);
}

int adjust_resource(struct resource* resource, resource_size_t start, resource_size_t size) {
  const void* caller = RUNTIME_CALLER;
  enter(resource, true, caller);
  const resource_size_t end = start + size - 1;
  const struct resource* parent = resource->parent;
  if (parent && (start < parent->start || end > parent->end)) return -EBUSY;
  if (resource->sibling && resource->sibling->start <= end) return -EBUSY;
  for (const struct resource* at = parent ? parent->child : NULL; at && at != resource;
       at = at->sibling) {
    if (at->sibling == resource && at->end >= start) return -EBUSY;
  }
  for (const struct resource* child = resource->child; child; child = child->sibling) {
    if (child->start < start || child->end > end) return -EBUSY;
  }
  runtime_access(&resource->start, 2 * sizeof(resource->start), "resource", CLAIMCHECK_WRITE,
                 caller);
  resource->start = start;
  resource->end = end;
  return 0;
}

static struct resource* request_region(struct resource* parent, resource_size_t start,
                                       resource_size_t size, const char* name, int flags,
                                       const void* caller) {
  memory_check(parent, sizeof(*parent), false, caller);
  if (runtime_fail("reserve-range")) return NULL;
  enter(parent, true, caller);
  struct resource* made = memory_allocate(sizeof(*made), true, 0, caller);
  made->name = name;
  made->start = start;
  made->end = start + size - 1;
  made->flags = (parent->flags & (IORESOURCE_TYPE_BITS | IORESOURCE_BITS)) | IORESOURCE_BUSY |
                (unsigned long)flags;
  made->desc = parent->desc;
  runtime_access(made, sizeof(*made), "resource", CLAIMCHECK_WRITE, caller);
  /* A child that is in the way and not busy is looked into; a busy one is a refusal. */
  for (;;) {
    struct resource* conflict = put_in(parent, made, caller);
    if (!conflict) break;
    if (conflict == parent || (conflict->flags & IORESOURCE_BUSY)) {
      memory_free(made, caller);
      return NULL;
    }
    parent = conflict;
  }
  runtime_count(&claimcheck_state.counts.reservations, 1);
  claimcheck_state.last_made = made;
  return made;
}
struct resource* __request_region(struct resource* parent, resource_size_t start,
                                  resource_size_t size, const char* name, int flags) {
  return request_region(parent, start, size, name, flags, RUNTIME_CALLER);
}

static void release_region(struct resource* parent, resource_size_t start, resource_size_t size,
                           const void* caller) {
  enter(parent, true, caller);
  const resource_size_t end = start + size - 1;
  struct resource* at = parent->child;
  while (at) {
    memory_check(at, sizeof(*at), false, caller);
    if (at->start <= start && at->end >= end) {
      if (!(at->flags & IORESOURCE_BUSY)) {
        at = at->child;
        continue;
      }
      if (at->start != start || at->end != end) break;
      take_out(at, caller);
      memory_free(at, caller);
      return;
    }
    at = at->sibling;
  }
  printk(KERN_WARNING "Trying to free nonexistent resource <%llx-%llx>\n", start, end);
}
void __release_region(struct resource* parent, resource_size_t start, resource_size_t size) {
  release_region(parent, start, size, RUNTIME_CALLER);
}

struct resource* lookup_resource(struct resource* root, resource_size_t start) {
  enter(root, false, RUNTIME_CALLER);
  for (struct resource* at = root->child; at; at = at->sibling) {
    if (at->start == start) return at;
  }
  return NULL;
}

struct owned_region {
  struct resource* parent;
  resource_size_t start, size;
};

static void release_owned(struct device* dev, void* data) {
  (void)dev;
  const struct owned_region* owned = data;
  release_region(owned->parent, owned->start, owned->size, NULL);
}

static int is_owned(struct device* dev, void* data, void* wanted) {
  (void)dev;
  return __builtin_memcmp(data, wanted, sizeof(struct owned_region)) == 0;
}

struct resource* __devm_request_region(struct device* dev, struct resource* parent,
                                       resource_size_t start, resource_size_t size,
                                       const char* name) {
  struct owned_region* owned = devres_alloc(release_owned, sizeof(*owned), GFP_KERNEL);
  if (!owned) return NULL;
  *owned = (struct owned_region){parent, start, size};
  struct resource* made = request_region(parent, start, size, name, 0, RUNTIME_CALLER);
  if (made) {
    devres_add(dev, owned);
  } else {
    devres_free(owned);
  }
  return made;
}

void __devm_release_region(struct device* dev, struct resource* parent, resource_size_t start,
                           resource_size_t size) {
  struct owned_region wanted = {parent, start, size};
  (void)WARN_ON(devres_release(dev, release_owned, is_owned, &wanted));
}

static void release_requested(void* resource) {
  release_resource(resource);
}

int devm_request_resource(struct device* dev, struct resource* root, struct resource* resource) {
  const int error = request_resource(root, resource);
  return error ? error : devm_add_action_or_reset(dev, release_requested, resource);
}
