/* SPDX-License-Identifier: MIT */
/* The files of a device. Part of bus.c. */
#ifndef DAX_ATTRIBUTES_H
#define DAX_ATTRIBUTES_H

#include "bus.h"
#include "claim.h"

static bool is_static(const struct dax_region *dax_region)
{
	return dax_region->res.flags & IORESOURCE_DAX_STATIC;
}

static bool is_dynamic(const struct dax_region *dax_region)
{
	return dax_region->res.flags & IORESOURCE_DAX_DCD;
}

/*
 * A text is refused by a device that is there: between the end of a device and that of its files
 * the answer is ENODEV, whatever was written, or a write would come after what others saw gone.
 */
static int dev_dax_refuse(struct dev_dax *dev_dax, int error)
{
	int rc;

	ACQUIRE(rwsem_read_intr, lock)(&dax_dev_rwsem);
	rc = ACQUIRE_ERR(rwsem_read_intr, &lock);
	if (rc)
		return rc;
	return dev_dax_is_gone(dev_dax) ? -ENODEV : error;
}

static ssize_t uuid_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct dev_dax *dev_dax = to_dev_dax(dev);
	int rc;

	ACQUIRE(rwsem_read_intr, lock)(&dax_dev_rwsem);
	rc = ACQUIRE_ERR(rwsem_read_intr, &lock);
	if (rc)
		return rc;
	if (dev_dax_is_gone(dev_dax))
		return -ENODEV;
	return sysfs_emit(buf, "%pUb\n",
			  dev_dax->nr_range ? &dev_dax->ranges[0].dax_resource->uuid : &uuid_null);
}

static ssize_t uuid_store(struct device *dev, struct device_attribute *attr, const char *buf,
			  size_t len)
{
	struct dev_dax *dev_dax = to_dev_dax(dev);
	struct dax_ranges gone = { };
	uuid_t uuid;
	int rc;

	rc = is_dynamic(dev_dax->region) ? parse_claim(buf, &uuid) : -EOPNOTSUPP;
	if (rc)
		return dev_dax_refuse(dev_dax, rc);

	ACQUIRE(rwsem_write_kill, config)(&dax_config_rwsem);
	rc = ACQUIRE_ERR(rwsem_write_kill, &config);
	if (rc)
		return rc;
	rc = dev_dax_claim(dev_dax, &uuid, &gone);
	dax_ranges_unmap(&gone);
	return rc ?: len;
}
static DEVICE_ATTR_RW(uuid);

static ssize_t size_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct dev_dax *dev_dax = to_dev_dax(dev);
	int rc;

	ACQUIRE(rwsem_read_intr, lock)(&dax_dev_rwsem);
	rc = ACQUIRE_ERR(rwsem_read_intr, &lock);
	if (rc)
		return rc;
	if (dev_dax_is_gone(dev_dax))
		return -ENODEV;
	return sysfs_emit(buf, "%llu\n", (unsigned long long)dev_dax_size(dev_dax));
}

/* With dax_config_rwsem, under which the caller unmaps what is gone. */
static int dev_dax_resize(struct dev_dax *dev_dax, u64 size, struct dax_ranges *gone)
{
	int rc;

	ACQUIRE(rwsem_write_kill, region_lock)(&dax_region_rwsem);
	rc = ACQUIRE_ERR(rwsem_write_kill, &region_lock);
	if (rc)
		return rc;
	if (dev_dax_is_gone(dev_dax))
		return -ENODEV;
	if (!dev_dax->region->dev->driver)
		return -ENXIO;

	ACQUIRE(rwsem_write_kill, dev_lock)(&dax_dev_rwsem);
	rc = ACQUIRE_ERR(rwsem_write_kill, &dev_lock);
	if (rc)
		return rc;
	if (dev_dax->active)
		return -EBUSY;
	if (size == dev_dax_size(dev_dax))
		return 0;
	if (size)
		return -EOPNOTSUPP;
	*gone = dev_dax_give_back(dev_dax);
	return 0;
}

