/* SPDX-License-Identifier: MIT */
/*
 * Keeps what a removed list entry points to.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_POISON_H
#define CLAIMCHECK_SHIM_LINUX_POISON_H

#define LIST_POISON1 ((void*)0xdead000000000100UL)
#define LIST_POISON2 ((void*)0xdead000000000122UL)

#endif
