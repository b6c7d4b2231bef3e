// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

#include "impl/engine.h"
#include "model/operation.hpp"
#include "model/state.hpp"

namespace claimcheck::generate {

// What an engine says it can do: it is asked nothing else. Sets have the bit 1 << n for a member
// n, as in the C interface; where nothing is said, it can do everything.
struct Abilities {
  std::uint64_t operations = ~std::uint64_t{0};  // by OperationInfo::number
  std::uint32_t kinds = ~std::uint32_t{0};       // of model::RegionKind
  std::uint32_t seq_bases = ~std::uint32_t{0};   // of 0 and 1
  std::uint32_t unbinds = ~std::uint32_t{0};     // of model::Unbind
  bool empty_writes = true;                      // such a write reaches the engine (W0)
  bool last_byte = true;                         // a region may end at 2^64
  bool full_groups = true;                       // a group may have each sequence number

  bool has(model::RegionKind kind) const {
    return (kinds >> static_cast<unsigned>(kind) & 1u) != 0;
  }
  bool has_seq_base(unsigned base) const { return (seq_bases >> base & 1u) != 0; }
  bool has(model::Unbind unbind) const {
    return (unbinds >> static_cast<unsigned>(unbind) & 1u) != 0;
  }
  bool has(const model::Operation& operation) const {
    const auto* text = text_of(operation);
    if (text && text->empty() && !empty_writes) return false;
    return (operations >> info(operation).number & 1u) != 0;
  }
};

Abilities abilities_of(const claimcheck_engine_api& api);

// What of the contract the engine says it cannot do, and is not asked: "release, mode; plain
// regions; seq-base 0". Empty where there is nothing.
std::string left_out(const Abilities& abilities);

// The same setup as far as the engine can do it: regions of kinds that it has not become dynamic
// ones, or what else it has.
model::RegionSetup within(const Abilities& abilities, model::RegionSetup region);

}  // namespace claimcheck::generate
