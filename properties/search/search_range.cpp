// SPDX-License-Identifier: MIT
#include "properties/search/search_range.hpp"

#include "properties/generate/traces.hpp"
#include "properties/shrink/shrink.hpp"

namespace claimcheck::search {
namespace {

// RapidCheck's own greedy walk: the first shrink that still fails, and on from there.
model::Trace rapidcheck_shrink(model::Trace trace, const Shows& shows, std::size_t& attempts,
                               std::size_t max_attempts) {
  auto shrinkable = rc::shrinkable::shrinkRecur(
      std::move(trace), [](const model::Trace& t) { return shrink::fewer(t); });
  auto shrinks = shrinkable.shrinks();
  while (attempts < max_attempts) {
    auto candidate = shrinks.next();
    if (!candidate) break;
    ++attempts;
    if (!shows(candidate->value())) continue;
    shrinkable = std::move(*candidate);
    shrinks = shrinkable.shrinks();
  }
  return shrinkable.value();
}

}  // namespace

model::Trace trace_of(const engines::Engine& engine, std::uint64_t seed, std::uint64_t index) {
  const auto generator = generate::traces(generate::abilities_of(engine.api()));
  const int size = static_cast<int>(index % 100);
  return generator(rc::Random(rc::Random::Key{seed, index, 0, 0}), size).value();
}

std::optional<judge::Difference> first_difference(const engines::Engine& engine,
                                                  const model::Trace& trace, const judge::Defect&,
                                                  const judge::Watch& watch) {
  return judge::run(engine, trace, watch);
}

std::optional<Failure> check_one(const SearchContext& context, model::Trace& trace) {
  auto watch = context.watch;
  watch.extended = context.running;
  for (;;) {
    const auto own_steps = static_cast<std::ptrdiff_t>(trace.steps.size());
    auto difference = judge::run_and_tear_down(context.engine, trace, watch);
    auto extended = trace;
    trace.steps.erase(trace.steps.begin() + own_steps, trace.steps.end());
    if (!difference) return std::nullopt;
    const auto step = static_cast<std::ptrdiff_t>(difference->step);
    if (!context.known.contains(difference->defect)) {
      extended.steps.erase(extended.steps.begin() + step + 1, extended.steps.end());
      return Failure{std::move(extended), std::move(*difference)};
    }
    if (watch.coverage) ++watch.coverage->set_aside;
    if (step >= own_steps) return std::nullopt;
    trace.steps.erase(trace.steps.begin() + step);
    context.running(trace);
  }
}

judge::Finding shrink_to_finding(const model::Trace& unshrunk, const judge::Defect& defect,
                                 const Shows& shows, std::size_t max_attempts) {
  judge::Finding finding;
  finding.defect = defect;
  finding.unshrunk_steps = unshrunk.steps.size();
  auto trace = rapidcheck_shrink(unshrunk, shows, finding.attempts, max_attempts);
  auto result = shrink::shrink(std::move(trace), shows, max_attempts - finding.attempts);
  finding.attempts += result.attempts;
  finding.shrunk_to_end = result.finished;
  finding.trace = judge::with_outcomes(shrink::without_unused_tags(std::move(result.trace)));
  return finding;
}

namespace {

judge::Finding finding_of(const engines::Engine& engine, const Probe& probe, const Failure& failure,
                          const judge::Watch& watch, const RangeEvents& events) {
  const auto& defect = failure.difference.defect;
  judge::Watch alive;
  alive.begins = watch.begins;
  const Shows shows = [&](const model::Trace& candidate) {
    events.running(candidate);
    const auto difference = probe.rerun(engine, candidate, defect, alive);
    return difference && difference->defect == defect;
  };
  auto finding = shrink_to_finding(failure.trace, defect, shows, probe.max_attempts);
  if (probe.finish) finding.trace = probe.finish(engine, finding.trace, defect);
  const auto again = probe.rerun(engine, finding.trace, defect, alive);
  finding.reproduced = again && again->defect == defect;
  finding.message = finding.reproduced ? again->message : failure.difference.message;
  finding.step = finding.reproduced ? again->step : finding.trace.steps.size() - 1;
  finding.trace.breaks = {{defect.clause, engine.name()}};
  return finding;
}

}  // namespace

bool search_range(const engines::Engine& engine, const Probe& probe, const Range& range,
                  judge::Defects known, const judge::Watch& watch, const RangeEvents& events) {
  for (auto index = range.first; index < range.end; index += range.stride) {
    events.begins(index);
    if (watch.coverage) ++watch.coverage->traces;
    // The same trace again after a finding: it may show another defect behind it.
    for (;;) {
      const auto failure = probe.find({engine, known, watch, events.running}, index);
      if (!failure) break;
      events.fails(*failure);
      auto finding = finding_of(engine, probe, *failure, watch, events);
      finding.index = index;
      if (!events.finds(finding)) return false;
      known.insert(finding.defect);
    }
  }
  return true;
}

}  // namespace claimcheck::search
