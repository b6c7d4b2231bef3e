/* SPDX-License-Identifier: MIT */
/*
 * The objects of the DAX bus.
 *
 * Locks, in the order in which they are taken:
 *   dax_create_rwsem  one device is created or deleted at a time, up to the last step of it: a
 *                     device's id is free again only when its name is
 *   dax_config_rwsem  one device is claimed or given back at a time, up to the last step of it:
 *                     a device's mappings are gone before it gets others
 *   dax_region_rwsem  the extents and the devices of every region
 *   dax_dev_rwsem     the ranges of every device and whether a driver uses them
 *
 * Removing a device waits for those who are inside its files, and they wait for locks. So nothing
 * is removed under a lock that a file of it takes: files of mappings take dax_dev_rwsem, files of
 * devices all but dax_create_rwsem. A region's files may take any, so a region goes under none.
 */
#ifndef DAX_PRIVATE_H
#define DAX_PRIVATE_H

#include <linux/device.h>
#include <linux/idr.h>
#include <linux/ioport.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/range.h>
#include <linux/rwsem.h>
#include <linux/uuid.h>

struct dax_device;
struct dax_dc_ops;

int dax_bus_init(void);
void dax_bus_exit(void);

extern struct rw_semaphore dax_region_rwsem;
extern struct rw_semaphore dax_dev_rwsem;

struct dax_region {
	int id;
	int target_node;
	struct kref kref;
	struct device *dev;
	unsigned int align;
	struct ida ida;
	struct resource res;
	const struct dax_dc_ops *dc_ops;
	/* Written under both rwsems. */
	struct list_head devices;
	/* Nothing begins in it: its first device is not there yet, or its driver goes. */
	bool dead;
};

/* An extent. Its res is a child of the region's, and it is the drvdata of the extent's device. */
struct dax_resource {
	struct dax_region *region;
	struct resource *res;
	uuid_t uuid;
	u16 seq_num;
	unsigned int nr_offered;
	/* Changed under both rwsems. */
	unsigned int use_cnt;
};

struct dax_mapping {
	struct device dev;
	/* -1: its range is gone, and it goes. Changed under dax_dev_rwsem. */
	int range_id;
};

struct dev_dax_range {
	unsigned long pgoff;
	struct range range;
	struct dax_mapping *mapping;
	struct dax_resource *dax_resource;
};

struct dev_dax {
	struct dax_region *region;
	struct dax_device *dax_dev;
	unsigned int align;
	int id;
	struct device dev;
	struct list_head list;
	/* Written under both rwsems: no claim of it begins any more. */
	bool dead;
	/* A driver uses the ranges. Not dev->driver, which is set while a probe can still fail. */
	bool active;
	int nr_range;
	struct dev_dax_range *ranges;
};

static inline struct dev_dax *to_dev_dax(struct device *dev)
{
	return container_of(dev, struct dev_dax, dev);
}

static inline struct dax_mapping *to_dax_mapping(struct device *dev)
{
	return container_of(dev, struct dax_mapping, dev);
}

/* Under either rwsem. */
static inline bool dev_dax_is_gone(const struct dev_dax *dev_dax)
{
	return dev_dax->dead || dev_dax->region->dead;
}

#endif
