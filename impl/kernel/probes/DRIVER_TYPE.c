/* SPDX-License-Identifier: MIT */
/*
 * Drivers are of a type.
 * try: driver->type = DAXDRV_DEVICE_TYPE
 */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

void probe(struct dax_device_driver *driver);
void probe(struct dax_device_driver *driver)
{
	DRIVER_TYPE;
}
