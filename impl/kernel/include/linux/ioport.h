/* SPDX-License-Identifier: MIT */
/*
 * Keeps the tree of reserved ranges. What the runtime changes in it is told to the race detector
 * as its caller's accesses; the tree's own lock is one atomic step an operation.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_IOPORT_H
#define CLAIMCHECK_SHIM_LINUX_IOPORT_H

#include <linux/bits.h>
#include <linux/compiler.h>
#include <linux/minmax.h>
#include <linux/types.h>

struct resource {
  resource_size_t start;
  resource_size_t end;
  const char* name;
  unsigned long flags;
  unsigned long desc;
  struct resource *parent, *sibling, *child;
};
#define IORESOURCE_BITS 0x000000ff
#define IORESOURCE_TYPE_BITS 0x00001f00
#define IORESOURCE_IO 0x00000100
#define IORESOURCE_MEM 0x00000200
#define IORESOURCE_REG 0x00000300
#define IORESOURCE_IRQ 0x00000400
#define IORESOURCE_DMA 0x00000800
#define IORESOURCE_BUS 0x00001000
#define IORESOURCE_PREFETCH 0x00002000
#define IORESOURCE_READONLY 0x00004000
#define IORESOURCE_SYSRAM 0x01000000
#define IORESOURCE_MUXED 0x00400000
#define IORESOURCE_EXCLUSIVE 0x08000000
#define IORESOURCE_DISABLED 0x10000000
#define IORESOURCE_UNSET 0x20000000
#define IORESOURCE_BUSY 0x80000000UL
#define IORESOURCE_SYSTEM_RAM (IORESOURCE_MEM | IORESOURCE_SYSRAM)
#define IORESOURCE_SYSRAM_DRIVER_MANAGED 0x02000000
enum { IORES_DESC_NONE = 0, IORES_DESC_SOFT_RESERVED = 7, IORES_DESC_CXL = 9 };

#define DEFINE_RES_NAMED_DESC(first, length, text, kind, description)               \
  (struct resource) {                                                               \
    .start = (first), .end = (first) + (length)-1, .name = (text), .flags = (kind), \
    .desc = (description)                                                           \
  }
#define DEFINE_RES_NAMED(first, length, text, kind) \
  DEFINE_RES_NAMED_DESC(first, length, text, kind, IORES_DESC_NONE)
#define DEFINE_RES_MEM_NAMED(first, length, text) \
  DEFINE_RES_NAMED(first, length, text, IORESOURCE_MEM)
#define DEFINE_RES_MEM(first, length) DEFINE_RES_MEM_NAMED(first, length, NULL)
#define DEFINE_RES(first, length, kind) DEFINE_RES_NAMED(first, length, NULL, kind)

static inline resource_size_t resource_size(const struct resource* resource) {
  return resource->end - resource->start + 1;
}
static inline unsigned long resource_type(const struct resource* resource) {
  return resource->flags & IORESOURCE_TYPE_BITS;
}
static inline void resource_set_size(struct resource* resource, resource_size_t size) {
  resource->end = resource->start + size - 1;
}
static inline void resource_set_range(struct resource* resource, resource_size_t start,
                                      resource_size_t size) {
  resource->start = start;
  resource_set_size(resource, size);
}
static inline bool resource_contains(const struct resource* outer, const struct resource* inner) {
  return resource_type(outer) == resource_type(inner) && outer->start <= inner->start &&
         outer->end >= inner->end;
}
static inline bool resource_overlaps(const struct resource* a, const struct resource* b) {
  return a->start <= b->end && b->start <= a->end;
}
static inline bool resource_intersection(const struct resource* a, const struct resource* b,
                                         struct resource* both) {
  if (!resource_overlaps(a, b)) return false;
  both->start = max(a->start, b->start);
  both->end = min(a->end, b->end);
  return true;
}
extern struct resource iomem_resource;
struct device;

/* assume: request_resource: -EBUSY where it overlaps a child or leaves its parent; never fails
 * otherwise */
int request_resource(struct resource* parent, struct resource* resource);
struct resource* request_resource_conflict(struct resource* parent, struct resource* resource);
int insert_resource(struct resource* parent, struct resource* resource);
/* assume: release_resource: -EINVAL where it has no parent */
int release_resource(struct resource* resource);
int remove_resource(struct resource* resource);
/* assume: adjust_resource: -EBUSY where the neighbours, the parent or children are in the way */
int adjust_resource(struct resource* resource, resource_size_t start, resource_size_t size);
/* assume: __request_region: a new busy child, or NULL for every failure; the site reserve-range
 * declares ENOMEM, ENOSPC, EBUSY, ERANGE; the name is not copied */
struct resource* __request_region(struct resource* parent, resource_size_t start,
                                  resource_size_t size, const char* name, int flags);
/* assume: __release_region: frees a child of exactly this range, else it logs only, as the real one
 * does */
void __release_region(struct resource* parent, resource_size_t start, resource_size_t size);
struct resource* __devm_request_region(struct device* dev, struct resource* parent,
                                       resource_size_t start, resource_size_t size,
                                       const char* name);
void __devm_release_region(struct device* dev, struct resource* parent, resource_size_t start,
                           resource_size_t size);
int devm_request_resource(struct device* dev, struct resource* root, struct resource* resource);
struct resource* lookup_resource(struct resource* root, resource_size_t start);
#define request_mem_region(start, size, name) \
  __request_region(&iomem_resource, start, size, name, 0)
#define release_mem_region(start, size) __release_region(&iomem_resource, start, size)
#define devm_request_mem_region(dev, start, size, name) \
  __devm_request_region(dev, &iomem_resource, start, size, name)
#define devm_release_mem_region(dev, start, size) \
  __devm_release_region(dev, &iomem_resource, start, size)

#endif
