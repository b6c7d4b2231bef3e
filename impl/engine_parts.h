/* SPDX-License-Identifier: MIT */
/*
 * Optional, beside engine.h: an engine that shows parts of itself. In a region of many extents the
 * harness then judges an operation by what the contract says that it can touch, and asks for a
 * whole snapshot now and then: a trace takes the time of what changes in it, and not of all that
 * there is. An engine without it gets the same verdicts, later.
 */
#ifndef CLAIMCHECK_ENGINE_PARTS_H
#define CLAIMCHECK_ENGINE_PARTS_H

#include "impl/engine.h"

#ifdef __cplusplus
extern "C" {
#endif

enum claimcheck_part_kind {
  CLAIMCHECK_PART_REGION = 0,  /* region: the region itself */
  CLAIMCHECK_PART_DEVICE = 1,  /* region, device: the device, and each extent that it holds */
  CLAIMCHECK_PART_GROUP = 2,   /* region, tag (not null): each extent of the tag that is free */
  CLAIMCHECK_PART_UNTAGGED = 3 /* region, start: the untagged extent there, where it is free */
};

struct claimcheck_part {
  uint32_t kind; /* enum claimcheck_part_kind: says which fields below are meant */
  uint32_t region;
  uint32_t device;
  struct claimcheck_uuid tag;
  uint64_t start;
};

/*
 * Shows these parts as snapshot() would, and nothing else; of a part that is not there, nothing.
 * held() is not called. An extent is free here where no device holds it. Called like snapshot():
 * by one task, while no apply() runs.
 *
 * The one symbol to export; not there, or not called, means whole snapshots.
 */
void claimcheck_engine_show(void* engine, const struct claimcheck_part* parts, size_t part_count,
                            const struct claimcheck_sink* sink);
typedef void (*claimcheck_engine_show_function)(void* engine, const struct claimcheck_part* parts,
                                                size_t part_count,
                                                const struct claimcheck_sink* sink);

#ifdef __cplusplus
}
#endif

#endif
