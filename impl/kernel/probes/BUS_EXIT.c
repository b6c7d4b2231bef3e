/* SPDX-License-Identifier: MIT */
/*
 * How the bus is taken down.
 * try: dax_bus_exit()
 * try: (void)0
 */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

void probe(void);
void probe(void)
{
	BUS_EXIT;
}
