// SPDX-License-Identifier: MIT
#include "impl/indexed/indexed.h"

// Apart from plugin.cpp: variants of the engine are judged by whole snapshots, and made anew each
// time.
__attribute__((visibility("default"))) void claimcheck_engine_show(void* engine,
                                                                   const claimcheck_part* parts,
                                                                   size_t part_count,
                                                                   const claimcheck_sink* sink) {
  claimcheck_indexed_show(engine, parts, part_count, sink);
}

__attribute__((visibility("default"))) const claimcheck_images* claimcheck_engine_images() {
  return claimcheck_indexed_images();
}
