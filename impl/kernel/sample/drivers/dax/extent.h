/* SPDX-License-Identifier: MIT */
/* How extents come to a region and go. Part of bus.c. */
#ifndef DAX_EXTENT_H
#define DAX_EXTENT_H

#include "bus.h"
#include "dax-private.h"

static void remove_extent(struct device *dev)
{
	struct dax_resource *extent = dev_get_drvdata(dev);

	dev_set_drvdata(dev, NULL);
	__release_region(&extent->region->res, extent->res->start, resource_size(extent->res));
	kfree(extent);
}

static int add_extent(struct dax_region *dax_region, const struct dax_resource_spec *spec,
		      const uuid_t *tag)
{
	struct dax_resource *extent;

	extent = kzalloc(sizeof(*extent), GFP_KERNEL);
	if (!extent)
		return -ENOMEM;
	extent->res = __request_region(&dax_region->res, spec->start, spec->length,
				       dev_name(spec->device), 0);
	if (!extent->res) {
		kfree(extent);
		return -ENOSPC;
	}
	extent->region = dax_region;
	extent->seq_num = spec->seq_num;
	extent->nr_offered = spec->nr_offered;
	uuid_copy(&extent->uuid, tag);
	dev_set_drvdata(spec->device, extent);
	return 0;
}

int dax_region_add_resources(struct dax_region *dax_region, const struct dax_resource_spec *specs,
			     unsigned int nr, const uuid_t *tag)
{
	int rc;

	ACQUIRE(rwsem_write_kill, lock)(&dax_region_rwsem);
	rc = ACQUIRE_ERR(rwsem_write_kill, &lock);
	if (rc)
		return rc;
	for (unsigned int i = 0; i < nr; i++) {
		rc = add_extent(dax_region, &specs[i], tag);
		if (rc) {
			while (i--)
				remove_extent(specs[i].device);
			return rc;
		}
	}
	return 0;
}
EXPORT_SYMBOL_GPL(dax_region_add_resources);

int dax_region_rm_resources(struct dax_region *dax_region, struct device *const *devices,
			    unsigned int nr)
{
	guard(rwsem_write)(&dax_region_rwsem);
	for (unsigned int i = 0; i < nr; i++) {
		const struct dax_resource *extent = dev_get_drvdata(devices[i]);

		if (extent && extent->use_cnt)
			return -EBUSY;
	}
	for (unsigned int i = 0; i < nr; i++)
		if (dev_get_drvdata(devices[i]))
			remove_extent(devices[i]);
	return 0;
}
EXPORT_SYMBOL_GPL(dax_region_rm_resources);

struct dax_free {
	const struct dax_region *dax_region;
	unsigned long long size;
};

static int add_free_size(struct device *dev, void *data)
{
	struct dax_free *free = data;
	struct dax_resource *extent;

	if (!free->dax_region->dc_ops->is_extent(dev))
		return 0;
	extent = dev_get_drvdata(dev);
	if (extent && !extent->use_cnt)
		free->size += resource_size(extent->res);
	return 0;
}

static unsigned long long dax_region_avail_size(struct dax_region *dax_region)
{
	struct dax_free free = { .dax_region = dax_region };

	lockdep_assert_held(&dax_region_rwsem);
	if (!(dax_region->res.flags & IORESOURCE_DAX_DCD))
		return resource_size(&dax_region->res);
	device_for_each_child(dax_region->dev, &free, add_free_size);
	return free.size;
}

#endif
