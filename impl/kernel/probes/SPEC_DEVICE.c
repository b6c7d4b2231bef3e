/* SPDX-License-Identifier: MIT */
/*
 * An extent of a group, in the struct that build.sh found: its device.
 * where: TREE_SPEC
 * try: spec->device = dev
 * try: spec->dev = dev
 * try: spec->extent_dev = dev
 */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

void probe(struct TREE_SPEC *spec, struct device *dev);
void probe(struct TREE_SPEC *spec, struct device *dev)
{
	SPEC_DEVICE;
}
