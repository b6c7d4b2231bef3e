// SPDX-License-Identifier: MIT
// A plugin in C++ that lets an exception out.
#include <stdexcept>

#include "impl/indexed/indexed.h"

namespace {

void apply(void* engine, const claimcheck_operation* operation, claimcheck_outcome* outcome) {
  claimcheck_indexed_engine()->apply(engine, operation, outcome);
  if (operation->kind == CLAIMCHECK_WRITE_UUID && outcome->result > 0) {
    throw std::runtime_error("no such\nluck");
  }
}

}  // namespace

extern "C" const claimcheck_engine_api* claimcheck_engine() {
  static const claimcheck_engine_api api = [] {
    auto table = *claimcheck_indexed_engine();
    table.name = "bad";
    table.apply = apply;
    return table;
  }();
  return &api;
}
