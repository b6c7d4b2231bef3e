/* SPDX-License-Identifier: MIT */
/*
 * Keeps constants that assembly could read too.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_CONST_H
#define CLAIMCHECK_SHIM_LINUX_CONST_H

#define _AC(value, suffix) value##suffix
#define _UL(value) (value##UL)
#define _ULL(value) (value##ULL)
#define UL(value) (_UL(value))
#define ULL(value) (_ULL(value))

#endif
