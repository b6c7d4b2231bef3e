/* SPDX-License-Identifier: MIT */
/* A device's ranges, and the mappings that show them. Part of bus.c. */
#ifndef DAX_RANGE_H
#define DAX_RANGE_H

#include "dax-private.h"

static u64 dev_dax_size(const struct dev_dax *dev_dax)
{
	u64 size = 0;

	lockdep_assert_held(&dax_dev_rwsem);
	for (int i = 0; i < dev_dax->nr_range; i++)
		size += range_len(&dev_dax->ranges[i].range);
	return size;
}

/* A copy, since the ranges may change as soon as the lock is given back. */
static int dax_mapping_range(struct device *dev, struct dev_dax_range *copy)
{
	struct dax_mapping *mapping = to_dax_mapping(dev);
	int rc;

	ACQUIRE(rwsem_read_intr, lock)(&dax_dev_rwsem);
	rc = ACQUIRE_ERR(rwsem_read_intr, &lock);
	if (rc)
		return rc;
	if (mapping->range_id < 0)
		return -ENODEV;
	*copy = to_dev_dax(dev->parent)->ranges[mapping->range_id];
	return 0;
}

static ssize_t start_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct dev_dax_range range;
	int rc = dax_mapping_range(dev, &range);

	return rc ?: sysfs_emit(buf, "%#llx\n", (unsigned long long)range.range.start);
}
static DEVICE_ATTR(start, 0400, start_show, NULL);

static ssize_t end_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct dev_dax_range range;
	int rc = dax_mapping_range(dev, &range);

	return rc ?: sysfs_emit(buf, "%#llx\n", (unsigned long long)range.range.end);
}
static DEVICE_ATTR(end, 0400, end_show, NULL);

static ssize_t pgoff_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct dev_dax_range range;
	int rc = dax_mapping_range(dev, &range);

	return rc ?: sysfs_emit(buf, "%#lx\n", range.pgoff);
}
static DEVICE_ATTR(page_offset, 0400, pgoff_show, NULL);

static struct attribute *dax_mapping_attrs[] = {
	&dev_attr_start.attr,
	&dev_attr_end.attr,
	&dev_attr_page_offset.attr,
	NULL,
};
ATTRIBUTE_GROUPS(dax_mapping);

static void dax_mapping_release(struct device *dev)
{
	kfree(to_dax_mapping(dev));
}

static const struct device_type dax_mapping_type = {
	.release = dax_mapping_release,
	.groups = dax_mapping_groups,
};

static int register_dax_mapping(struct dev_dax *dev_dax, int range_id)
{
	struct dax_mapping *mapping;
	struct device *dev;
	int rc;

	mapping = kzalloc(sizeof(*mapping), GFP_KERNEL);
	if (!mapping)
		return -ENOMEM;

	mapping->range_id = range_id;
	dev = &mapping->dev;
	device_initialize(dev);
	dev->parent = &dev_dax->dev;
	dev->type = &dax_mapping_type;
	rc = dev_set_name(dev, "mapping%d", range_id);
	if (!rc)
		rc = device_add(dev);
	if (rc) {
		put_device(dev);
		return rc;
	}
	dev_dax->ranges[range_id].mapping = mapping;
	return 0;
}

/* What a device had: to be unmapped when the locks are given back. */
struct dax_ranges {
	struct dev_dax_range *ranges;
	int nr_range;
};

static void trim_dev_dax_range(struct dev_dax *dev_dax)
{
	struct dev_dax_range *last = &dev_dax->ranges[dev_dax->nr_range - 1];

	if (last->mapping)
		last->mapping->range_id = -1;
	__release_region(last->dax_resource->res, last->range.start, range_len(&last->range));
	last->dax_resource->use_cnt--;
	dev_dax->nr_range--;
}

/* The device is as it was made: its extents are free, and its mappings say nothing any more. */
static struct dax_ranges dev_dax_give_back(struct dev_dax *dev_dax)
{
	struct dax_ranges gone = { .ranges = dev_dax->ranges, .nr_range = dev_dax->nr_range };

	lockdep_assert_held_write(&dax_region_rwsem);
	lockdep_assert_held_write(&dax_dev_rwsem);
	while (dev_dax->nr_range)
		trim_dev_dax_range(dev_dax);
	dev_dax->ranges = NULL;
	return gone;
}

/* With none of the rwsems that a mapping's files take. */
static void dax_ranges_unmap(struct dax_ranges *gone)
{
	while (gone->nr_range--)
		device_unregister(&gone->ranges[gone->nr_range].mapping->dev);
	kfree(gone->ranges);
}

/* The array has room for it. */
static int alloc_dev_dax_range(struct dev_dax *dev_dax, struct dax_resource *dax_resource)
{
	struct resource *extent = dax_resource->res;
	int rc, i = dev_dax->nr_range;
	struct dev_dax_range *last = i ? &dev_dax->ranges[i - 1] : NULL;
	struct resource *res;

	res = __request_region(extent, extent->start, resource_size(extent),
			       dev_name(&dev_dax->dev), 0);
	if (!res)
		return -ENOMEM;
	dev_dax->ranges[i] = (struct dev_dax_range) {
		.pgoff = last ? last->pgoff + PHYS_PFN(range_len(&last->range)) : 0,
		.range = { .start = res->start, .end = res->end },
		.dax_resource = dax_resource,
	};
	dax_resource->use_cnt++;
	dev_dax->nr_range++;
	rc = register_dax_mapping(dev_dax, i);
	if (rc)
		trim_dev_dax_range(dev_dax);
	return rc;
}

/* All of the extents in this order, or none; then `gone` says what is to be unmapped. */
static int dev_dax_take(struct dev_dax *dev_dax, struct dax_resource **extents, unsigned int nr,
			struct dax_ranges *gone)
{
	int rc;

	lockdep_assert_held_write(&dax_region_rwsem);
	lockdep_assert_held_write(&dax_dev_rwsem);
	dev_dax->ranges = kcalloc(nr, sizeof(*dev_dax->ranges), GFP_KERNEL);
	if (!dev_dax->ranges)
		return -ENOMEM;
	for (unsigned int i = 0; i < nr; i++) {
		rc = alloc_dev_dax_range(dev_dax, extents[i]);
		if (rc) {
			*gone = dev_dax_give_back(dev_dax);
			return rc;
		}
	}
	return 0;
}

#endif
