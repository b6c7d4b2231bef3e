// SPDX-License-Identifier: MIT
#pragma once

#include <rapidcheck.h>

#include <functional>
#include <vector>

#include "model/trace/trace.hpp"

// Traces that are a little simpler than a given one. Each pass offers its candidates from the
// simplest on, and every candidate is strictly simpler in that pass's order, so that taking
// candidates again and again comes to an end.

namespace claimcheck::shrink {

// Says whether a candidate still shows what the original shows. Once true, the pass ends.
using Attempt = std::function<bool(const model::Trace& candidate)>;

// Offers candidates until one is taken; false where none was.
using Pass = bool (*)(const model::Trace& trace, const Attempt& attempt);

bool drop_steps(const model::Trace& trace, const Attempt& attempt);
bool drop_members(const model::Trace& trace, const Attempt& attempt);
bool drop_faults(const model::Trace& trace, const Attempt& attempt);
bool plain_offers(const model::Trace& trace, const Attempt& attempt);  // not shared, none lost
bool plain_faults(const model::Trace& trace, const Attempt& attempt);  // the first, once, ENOMEM
bool lower_numbers(const model::Trace& trace, const Attempt& attempt);
bool lower_devices(const model::Trace& trace, const Attempt& attempt);
bool one_device(const model::Trace& trace, const Attempt& attempt);
bool plain_texts(const model::Trace& trace, const Attempt& attempt);
bool earlier_tags(const model::Trace& trace, const Attempt& attempt);
bool plain_tags(const model::Trace& trace, const Attempt& attempt);
bool drop_regions(const model::Trace& trace, const Attempt& attempt);
bool merge_regions(const model::Trace& trace, const Attempt& attempt);
bool merge_offers(const model::Trace& trace, const Attempt& attempt);
bool drop_tags(const model::Trace& trace, const Attempt& attempt);
bool fewer_arrivals(const model::Trace& trace, const Attempt& attempt);
bool fewer_drops(const model::Trace& trace, const Attempt& attempt);
bool lower_together(const model::Trace& trace, const Attempt& attempt);
bool plain_regions(const model::Trace& trace, const Attempt& attempt);
bool fewer_threads(const model::Trace& trace, const Attempt& attempt);
bool merge_injects(const model::Trace& trace, const Attempt& attempt);
bool close_gaps(const model::Trace& trace, const Attempt& attempt);
bool plain_order(const model::Trace& trace, const Attempt& attempt);
bool gap_for_repeat(const model::Trace& trace, const Attempt& attempt);
bool sort_seqs(const model::Trace& trace, const Attempt& attempt);
bool sort_starts(const model::Trace& trace, const Attempt& attempt);
bool sort_regions(const model::Trace& trace, const Attempt& attempt);
bool sort_steps(const model::Trace& trace, const Attempt& attempt);

// Has an offer of so many members that a pass over each of them would cost more than it gives.
bool is_large(const model::Trace& trace);

// Whether the operation names the tag, in a text that it writes too.
bool names(const model::Operation& operation, const model::Uuid& tag);

// What RapidCheck shrinks with: all candidates of drop_steps and drop_members.
rc::Seq<model::Trace> fewer(const model::Trace& trace);

}  // namespace claimcheck::shrink
