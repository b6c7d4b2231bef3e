// SPDX-License-Identifier: MIT
/*
 * A small DAX bus: regions, the devices that are made in them, and the drivers that use these.
 * The objects and the order of the locks are in dax-private.h.
 */
#include <linux/cleanup.h>
#include <linux/dax.h>
#include <linux/device.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/log2.h>
#include <linux/module.h>
#include <linux/rwsem.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>

#include "bus.h"
#include "dax-private.h"

static DECLARE_RWSEM(dax_create_rwsem);
static DECLARE_RWSEM(dax_config_rwsem);
DECLARE_RWSEM(dax_region_rwsem);
DECLARE_RWSEM(dax_dev_rwsem);

#include "attributes.h"
#include "claim.h"
#include "driver.h"
#include "extent.h"
#include "range.h"

static void dax_region_free(struct kref *kref)
{
	kfree(container_of(kref, struct dax_region, kref));
}

static void dev_dax_release(struct device *dev)
{
	struct dev_dax *dev_dax = to_dev_dax(dev);

	if (dev_dax->dax_dev)
		put_dax(dev_dax->dax_dev);
	kref_put(&dev_dax->region->kref, dax_region_free);
	kfree(dev_dax);
}

static const struct device_type dev_dax_type = {
	.release = dev_dax_release,
	.groups = dev_dax_groups,
};

static int alloc_dev_dax_id(struct dax_region *dax_region, int id)
{
	if (is_static(dax_region))
		return id < 0 ? -EINVAL : id;
	return id < 0 ? ida_alloc(&dax_region->ida, GFP_KERNEL) : -EINVAL;
}

static void free_dev_dax_id(struct dev_dax *dev_dax)
{
	if (!is_static(dev_dax->region))
		ida_free(&dev_dax->region->ida, dev_dax->id);
}

/* Everything that can fail, with the device as far as it is. */
static int dev_dax_register(struct dev_dax *dev_dax)
{
	struct dax_region *dax_region = dev_dax->region;
	struct device *dev = &dev_dax->dev;
	struct dax_device *dax_dev;
	int rc;

	rc = dev_set_name(dev, "dax%d.%d", dax_region->id, dev_dax->id);
	if (rc)
		return rc;
	dax_dev = alloc_dax(dev_dax, NULL);
	if (IS_ERR(dax_dev))
		return PTR_ERR(dax_dev);
	dev_dax->dax_dev = dax_dev;
	/* Dead while no driver is there. */
	kill_dax(dax_dev);
	return device_add(dev);
}

static struct dev_dax *__devm_create_dev_dax(struct dev_dax_data *data)
{
	struct dax_region *dax_region = data->dax_region;
	struct dev_dax *dev_dax;
	struct device *dev;
	int rc;

	lockdep_assert_held_write(&dax_region_rwsem);
	if (data->size)
		return ERR_PTR(-EOPNOTSUPP);
	dev_dax = kzalloc(sizeof(*dev_dax), GFP_KERNEL);
	if (!dev_dax)
		return ERR_PTR(-ENOMEM);
	rc = alloc_dev_dax_id(dax_region, data->id);
	if (rc < 0) {
		kfree(dev_dax);
		return ERR_PTR(rc);
	}

	dev_dax->id = rc;
	dev_dax->region = dax_region;
	dev_dax->align = dax_region->align;
	kref_get(&dax_region->kref);
	dev = &dev_dax->dev;
	device_initialize(dev);
	dev->parent = dax_region->dev;
	dev->bus = &dax_bus_type;
	dev->type = &dev_dax_type;
	rc = dev_dax_register(dev_dax);
	if (rc) {
		free_dev_dax_id(dev_dax);
		put_device(dev);
		return ERR_PTR(rc);
	}
	list_add_tail(&dev_dax->list, &dax_region->devices);
	return dev_dax;
}

/* It is dead and in no list: who took it out calls this, with no lock that a file of it takes. */
static void unregister_dev_dax(struct dev_dax *dev_dax)
{
	struct dax_ranges gone;

	scoped_guard(rwsem_write, &dax_region_rwsem) {
		guard(rwsem_write)(&dax_dev_rwsem);
		gone = dev_dax_give_back(dev_dax);
	}
	dax_ranges_unmap(&gone);
	kill_dax(dev_dax->dax_dev);
	device_del(&dev_dax->dev);
	free_dev_dax_id(dev_dax);
	put_device(&dev_dax->dev);
}

