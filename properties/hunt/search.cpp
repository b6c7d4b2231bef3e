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
  auto trace = generator(rc::Random(rc::Random::Key{seed, index, 0, 0}), size).value();
  return check::with_teardown(std::move(trace));
}

std::optional<Failure> check_one(const driver::Engine& engine, model::Trace trace,
                                 const Defects& known, const check::Watch& watch,
                                 const Again& again) {
  for (;;) {
    auto difference = check::run(engine, trace, watch);
    if (!difference) return std::nullopt;
    const auto step = static_cast<std::ptrdiff_t>(difference->step);
    if (!known.contains(difference->defect)) {
      trace.steps.erase(trace.steps.begin() + step + 1, trace.steps.end());
      return Failure{std::move(trace), std::move(*difference)};
    }
    if (watch.coverage) ++watch.coverage->set_aside;
    trace.steps.erase(trace.steps.begin() + step);
    again(trace);
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

void search(const driver::Engine& engine, std::uint64_t seed, const Range& range, Defects known,
            std::size_t most_attempts, const check::Watch& watch, const Followed& followed) {
  for (auto index = range.first; index < range.end; index += range.stride) {
    followed.begins(index);
    if (watch.coverage) ++watch.coverage->traces;
    // The same trace again after a finding: it may show another defect behind it.
    for (;;) {
      const auto failure =
          check_one(engine, trace_of(seed, index), known, watch, followed.attempts);
      if (!failure) break;
      followed.fails(index, *failure);
      const auto& defect = failure->difference.defect;
      const Shows shows = [&](const model::Trace& candidate) {
        followed.attempts(candidate);
        const auto difference = check::run(engine, candidate);
        return difference && difference->defect == defect;
      };
      auto finding = shrink_to_finding(failure->trace, defect, shows, most_attempts);
      finding.index = index;
      const auto again = check::run(engine, finding.trace);
      finding.reproduced = again && again->defect == defect;
      finding.message = finding.reproduced ? again->message : failure->difference.message;
      finding.step = finding.reproduced ? again->step : failure->difference.step;
      finding.trace.breaks = {{defect.clause, engine.name()}};
      followed.finds(finding);
      known.insert(defect);
    }
  }
}

}  // namespace claimcheck::hunt
