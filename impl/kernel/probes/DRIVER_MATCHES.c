/* SPDX-License-Identifier: MIT */
/*
 * A driver says which devices it is for: by their type or, in older trees, for all.
 * try: driver->type = DAXDRV_DEVICE_TYPE
 * try: driver->match_always = 1
 */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

void probe(struct dax_device_driver *driver);
void probe(struct dax_device_driver *driver)
{
	DRIVER_MATCHES;
}
