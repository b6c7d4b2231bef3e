// SPDX-License-Identifier: MIT
#include "properties/hunt/search.hpp"

#include "properties/generate/traces.hpp"
#include "properties/shrink/shrink.hpp"

namespace claimcheck::hunt {
namespace {

// RapidCheck's own greedy walk: the first shrink that still fails, and on from there.
model::Trace rapidcheck_shrink(model::Trace trace, const Shows& shows, std::size_t& attempts,
                               std::size_t most_attempts) {
  auto shrinkable = rc::shrinkable::shrinkRecur(
      std::move(trace), [](const model::Trace& t) { return shrink::fewer(t); });
  auto shrinks = shrinkable.shrinks();
  while (attempts < most_attempts) {
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

model::Trace trace_of(std::uint64_t seed, std::uint64_t index) {
  static const auto generator = generate::traces();
  const int size = static_cast<int>(index % 100);
  return generator(rc::Random(rc::Random::Key{seed, index, 0, 0}), size).value();
}

std::optional<check::Difference> first_difference(const driver::Engine& engine,
                                                  const model::Trace& trace, const check::Defect&,
                                                  const check::Watch& watch) {
  return check::run(engine, trace, watch);
}

std::optional<Failure> check_one(const Probing& probing, model::Trace& trace) {
  auto watch = probing.watch;
  watch.extended = probing.running;
  for (;;) {
    const auto own_steps = static_cast<std::ptrdiff_t>(trace.steps.size());
    auto difference = check::run_and_tear_down(probing.engine, trace, watch);
    auto extended = trace;
    trace.steps.erase(trace.steps.begin() + own_steps, trace.steps.end());
    if (!difference) return std::nullopt;
    const auto step = static_cast<std::ptrdiff_t>(difference->step);
    if (!probing.known.contains(difference->defect)) {
      extended.steps.erase(extended.steps.begin() + step + 1, extended.steps.end());
      return Failure{std::move(extended), std::move(*difference)};
    }
    if (watch.coverage) ++watch.coverage->set_aside;
    if (step >= own_steps) return std::nullopt;
    trace.steps.erase(trace.steps.begin() + step);
    probing.running(trace);
  }
}

Finding shrink_to_finding(const model::Trace& unshrunk, const check::Defect& defect,
                          const Shows& shows, std::size_t most_attempts) {
  Finding finding;
  finding.defect = defect;
  finding.unshrunk_steps = unshrunk.steps.size();
  auto trace = rapidcheck_shrink(unshrunk, shows, finding.attempts, most_attempts);
  auto result = shrink::shrink(std::move(trace), shows, most_attempts - finding.attempts);
  finding.attempts += result.attempts;
  finding.shrunk_to_end = result.finished;
  finding.trace = check::with_outcomes(shrink::without_unused_tags(std::move(result.trace)));
  return finding;
}

namespace {

Finding finding_of(const driver::Engine& engine, const Probe& probe, const Failure& failure,
                   const check::Watch& watch, const Followed& followed) {
  const auto& defect = failure.difference.defect;
  check::Watch alive;
  alive.begins = watch.begins;
  const Shows shows = [&](const model::Trace& candidate) {
    followed.running(candidate);
    const auto difference = probe.rerun(engine, candidate, defect, alive);
    return difference && difference->defect == defect;
  };
  auto finding = shrink_to_finding(failure.trace, defect, shows, probe.most_attempts);
  if (probe.finish) finding.trace = probe.finish(engine, finding.trace, defect);
  const auto again = probe.rerun(engine, finding.trace, defect, alive);
  finding.reproduced = again && again->defect == defect;
  finding.message = finding.reproduced ? again->message : failure.difference.message;
  finding.step = finding.reproduced ? again->step : finding.trace.steps.size() - 1;
  finding.trace.breaks = {{defect.clause, engine.name()}};
  return finding;
}

}  // namespace

bool search(const driver::Engine& engine, const Probe& probe, const Range& range, Defects known,
            const check::Watch& watch, const Followed& followed) {
  for (auto index = range.first; index < range.end; index += range.stride) {
    followed.begins(index);
    if (watch.coverage) ++watch.coverage->traces;
    // The same trace again after a finding: it may show another defect behind it.
    for (;;) {
      const auto failure = probe.find({engine, known, watch, followed.running}, index);
      if (!failure) break;
      followed.fails(*failure);
      auto finding = finding_of(engine, probe, *failure, watch, followed);
      finding.index = index;
      if (!followed.finds(finding)) return false;
      known.insert(finding.defect);
    }
  }
  return true;
}

}  // namespace claimcheck::hunt
