// SPDX-License-Identifier: MIT
#include "impl/indexed/indexed.h"

// Apart from plugin.cpp: variants of the engine are judged by whole snapshots.
__attribute__((visibility("default"))) void claimcheck_engine_show(void* engine,
                                                                   const claimcheck_part* parts,
                                                                   size_t part_count,
                                                                   const claimcheck_sink* sink) {
  claimcheck_indexed_show(engine, parts, part_count, sink);
}
