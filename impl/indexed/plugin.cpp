// SPDX-License-Identifier: MIT
#include "impl/indexed/indexed.h"

// All else in the shared object is hidden: it may be loaded beside the same engine, or a variant.
__attribute__((visibility("default"))) const claimcheck_engine_api* claimcheck_engine() {
  return claimcheck_indexed_engine();
}
