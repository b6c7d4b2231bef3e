/* SPDX-License-Identifier: MIT */
/*
 * The lists that devices are in: a parent's children, a bus', a driver's. Whoever iterates stands
 * on a place and keeps it linked, so that the device under it may be removed meanwhile; a place
 * holds a reference on its device, and the last user of a removed one gives it back.
 */
#ifndef CLAIMCHECK_KERNEL_PLACE_H
#define CLAIMCHECK_KERNEL_PLACE_H

#include <linux/device.h>

void place_add(struct list_head* list, struct claimcheck_place* place, struct device* dev);
void place_remove(struct list_head* list, struct claimcheck_place* place);
/*
 * The live place behind `at`, or the first where that is NULL; NULL at the end. Takes the new one
 * and gives back the old one.
 */
struct claimcheck_place* place_next(struct list_head* list, struct claimcheck_place* at,
                                    bool backwards);
void place_leave(struct claimcheck_place* at);

#endif
