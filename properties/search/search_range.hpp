// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>

#include "properties/engines/engine.hpp"
#include "properties/judge/finding.hpp"

// Random search on an engine, in this process.

namespace claimcheck::search {

struct Range {
  std::uint64_t first = 0;
  std::uint64_t end = 0;
  std::uint64_t stride = 1;  // only first, first + stride, ... : the shard's part
};

// A trace that shows a defect not listed yet.
struct Failure {
  model::Trace trace;  // ends with the step that differs
  judge::Difference difference;
};

// How one search looks at an engine: coverage is counted through `watch`; `running` is told of
// each trace before it runs, where that is not the generated one.
struct SearchContext {
  const engines::Engine& engine;
  const judge::Defects& known;
  const judge::Watch& watch;
  const std::function<void(const model::Trace&)>& running;
};

// Runs the trace and a teardown. An operation that shows a known defect is taken out of the trace
// and the rest run again, so that what lies behind it can be found; in a long trace it is taken out
// wherever it comes again too.
std::optional<Failure> check_one(const SearchContext& context, model::Trace& trace);

// Runs the trace and no teardown, destroys the engine as it is, and looks at its memory.
std::optional<Failure> check_destruction(const SearchContext& context, const model::Trace& trace);

// Where operations come one after the other there is only one difference to be seen: the first.
// Without one, what is not freed, where that is sought.
std::optional<judge::Difference> first_difference(const engines::Engine& engine,
                                                  const model::Trace& trace,
                                                  const judge::Defect& sought,
                                                  const judge::Watch& watch);

// One way to search.
struct Probe {
  // Looks for a failure in the trace of a number.
  std::function<std::optional<Failure>(const SearchContext&, std::uint64_t index)> find;

  // A difference of a trace, for shrinking: of several that it shows, the defect that is sought.
  std::function<std::optional<judge::Difference>(const engines::Engine&, const model::Trace&,
                                                 const judge::Defect& sought, const judge::Watch&)>
      rerun = first_difference;

  // What is added to a trace once it is shrunk; null: nothing.
  std::function<model::Trace(const engines::Engine&, const model::Trace&, const judge::Defect&)>
      finish;

  // Of a trace with threads: whether it differs where its operations run one after another.
  std::function<bool(const engines::Engine&, const model::Trace&)> differs_without_threads;

  std::size_t max_attempts = 20'000;  // runs to shrink one finding
};

// Whether the trace shows the defect.
using Shows = std::function<bool(const model::Trace&)>;

// The simplest trace that shows the defect: RapidCheck's shrinking first, then our own passes.
// `unshrunk` must show it. Of the finding only what concerns the trace is filled in.
judge::Finding shrink_to_finding(const model::Trace& unshrunk, const judge::Defect& defect,
                                 const Shows& shows, std::size_t max_attempts);

// How a search in progress is events; called from the thread that searches.
struct RangeEvents {
  std::function<void(std::uint64_t index)> begins;         // a generated trace is about to run
  std::function<void(const model::Trace& trace)> running;  // another one is, in its place
  std::function<void(const Failure&)> fails;               // before it is shrunk
  std::function<bool(const judge::Finding&)> finds;        // whether to go on after it
};

// Probes a range, and goes on after each finding with its defect added to `known`. Whether it came
// to the end of the range.
bool search_range(const engines::Engine& engine, const Probe& probe, const Range& range,
                  judge::Defects known, const judge::Watch& watch, const RangeEvents& events);

}  // namespace claimcheck::search
