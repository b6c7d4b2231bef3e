// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "impl/engine.h"
#include "model/trace/trace.hpp"
#include "properties/concurrent/operation_faults.hpp"

// What is run concurrently: every small combination of single operations, and random cases of
// threads that collide.

namespace claimcheck::concurrent {

// The small setup of the exhaustive part: region 0 with tags A of two extents and B of one, an
// untagged extent and two devices; region 1 with tag C and one device. Once as it is, and once with
// A claimed by device 0.0.
model::Trace small_setup(bool claimed);

// What that leaves out: both devices hold something, and give it back to one place. Each an extent
// of tag A, of which one came late, or each an untagged extent.
model::Trace both_claimed(bool tagged);

// And a group of which device 0.2 has claimed a part and a dense rest came late, with two untagged
// extents and two devices that are unclaimed: what is looked up, counted or picked outside the hold
// of a lock is another's by then.
model::Trace partly_in_use();

// The single operations that are put side by side on the small setup.
std::vector<model::Operation> single_operations(const model::Trace& setup);

// The setup and then each of the operations in a thread of its own.
model::Trace side_by_side(const model::Trace& setup,
                          const std::vector<model::Operation>& operations);

// All pairs of single operations, with repetition, on both small setups, and where both devices are
// claimed, and where a group is partly in use, there with its own device unclaimed too, and once
// more with a claim of the group by another device behind the first: how many
// there are, and each by its number. Triples likewise, of the small setups.
std::uint64_t pair_count();
model::Trace pair(std::uint64_t number);
std::uint64_t triple_count();
model::Trace triple(std::uint64_t number);

// What the region's driver and the reads of contract 2 do beside the operations above: a bind, an
// unbind, that of the other region too, or a read of `resource` or of a mapping beside every one,
// for each reading of unbinding that the engine knows (R1); and where unbinding drops, every two
// operations beside it.
std::uint64_t driver_case_count(const claimcheck_engine_api& api);
model::Trace driver_case(const claimcheck_engine_api& api, std::uint64_t number);

// The trace as the engine can be asked it: operations that its table leaves out are left out, and a
// kind of region, a sequence base and a reading of unbinding are others if it does not know them.
model::Trace as_the_engine_knows(const claimcheck_engine_api& api, model::Trace trace);

// The trace with one failure: in each operation of a thread, at every site that it asks in some
// execution and at each time that it asks it. `askings` are those of all executions of the trace as
// it is. None is left out: up to its first failure an execution is one of the trace without it, so
// a failure at a step that none of those asks for never hits, and changes nothing.
std::vector<model::Trace> with_each_failure(const model::Trace& trace, const Askings& askings);

// A random case: a sequential start, then 2 to 4 threads of 1 to 4 operations, eight in all at
// most, that want the same tags, devices and regions, of which there are up to three; on some
// operations a failure at a site of the engine. Each two kinds of operation that the engine has
// come side by side, in a thread each and mostly on one device, in one of as many cases as there
// are pairs of kinds.
model::Trace random_case(const claimcheck_engine_api& api, std::uint64_t seed, std::uint64_t index);

}  // namespace claimcheck::concurrent
