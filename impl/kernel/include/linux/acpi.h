/* SPDX-License-Identifier: MIT */
/*
 * Keeps nothing: no ACPI.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_ACPI_H
#define CLAIMCHECK_SHIM_LINUX_ACPI_H

#include <linux/types.h>

#endif
