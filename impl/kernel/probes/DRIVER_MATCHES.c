/* SPDX-License-Identifier: MIT */
/*
 * A driver says which devices it is for: by their type or, before Linux 6.3, that all are.
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
