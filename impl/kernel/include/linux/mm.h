/* SPDX-License-Identifier: MIT */
/*
 * Keeps sizes of pages, frame numbers, and the call that takes away what is mapped, which does
 * nothing but look at the mapping.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_MM_H
#define CLAIMCHECK_SHIM_LINUX_MM_H

#include <linux/bug.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/huge_mm.h>
#include <linux/pfn.h>
#include <linux/pgtable.h>
#include <linux/slab.h>
#include <linux/types.h>
struct page;
struct vm_area_struct;
struct vm_fault;
/* assume: unmap_mapping_range: nothing is mapped; the mapping must be live memory */
void unmap_mapping_range(struct address_space* mapping, loff_t const start, loff_t const length,
                         int even_cows);
#define might_alloc(flags) (void)(flags)

#endif
