/* SPDX-License-Identifier: MIT */
/* Drivers are of a type. */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

void probe(struct dax_device_driver *driver);
void probe(struct dax_device_driver *driver)
{
	driver->type = DAXDRV_DEVICE_TYPE;
}
