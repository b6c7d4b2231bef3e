/* SPDX-License-Identifier: MIT */
/*
 * Keeps the flags of an allocation; only __GFP_ZERO and whether it may sleep mean something.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_GFP_H
#define CLAIMCHECK_SHIM_LINUX_GFP_H

#include <asm/page.h>
#include <linux/types.h>

#define __GFP_IO 0x40u
#define __GFP_FS 0x80u
#define __GFP_ZERO 0x100u
#define __GFP_DIRECT_RECLAIM 0x400u
#define __GFP_KSWAPD_RECLAIM 0x800u
#define __GFP_RECLAIM (__GFP_DIRECT_RECLAIM | __GFP_KSWAPD_RECLAIM)
#define __GFP_NOWARN 0x2000u
#define __GFP_RETRY_MAYFAIL 0x4000u
#define __GFP_NOFAIL 0x8000u
#define __GFP_NORETRY 0x10000u
#define __GFP_ACCOUNT 0x400000u
#define __GFP_THISNODE 0x200000u
#define __GFP_HIGHMEM 0x02u
#define GFP_KERNEL (__GFP_RECLAIM | __GFP_IO | __GFP_FS)
#define GFP_KERNEL_ACCOUNT (GFP_KERNEL | __GFP_ACCOUNT)
#define GFP_ATOMIC (0x20u | __GFP_KSWAPD_RECLAIM)
#define GFP_NOWAIT (__GFP_KSWAPD_RECLAIM)
#define GFP_NOIO (__GFP_RECLAIM)
#define GFP_NOFS (__GFP_RECLAIM | __GFP_IO)
#define GFP_USER GFP_KERNEL
#define GFP_HIGHUSER GFP_KERNEL
static inline bool gfpflags_allow_blocking(gfp_t flags) {
  return (flags & __GFP_DIRECT_RECLAIM) != 0;
}

#endif
