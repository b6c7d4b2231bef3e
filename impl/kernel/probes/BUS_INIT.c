/* SPDX-License-Identifier: MIT */
/*
 * How the bus is set up; by initialisation functions alone where there is nothing else.
 * try: dax_bus_init()
 * try: (dax_bus_init(), 0)
 * try: 0
 */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

int probe(void);
int probe(void)
{
	return BUS_INIT;
}
