/* SPDX-License-Identifier: MIT */
/*
 * Keeps the identifier types that drivers declare.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_MOD_DEVICETABLE_H
#define CLAIMCHECK_SHIM_LINUX_MOD_DEVICETABLE_H

#include <linux/types.h>
#include <linux/uuid.h>
typedef unsigned long kernel_ulong_t;
struct platform_device_id {
  char name[20];
  kernel_ulong_t driver_data;
};
struct of_device_id {
  char name[32];
  char compatible[128];
  const void* data;
};
struct acpi_device_id {
  u8 id[16];
  kernel_ulong_t driver_data;
};

#endif
