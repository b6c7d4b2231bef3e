/* SPDX-License-Identifier: MIT */
/*
 * Keeps the number of an array's elements.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_ARRAY_SIZE_H
#define CLAIMCHECK_SHIM_LINUX_ARRAY_SIZE_H

#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

#endif
