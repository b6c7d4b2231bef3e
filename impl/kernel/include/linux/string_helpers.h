/* SPDX-License-Identifier: MIT */
/*
 * The same as string_choices.h and string.h.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_STRING_HELPERS_H
#define CLAIMCHECK_SHIM_LINUX_STRING_HELPERS_H

#include <linux/string.h>
#include <linux/string_choices.h>

#endif
