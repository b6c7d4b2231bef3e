/* SPDX-License-Identifier: MIT */
/* What drivers of regions and of devices see of the DAX bus. */
#ifndef DAX_BUS_H
#define DAX_BUS_H

#include <linux/device.h>
#include <linux/range.h>
#include <linux/uuid.h>

struct dax_region;
struct dev_dax;
struct dev_pagemap;

/* The kind of a region, in the flags of its resource; none of the first and third: plain. */
#define IORESOURCE_DAX_STATIC BIT(0)
#define IORESOURCE_DAX_KMEM BIT(1)
#define IORESOURCE_DAX_DCD BIT(2)

struct dax_dc_ops {
	/* Tells extents from the other children of a region's device. */
	bool (*is_extent)(struct device *dev);
};

struct dax_region *alloc_dax_region(struct device *parent, int region_id, struct range *range,
				    int target_node, unsigned int align, unsigned long flags,
				    const struct dax_dc_ops *dc_ops);

struct dev_dax_data {
	struct dax_region *dax_region;
	struct dev_pagemap *pgmap;
	resource_size_t size;
	int id;
	bool memmap_on_memory;
};

/* This and those made later go when the driver of the region's device does. */
struct dev_dax *devm_create_dev_dax(struct dev_dax_data *data);

struct dax_resource_spec {
	struct device *device;
	u64 start;
	u64 length;
	u16 seq_num;
	/* How many extents the tag was offered with, lost ones counted; 0 where that is not known. */
	unsigned int nr_offered;
};

/* All of them or none. The caller holds the lock of the region's device. */
int dax_region_add_resources(struct dax_region *dax_region, const struct dax_resource_spec *specs,
			     unsigned int nr, const uuid_t *tag);
int dax_region_rm_resources(struct dax_region *dax_region, struct device *const *devices,
			    unsigned int nr);

enum dax_driver_type {
	DAXDRV_KMEM_TYPE,
	DAXDRV_DEVICE_TYPE,
};

struct dax_device_driver {
	struct device_driver drv;
	enum dax_driver_type type;
	int (*probe)(struct dev_dax *dev);
	void (*remove)(struct dev_dax *dev);
};

int __dax_driver_register(struct dax_device_driver *dax_drv, struct module *module,
			  const char *mod_name);
#define dax_driver_register(driver) __dax_driver_register(driver, THIS_MODULE, KBUILD_MODNAME)
void dax_driver_unregister(struct dax_device_driver *dax_drv);

#endif