static struct dev_dax *dax_region_pop(struct dax_region *dax_region)
{
	struct dev_dax *dev_dax;

	guard(rwsem_write)(&dax_region_rwsem);
	dev_dax = list_first_entry_or_null(&dax_region->devices, struct dev_dax, list);
	if (dev_dax)
		list_del_init(&dev_dax->list);
	return dev_dax;
}

/* First nothing begins any more, for all devices at once, then they go one after the other. */
static void dax_region_drop(void *data)
{
	struct dax_region *dax_region = data;
	struct dev_dax *dev_dax;

	scoped_guard(rwsem_write, &dax_region_rwsem) {
		guard(rwsem_write)(&dax_dev_rwsem);
		dax_region->dead = true;
	}
	while ((dev_dax = dax_region_pop(dax_region)))
		unregister_dev_dax(dev_dax);
}

/* From here on the probe cannot fail: its files are there since alloc_dax_region(). */
static void dax_region_open(struct dax_region *dax_region)
{
	guard(rwsem_write)(&dax_region_rwsem);
	guard(rwsem_write)(&dax_dev_rwsem);
	dax_region->dead = false;
}

struct dev_dax *devm_create_dev_dax(struct dev_dax_data *data)
{
	struct dev_dax *dev_dax;
	int rc;

	scoped_guard(rwsem_write, &dax_region_rwsem)
		dev_dax = __devm_create_dev_dax(data);
	if (IS_ERR(dev_dax))
		return dev_dax;
	rc = devm_add_action_or_reset(data->dax_region->dev, dax_region_drop, data->dax_region);
	if (rc)
		return ERR_PTR(rc);
	dax_region_open(data->dax_region);
	return dev_dax;
}
EXPORT_SYMBOL_GPL(devm_create_dev_dax);

static ssize_t available_size_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct dax_region *dax_region = dev_get_drvdata(dev);
	int rc;

	ACQUIRE(rwsem_read_intr, lock)(&dax_region_rwsem);
	rc = ACQUIRE_ERR(rwsem_read_intr, &lock);
	if (rc)
		return rc;
	if (dax_region->dead)
		return -ENODEV;
	return sysfs_emit(buf, "%llu\n", dax_region_avail_size(dax_region));
}
static DEVICE_ATTR_RO(available_size);

static ssize_t create_store(struct device *dev, struct device_attribute *attr, const char *buf,
			    size_t len)
{
	struct dax_region *dax_region = dev_get_drvdata(dev);
	struct dev_dax_data data = { .dax_region = dax_region, .id = -1 };
	struct dev_dax *dev_dax;
	int rc, one;

	if (is_static(dax_region) || kstrtoint(buf, 0, &one) || one != 1)
		return -EINVAL;

	ACQUIRE(rwsem_write_kill, create)(&dax_create_rwsem);
	rc = ACQUIRE_ERR(rwsem_write_kill, &create);
	if (rc)
		return rc;
	ACQUIRE(rwsem_write_kill, lock)(&dax_region_rwsem);
	rc = ACQUIRE_ERR(rwsem_write_kill, &lock);
	if (rc)
		return rc;
	if (dax_region->dead)
		return -ENODEV;
	if (!dax_region_avail_size(dax_region))
		return -ENOSPC;
	dev_dax = __devm_create_dev_dax(&data);
	return IS_ERR(dev_dax) ? PTR_ERR(dev_dax) : len;
}
static DEVICE_ATTR_WO(create);

/* From here on nothing begins on it any more, and the caller unregisters it. */
static int retire_dev_dax(struct dev_dax *dev_dax)
{
	int rc;

	ACQUIRE(rwsem_write_kill, region_lock)(&dax_region_rwsem);
	rc = ACQUIRE_ERR(rwsem_write_kill, &region_lock);
	if (rc)
		return rc;
	ACQUIRE(rwsem_write_kill, dev_lock)(&dax_dev_rwsem);
	rc = ACQUIRE_ERR(rwsem_write_kill, &dev_lock);
	if (rc)
		return rc;
	if (dev_dax_is_gone(dev_dax))
		return -ENODEV;
	if (!dev_dax->id || dev_dax->nr_range || dev_dax->active)
		return -EBUSY;
	dev_dax->dead = true;
	list_del_init(&dev_dax->list);
	return 0;
}

