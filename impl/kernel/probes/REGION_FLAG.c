/* SPDX-License-Identifier: MIT */
/*
 * The flag of a dynamic region. TREE_FLAG is what is_dynamic() or its like looks at.
 * try: IORESOURCE_DAX_DCD
 * try: IORESOURCE_DAX_SPARSE_CAP
 * try: TREE_FLAG
 */
#include <linux/dax.h>
#include <linux/mm.h>

#include "bus.h"
#include "dax-private.h"

unsigned long probe(void);
unsigned long probe(void)
{
	return REGION_FLAG;
}
