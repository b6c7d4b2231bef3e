/* SPDX-License-Identifier: MIT */
/* The bus, and what a driver of a device holds still. Part of bus.c. */
#ifndef DAX_DRIVER_H
#define DAX_DRIVER_H

#include "bus.h"
#include "dax-private.h"

static struct dax_device_driver *to_dax_drv(const struct device_driver *drv)
{
	return container_of((struct device_driver *)drv, struct dax_device_driver, drv);
}

static int dax_bus_match(struct device *dev, const struct device_driver *drv)
{
	const bool kmem = to_dev_dax(dev)->region->res.flags & IORESOURCE_DAX_KMEM;

	return kmem ? to_dax_drv(drv)->type == DAXDRV_KMEM_TYPE :
		      to_dax_drv(drv)->type == DAXDRV_DEVICE_TYPE;
}

/* From here on until dev_dax_deactivate() the ranges stay as they are. */
static int dev_dax_activate(struct dev_dax *dev_dax)
{
	int rc;

	ACQUIRE(rwsem_write_kill, lock)(&dax_dev_rwsem);
	rc = ACQUIRE_ERR(rwsem_write_kill, &lock);
	if (rc)
		return rc;
	if (dev_dax_is_gone(dev_dax))
		return -ENODEV;
	if (!dev_dax->nr_range)
		return -ENXIO;
	dev_dax->active = true;
	return 0;
}

static void dev_dax_deactivate(struct dev_dax *dev_dax)
{
	guard(rwsem_write)(&dax_dev_rwsem);
	dev_dax->active = false;
}

static int dax_bus_probe(struct device *dev)
{
	struct dev_dax *dev_dax = to_dev_dax(dev);
	int rc;

	rc = dev_dax_activate(dev_dax);
	if (rc)
		return rc;
	rc = to_dax_drv(dev->driver)->probe(dev_dax);
	if (rc)
		dev_dax_deactivate(dev_dax);
	return rc;
}

static void dax_bus_remove(struct device *dev)
{
	const struct dax_device_driver *dax_drv = to_dax_drv(dev->driver);

	if (dax_drv->remove)
		dax_drv->remove(to_dev_dax(dev));
	dev_dax_deactivate(to_dev_dax(dev));
}

static const struct bus_type dax_bus_type = {
	.name = "dax",
	.match = dax_bus_match,
	.probe = dax_bus_probe,
	.remove = dax_bus_remove,
};

#endif
