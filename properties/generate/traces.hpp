// SPDX-License-Identifier: MIT
#pragma once

#include <rapidcheck.h>

#include "model/trace/trace.hpp"
#include "properties/generate/abilities.hpp"

namespace claimcheck::generate {

// A random trace: a setup of one to three regions, then operations chosen with the reference
// model at hand, so that they meet the states they are about. `size` is RapidCheck's, 0 to 100:
// larger gives more operations, up to about 30. Its shrinks take away operations and members of
// offers; shrink/ goes further. Only what `abilities` has is asked.
//
// A wide one has its values from the whole range of each dimension of the contract: up to eight
// regions of any kind, place and size, every align, tags that are hard to tell apart, every
// spelling of a text, groups, devices and tags up to hundreds, histories up to thousands. Each has
// its own bias and keeps it: some kinds of operation left out and others the more, a region that
// most is about, operations that come again, one thing done dozens to thousands of times.
rc::Gen<model::Trace> traces(const Abilities& abilities = {}, bool wide = false);

// The generated trace of a number, each fourth a wide one, of which one in thousands does one thing
// more often than 16 bits count and one has an offer of all numbers that there are: a function of
// what the engine says it can do, the seed and the number, and of nothing else, so that any part of
// a search can be done again, anywhere.
model::Trace trace_of(const claimcheck_engine_api& api, std::uint64_t seed, std::uint64_t index);

// How likely each kind of operation is, relative to the others. Weights of clauses: an operation's
// weight is raised until every clause that it can reach is reached often.
struct Weights {
  unsigned offer = 12;
  unsigned inject = 12;
  unsigned release = 6;
  unsigned region_driver = 4;
  unsigned create = 8;
  unsigned remove = 4;
  unsigned device_driver = 7;
  unsigned write_uuid = 30;
  unsigned write_size = 10;
  unsigned read_uuid = 5;
  unsigned read_size = 2;
  unsigned read_available = 2;
  unsigned read_resource = 3;
  unsigned read_mapping = 6;
  unsigned mode = 5;
};

// How likely a plan of several operations begins, where none is under way.
struct PlanWeights {
  unsigned none = 180;
  unsigned injected_group = 10;
  unsigned late_extent = 10;
  unsigned untagged_in_turn = 4;
  unsigned two_drivers = 4;
  unsigned large_group = 1;  // of wide traces
  unsigned some_reads = 3;   // likewise
};

}  // namespace claimcheck::generate
