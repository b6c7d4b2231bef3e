/* SPDX-License-Identifier: MIT */
/*
 * How a region's driver makes a device.
 * needed: devm_create_dev_dax
 * try: devm_create_dev_dax(&(struct dev_dax_data){ .dax_region = region, .id = device_id })
 * try: devm_create_dev_dax(&(struct dev_dax_data){ .region = region, .id = device_id })
 * try: dax_create_dev_dax(&(struct dev_dax_data){ .dax_region = region, .id = device_id })
 * try: create_dev_dax(&(struct dev_dax_data){ .dax_region = region, .id = device_id })
 */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

struct dev_dax *probe(struct dax_region *region, int device_id);
struct dev_dax *probe(struct dax_region *region, int device_id)
{
	return CREATE_DEVICE;
}
