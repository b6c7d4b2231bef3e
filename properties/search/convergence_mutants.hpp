// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "model/clause.hpp"

namespace claimcheck::search {

// Seeded bugs of ten kinds that a search in this process survives.
struct Seeded {
  const char* name;
  model::Clause clause;
};

inline constexpr std::array<Seeded, 10> convergence_mutants = {{
    {"101-density-end", model::Clause::T2},
    {"103-density-duplicates", model::Clause::T2},
    {"107-lost-member-tolerated", model::Clause::T3},
    {"108-misaligned-member", model::Clause::T4},
    {"110-order-reversed", model::Clause::T5},
    {"112-page-offset-in-bytes", model::Clause::T5},
    {"121-untagged-takes-last", model::Clause::U1},
    {"124-tag-once-a-region", model::Clause::M3},
    {"146-tag-stays", model::Clause::V1},
    {"152-release-in-use", model::Clause::M7},
}};

}  // namespace claimcheck::search
