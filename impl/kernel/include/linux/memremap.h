/* SPDX-License-Identifier: MIT */
/*
 * Keeps the struct that describes mapped device memory, and the least alignment of it.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_MEMREMAP_H
#define CLAIMCHECK_SHIM_LINUX_MEMREMAP_H

#include <linux/ioport.h>
#include <linux/mmzone.h>
#include <linux/range.h>
#include <linux/types.h>
struct vmem_altmap {
  unsigned long base_pfn, end_pfn, reserve, free, align, alloc;
};
enum memory_type {
  MEMORY_DEVICE_PRIVATE = 1,
  MEMORY_DEVICE_COHERENT,
  MEMORY_DEVICE_FS_DAX,
  MEMORY_DEVICE_GENERIC,
  MEMORY_DEVICE_PCI_P2PDMA
};
struct dev_pagemap;
struct dev_pagemap_ops {
  int (*memory_failure)(struct dev_pagemap* map, unsigned long pfn, unsigned long pages, int flags);
};
struct dev_pagemap {
  struct vmem_altmap altmap;
  enum memory_type type;
  unsigned int flags;
  unsigned long vmemmap_shift;
  const struct dev_pagemap_ops* ops;
  void* owner;
  int nr_range;
  union {
    struct range range;
    struct range ranges[1];
  };
};
#define PGMAP_ALTMAP_VALID 1
/* The contract's least alignment is a page; the region's align is what decides. */
/* assume: memremap_compat_align: a page, so that the align of the region decides */
static inline unsigned long memremap_compat_align(void) {
  return PAGE_SIZE;
}

#endif
