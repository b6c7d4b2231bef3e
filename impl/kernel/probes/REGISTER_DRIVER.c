/* SPDX-License-Identifier: MIT */
/*
 * How a driver of devices is made known.
 * needed: dax_driver_register
 * try: dax_driver_register(driver)
 */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

static int bind(struct dev_dax *dev_dax)
{
	return dev_dax ? 0 : -EINVAL;
}

int probe(struct dax_device_driver *driver);
int probe(struct dax_device_driver *driver)
{
	driver->probe = bind;
	driver->drv.name = "probe";
	return REGISTER_DRIVER;
}