static ssize_t delete_store(struct device *dev, struct device_attribute *attr, const char *buf,
			    size_t len)
{
	struct dax_region *dax_region = dev_get_drvdata(dev);
	struct device *victim;
	int rc;

	if (is_static(dax_region))
		return -EINVAL;
	ACQUIRE(rwsem_write_kill, create)(&dax_create_rwsem);
	rc = ACQUIRE_ERR(rwsem_write_kill, &create);
	if (rc)
		return rc;
	victim = device_find_child_by_name(dev, buf);
	if (!victim)
		return -ENODEV;
	rc = victim->type == &dev_dax_type ? retire_dev_dax(to_dev_dax(victim)) : -ENODEV;
	if (!rc)
		unregister_dev_dax(to_dev_dax(victim));
	put_device(victim);
	return rc ?: len;
}
static DEVICE_ATTR_WO(delete);

static struct attribute *dax_region_attrs[] = {
	&dev_attr_available_size.attr,
	&dev_attr_create.attr,
	&dev_attr_delete.attr,
	NULL,
};

static umode_t dax_region_visible(struct kobject *kobj, struct attribute *a, int n)
{
	struct device *dev = container_of(kobj, struct device, kobj);

	return is_static(dev_get_drvdata(dev)) ? 0 : a->mode;
}

static const struct attribute_group dax_region_group = {
	.name = "dax_region",
	.attrs = dax_region_attrs,
	.is_visible = dax_region_visible,
};

static const struct attribute_group *dax_region_groups[] = {
	&dax_region_group,
	NULL,
};

/* Waits for those who are inside the region's files; they hold no device when this returns. */
static void dax_region_unregister(void *data)
{
	struct dax_region *dax_region = data;

	sysfs_remove_groups(&dax_region->dev->kobj, dax_region_groups);
	dev_set_drvdata(dax_region->dev, NULL);
	kref_put(&dax_region->kref, dax_region_free);
}

struct dax_region *alloc_dax_region(struct device *parent, int region_id, struct range *range,
				    int target_node, unsigned int align, unsigned long flags,
				    const struct dax_dc_ops *dc_ops)
{
	struct dax_region *dax_region;

	if (dev_get_drvdata(parent) || !IS_ALIGNED(range->start, align) ||
	    !IS_ALIGNED(range_len(range), align))
		return NULL;
	dax_region = kzalloc(sizeof(*dax_region), GFP_KERNEL);
	if (!dax_region)
		return NULL;

	kref_init(&dax_region->kref);
	ida_init(&dax_region->ida);
	INIT_LIST_HEAD(&dax_region->devices);
	dax_region->id = region_id;
	dax_region->dev = parent;
	dax_region->align = align;
	dax_region->target_node = target_node;
	dax_region->dc_ops = dc_ops;
	dax_region->dead = true;
	dax_region->res = (struct resource) {
		.start = range->start,
		.end = range->end,
		.flags = IORESOURCE_MEM | flags,
	};
	dev_set_drvdata(parent, dax_region);
	if (sysfs_create_groups(&parent->kobj, dax_region_groups)) {
		dev_set_drvdata(parent, NULL);
		kfree(dax_region);
		return NULL;
	}
	if (devm_add_action_or_reset(parent, dax_region_unregister, dax_region))
		return NULL;
	return dax_region;
}
EXPORT_SYMBOL_GPL(alloc_dax_region);

int __dax_driver_register(struct dax_device_driver *dax_drv, struct module *module,
			  const char *mod_name)
{
	if (!dax_drv->probe)
		return -EINVAL;
	dax_drv->drv.owner = module;
	dax_drv->drv.name = mod_name;
	dax_drv->drv.mod_name = mod_name;
	dax_drv->drv.bus = &dax_bus_type;
	return driver_register(&dax_drv->drv);
}
EXPORT_SYMBOL_GPL(__dax_driver_register);

void dax_driver_unregister(struct dax_device_driver *dax_drv)
{
	driver_unregister(&dax_drv->drv);
}
EXPORT_SYMBOL_GPL(dax_driver_unregister);

int __init dax_bus_init(void)
{
	return bus_register(&dax_bus_type);
}

void __exit dax_bus_exit(void)
{
	bus_unregister(&dax_bus_type);
}
