/* SPDX-License-Identifier: MIT */
/* Which extents a write to a device's uuid means. Part of bus.c. */
#ifndef DAX_CLAIM_H
#define DAX_CLAIM_H

#include <linux/sort.h>

#include "range.h"

/* The first number of a dense sequence. */
#define DAX_SEQ_BASE 1

struct dax_group {
	const struct dax_region *dax_region;
	const uuid_t *uuid;
	unsigned int align;
	struct dax_resource **extents;
	unsigned int count, room;
};

/* The free extent of this tag that a child of the region's device stands for, if it does. */
static struct dax_resource *group_member(const struct dax_group *group, struct device *dev)
{
	struct dax_resource *extent;

	if (!group->dax_region->dc_ops->is_extent(dev))
		return NULL;
	extent = dev_get_drvdata(dev);
	if (!extent || extent->use_cnt || !uuid_equal(&extent->uuid, group->uuid))
		return NULL;
	return extent;
}

static bool extent_is_aligned(const struct dax_resource *extent, unsigned int align)
{
	return IS_ALIGNED(extent->res->start, align) && IS_ALIGNED(resource_size(extent->res), align);
}

static int count_member(struct device *dev, void *data)
{
	struct dax_group *group = data;

	if (group_member(group, dev))
		group->count++;
	return 0;
}

static int collect_member(struct device *dev, void *data)
{
	struct dax_group *group = data;
	struct dax_resource *extent = group_member(group, dev);

	if (extent && group->count < group->room)
		group->extents[group->count++] = extent;
	return 0;
}

static int compare_seq(const void *a, const void *b)
{
	const struct dax_resource *const *left = a, *const *right = b;

	return (int)(*left)->seq_num - (int)(*right)->seq_num;
}

/* Numbers come from devices: a group that is not whole is refused and is nothing to warn about. */
static int check_group(const struct dax_group *group)
{
	for (unsigned int i = 0; i < group->count; i++) {
		const struct dax_resource *extent = group->extents[i];

		if (extent->seq_num != DAX_SEQ_BASE + i)
			return -EINVAL;
		if (extent->nr_offered && extent->nr_offered != group->count)
			return -EINVAL;
		if (!extent_is_aligned(extent, group->align))
			return -EINVAL;
	}
	return 0;
}

static int claim_tagged(struct dev_dax *dev_dax, const uuid_t *uuid, struct dax_ranges *gone)
{
	struct dax_group group = {
		.dax_region = dev_dax->region,
		.uuid = uuid,
		.align = dev_dax->align,
	};
	struct device *parent = dev_dax->region->dev;
	int rc;

	device_for_each_child(parent, &group, count_member);
	if (!group.count)
		return -ENOENT;
	group.extents = kmalloc_array(group.count, sizeof(*group.extents), GFP_KERNEL);
	if (!group.extents)
		return -ENOMEM;
	group.room = group.count;
	group.count = 0;
	device_for_each_child(parent, &group, collect_member);
	sort(group.extents, group.count, sizeof(*group.extents), compare_seq, NULL);

	rc = check_group(&group);
	if (!rc)
		rc = dev_dax_take(dev_dax, group.extents, group.count, gone);
	kfree(group.extents);
	return rc;
}

struct dax_pick {
	struct dax_group group;
	struct dax_resource *extent;
};

static int pick_member(struct device *dev, void *data)
{
	struct dax_pick *pick = data;
	struct dax_resource *extent = group_member(&pick->group, dev);

	if (!extent)
		return 0;
	pick->group.count++;
	if (!extent_is_aligned(extent, pick->group.align))
		return 0;
	pick->extent = extent;
	return 1;
}

/* Untagged extents have nothing to do with one another: the first that will do, and no other. */
static int claim_untagged(struct dev_dax *dev_dax, struct dax_ranges *gone)
{
	struct dax_pick pick = {
		.group = {
			.dax_region = dev_dax->region,
			.uuid = &uuid_null,
			.align = dev_dax->align,
		},
	};

	device_for_each_child(dev_dax->region->dev, &pick, pick_member);
	if (!pick.extent)
		return pick.group.count ? -EINVAL : -ENOENT;
	return dev_dax_take(dev_dax, &pick.extent, 1, gone);
}

/* With dax_config_rwsem, under which the caller unmaps what is gone. */
static int dev_dax_claim(struct dev_dax *dev_dax, const uuid_t *uuid, struct dax_ranges *gone)
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
	if (dev_dax->nr_range)
		return -EBUSY;
	return uuid_is_null(uuid) ? claim_untagged(dev_dax, gone) :
				    claim_tagged(dev_dax, uuid, gone);
}

static int parse_claim(const char *buf, uuid_t *uuid)
{
	if (sysfs_streq(buf, "0")) {
		uuid_copy(uuid, &uuid_null);
		return 0;
	}
	if (uuid_parse(buf, uuid) || !sysfs_streq(buf + UUID_STRING_LEN, ""))
		return -EINVAL;
	return 0;
}

#endif
