/* SPDX-License-Identifier: MIT */
#ifndef CLAIMCHECK_INDEXED_H
#define CLAIMCHECK_INDEXED_H

#include "impl/engine_parts.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The optimized engine, which keeps every clause of the contract: a claim costs its group's
 * size, not the region's, and claims in different regions do not meet. It uses the
 * environment's locks, or its own where the environment lends none (env->lock is NULL).
 */
const struct claimcheck_engine_api* claimcheck_indexed_engine(void);

/* It shows parts of itself, each in the time of what is in the part. */
void claimcheck_indexed_show(void* engine, const struct claimcheck_part* parts, size_t part_count,
                             const struct claimcheck_sink* sink);

/* It is put back to a state that it had, in the time of what differs. */
const struct claimcheck_images* claimcheck_indexed_images(void);

#ifdef __cplusplus
}
#endif

#endif