static ssize_t size_store(struct device *dev, struct device_attribute *attr, const char *buf,
			  size_t len)
{
	struct dev_dax *dev_dax = to_dev_dax(dev);
	struct dax_ranges gone = { };
	unsigned long long size;
	int rc;

	if (kstrtoull(buf, 0, &size) || !IS_ALIGNED(size, dev_dax->region->align))
		return dev_dax_refuse(dev_dax, -EINVAL);

	ACQUIRE(rwsem_write_kill, config)(&dax_config_rwsem);
	rc = ACQUIRE_ERR(rwsem_write_kill, &config);
	if (rc)
		return rc;
	rc = dev_dax_resize(dev_dax, size, &gone);
	dax_ranges_unmap(&gone);
	return rc ?: len;
}
static DEVICE_ATTR_RW(size);

static ssize_t align_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct dev_dax *dev_dax = to_dev_dax(dev);
	int rc;

	ACQUIRE(rwsem_read_intr, lock)(&dax_dev_rwsem);
	rc = ACQUIRE_ERR(rwsem_read_intr, &lock);
	return rc ?: sysfs_emit(buf, "%u\n", dev_dax->align);
}

static ssize_t align_store(struct device *dev, struct device_attribute *attr, const char *buf,
			   size_t len)
{
	struct dev_dax *dev_dax = to_dev_dax(dev);
	unsigned int align;
	int rc;

	if (is_static(dev_dax->region) || is_dynamic(dev_dax->region))
		return dev_dax_refuse(dev_dax, -EOPNOTSUPP);
	if (kstrtouint(buf, 0, &align) || !is_power_of_2(align) || align < PAGE_SIZE)
		return dev_dax_refuse(dev_dax, -EINVAL);

	ACQUIRE(rwsem_write_kill, lock)(&dax_dev_rwsem);
	rc = ACQUIRE_ERR(rwsem_write_kill, &lock);
	if (rc)
		return rc;
	if (dev_dax_is_gone(dev_dax))
		return -ENODEV;
	if (dev_dax->nr_range)
		return -EBUSY;
	dev_dax->align = align;
	return len;
}
static DEVICE_ATTR_RW(align);

static ssize_t resource_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct dev_dax *dev_dax = to_dev_dax(dev);
	unsigned long long start = dev_dax->region->res.start;
	int rc;

	ACQUIRE(rwsem_read_intr, lock)(&dax_dev_rwsem);
	rc = ACQUIRE_ERR(rwsem_read_intr, &lock);
	if (rc)
		return rc;
	if (dev_dax_is_gone(dev_dax))
		return -ENODEV;
	if (dev_dax->nr_range)
		start = dev_dax->ranges[0].range.start;
	return sysfs_emit(buf, "%#llx\n", start);
}
static DEVICE_ATTR(resource, 0400, resource_show, NULL);

static ssize_t target_node_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n", to_dev_dax(dev)->region->target_node);
}
static DEVICE_ATTR_RO(target_node);

static struct attribute *dev_dax_attrs[] = {
	&dev_attr_uuid.attr,
	&dev_attr_size.attr,
	&dev_attr_align.attr,
	&dev_attr_resource.attr,
	&dev_attr_target_node.attr,
	NULL,
};

static umode_t dev_dax_visible(struct kobject *kobj, struct attribute *a, int n)
{
	struct device *dev = container_of(kobj, struct device, kobj);
	const struct dax_region *dax_region = to_dev_dax(dev)->region;

	if (a == &dev_attr_uuid.attr && !is_dynamic(dax_region))
		return 0444;
	if (a == &dev_attr_align.attr && (is_dynamic(dax_region) || is_static(dax_region)))
		return 0444;
	if (a == &dev_attr_size.attr && is_static(dax_region))
		return 0444;
	return a->mode;
}

static const struct attribute_group dev_dax_group = {
	.attrs = dev_dax_attrs,
	.is_visible = dev_dax_visible,
};

static const struct attribute_group *dev_dax_groups[] = {
	&dev_dax_group,
	NULL,
};

#endif
