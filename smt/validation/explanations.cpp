// SPDX-License-Identifier: MIT
#include "smt/validation/explanations.hpp"

#include <array>
#include <utility>

namespace claimcheck::smt {
namespace {

constexpr const char* nothing_written =
    "it refuses before it writes anything, so that by its form nothing has changed";

constexpr std::array<std::pair<const char*, const char*>, 16> trivial = {{
    {"claim_group.refused/Y", nothing_written},
    {"claim_group.refused/NY", nothing_written},
    {"claim_untagged.refused/Y", nothing_written},
    {"claim_untagged.refused/NY", nothing_written},
    {"offer.untagged/Y", nothing_written},
    {"offer.refused/Y", nothing_written},
    {"inject.refused/Y", nothing_written},
    {"inject.refused/NY", nothing_written},
    {"inject.refused/NNY", nothing_written},
    {"inject.refused/NNNN", nothing_written},
    {"inject.extents.init/NNNY", "the loop starts with no extent looked at and nothing written"},
    {"spread.steps.none_1", "each count and value is its own"},
    {"spread.add.step_1", "one more have begun, by its form"},
    {"spread.add.step_5", "one more have ended, and no value is written, by its form"},
    {"spread.add.added", "its text has one way through, which adds the amount once"},
    {"spread.read.still.init.5/N", "of no slots, before the first turn"},
}};

constexpr std::array<std::pair<const char*, const char*>, 2> unnoticed = {{
    {"impl/indexed/index_text.hpp: == 1 is true",
     "hashes are compared to save time, and what a slot has is decided by its tag"},
    {"smt/specifications/lock_change_spec.hpp: and && 1 drops its right side",
     "a lock that its holder keeps held is as it was, which is allowed anyway"},
}};

// Of invariants that are proved conjunct by conjunct.
constexpr std::array<const char*, 16> parts_true_at_first = {"engine.unclaim_untagged.let-go.init",
                                                             "index.erase.close.init.1",
                                                             "index.erase_counts.close.init.1",
                                                             "index.erase_counts.close.init.8",
                                                             "index.make_room.grow.init.1/N",
                                                             "index.make_room.grow.init.4/N",
                                                             "index.make_room.grow.init.5/N",
                                                             "index.make_room.grow.init.6/N",
                                                             "index.make_room.grow.init.9/N",
                                                             "index.room.count.init.1",
                                                             "index.room.count.init.5",
                                                             "index.slot_of.find.init.1",
                                                             "spread.read.note.init.1",
                                                             "spread.read.note.init.4",
                                                             "spread.read.sum.init.1/N",
                                                             "spread.read.still.init.1/N"};

}  // namespace

std::string why_unnoticed(const std::string& name) {
  for (const auto& [known, reason] : unnoticed) {
    if (known == name) return reason;
  }
  return "";
}

std::string why_trivial(const std::string& id) {
  for (const auto& [known, reason] : trivial) {
    if (known == id) return reason;
  }
  const bool is_of_index = id.rfind("index.", 0) == 0;
  if ((is_of_index || id.rfind("engine.", 0) == 0) && id.ends_with("uses.lemma.sums_rise_0")) {
    return "1 or 0, as a member is free or a slot full, is not negative by its form";
  }
  for (const char* known : parts_true_at_first) {
    if (id == known) return "true before the first turn by its form; of an iteration it is not";
  }
  if (id.rfind("locks.", 0) != 0) return "";
  for (const char* change : {".moves-itself", ".reads-for-itself"}) {
    if (id.ends_with(change)) return "its text writes at the thread that moves, and nowhere else";
  }
  if (id.ends_with(".takes-upwards")) return "its text takes no lock";
  return "";
}

}  // namespace claimcheck::smt
