// SPDX-License-Identifier: MIT
#include "properties/search/search_range.hpp"

#include <algorithm>

#include "properties/engines/restrict.hpp"
#include "properties/judge/destruction.hpp"
#include "properties/search/resolve_sites.hpp"
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

// The step that shows what is known; of a long history each later time of the same as well, or it
// would be run as often as it is long. Returns how many that were.
std::size_t take_out(model::Trace& trace, std::ptrdiff_t step) {
  constexpr std::size_t long_history = 64;
  const auto first = trace.steps.begin() + step;
  if (trace.steps.size() <= long_history) {
    trace.steps.erase(first);
    return 1;
  }
  const auto known = *first;
  const auto kept = std::remove(first, trace.steps.end(), known);
  const auto count = static_cast<std::size_t>(trace.steps.end() - kept);
  trace.steps.erase(kept, trace.steps.end());
  return count;
}

}  // namespace

std::optional<judge::Difference> first_difference(const engines::Engine& engine,
                                                  const model::Trace& trace,
                                                  const judge::Defect& sought,
                                                  const judge::Watch& watch) {
  if (auto difference = judge::run(engine, trace, watch)) return difference;
  if (sought.aspect != judge::not_freed_aspect) return std::nullopt;
  return judge::not_freed(engine, trace, watch);
}

std::optional<Failure> check_destruction(const SearchContext& context, const model::Trace& trace) {
  auto difference = judge::not_freed(context.engine, trace, context.watch);
  if (!difference || context.known.contains(difference->defect)) return std::nullopt;
  return Failure{trace, std::move(*difference)};
}

std::optional<Failure> check_one(const SearchContext& context, model::Trace& trace) {
  auto watch = context.watch;
  watch.extended = context.running;
  watch.known = &context.known;
  const auto generated_steps = trace.steps.size();
  judge::leave_out_crashes(trace, watch);
  if (trace.steps.size() != generated_steps) context.running(trace);
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
    const bool is_own = step < own_steps;
    const std::size_t set_aside = is_own ? take_out(trace, step) : 1;
    if (watch.coverage) watch.coverage->set_aside += set_aside;
    if (!is_own) return std::nullopt;
    context.running(trace);
  }
}

judge::Finding shrink_to_finding(const model::Trace& unshrunk, const judge::Defect& defect,
                                 const Shows& shows, std::size_t max_attempts) {
  judge::Finding finding;
  finding.defect = defect;
  finding.unshrunk_steps = unshrunk.steps.size();
  // RapidCheck has all candidates made before it tries one: of an offer of thousands, or of all
  // pairs of hundreds of operations, gigabytes.
  constexpr std::size_t max_steps = 64;
  auto trace = shrink::is_large(unshrunk) || unshrunk.steps.size() > max_steps
                   ? unshrunk
                   : rapidcheck_shrink(unshrunk, shows, finding.attempts, max_attempts);
  auto result = shrink::shrink(std::move(trace), shows, max_attempts - finding.attempts);
  finding.attempts += result.attempts;
  finding.shrunk_to_end = result.finished;
  finding.trace = judge::with_outcomes(shrink::without_unused_tags(std::move(result.trace)));
  return finding;
}

namespace {

// Shrinks a failure. Where the search is stopped meanwhile, what there is by then is what counts.
class FailureShrinker {
 public:
  FailureShrinker(const engines::Engine& engine, const Probe& probe, const Failure& failure,
                  const judge::Watch& watch, const RangeEvents& events)
      : engine_(engine),
        probe_(probe),
        failure_(failure),
        events_(events),
        may_be_asked_(engines::can_be_asked(failure.trace, engine.api())),
        best_(failure.trace) {
    alive_.begins = watch.begins;
    alive_.tears_down = watch.tears_down;
  }

  judge::Finding run() {
    const auto& defect = failure_.difference.defect;
    judge::Finding shrunk;
    std::optional<judge::Difference> again;
    try {
      shrunk = shrink_to_finding(
          failure_.trace, defect, [&](const model::Trace& candidate) { return shows(candidate); },
          probe_.max_attempts);
      if (!shrunk.trace.is_concurrent()) name_sites(shrunk.trace);
      if (probe_.finish) shrunk.trace = probe_.finish(engine_, shrunk.trace, defect);
      again = probe_.rerun(engine_, shrunk.trace, defect, alive_);
    } catch (const judge::Stopped&) {
      // What there is by then counts, though nobody looked at it once more.
      stopped_ = true;
      shrunk.trace = judge::with_outcomes(shrink::without_unused_tags(best_));
      again = last_;
    }
    auto finding = judge::finding_of(again.value_or(failure_.difference), std::move(shrunk.trace),
                                     engine_.name());
    finding.reproduced = stopped_ || (again && judge::covers(again->defect, defect));
    finding.unshrunk_steps = failure_.trace.steps.size();
    finding.attempts = runs_;
    finding.shrunk_to_end = shrunk.shrunk_to_end && !stopped_;
    return finding;
  }

  bool stopped() const { return stopped_; }

 private:
  // Any site becomes the sites that it hits, where these alone show the defect.
  void name_sites(model::Trace& trace) {
    const bool has_any = std::ranges::any_of(trace.steps, [](const model::Step& step) {
      return std::ranges::find(step.faults, model::any_site, &model::Fault::site) !=
             step.faults.end();
    });
    if (!has_any) return;
    auto named = judge::with_outcomes(with_sites_resolved(engine_, trace));
    if (shows(named)) trace = std::move(named);
  }

  bool shows(const model::Trace& candidate) {
    // A simpler region of a kind that the engine lacks would make a trace that no replay takes.
    if (may_be_asked_ && !engines::can_be_asked(candidate, engine_.api())) return false;
    events_.running(candidate);
    ++runs_;
    const auto& defect = failure_.difference.defect;
    auto difference = probe_.rerun(engine_, candidate, defect, alive_);
    if (!difference || !judge::covers(difference->defect, defect)) return false;
    last_ = std::move(difference);
    best_ = candidate;
    return true;
  }

  const engines::Engine& engine_;
  const Probe& probe_;
  const Failure& failure_;
  const RangeEvents& events_;
  const bool may_be_asked_;  // the failure's own trace
  judge::Watch alive_;
  std::size_t runs_ = 0;
  bool stopped_ = false;
  model::Trace best_;                      // that shows the defect
  std::optional<judge::Difference> last_;  // that it shows; none: the failure's own
};

}  // namespace

bool search_range(const engines::Engine& engine, const Probe& probe, const Range& range,
                  judge::Defects known, const judge::Watch& watch, const RangeEvents& events) {
  for (auto index = range.first; index < range.end; index += range.stride) {
    if (watch.coverage) ++watch.coverage->traces;
    events.begins(index);
    // The same trace again after a finding: it may show another defect behind it.
    for (;;) {
      const auto failure = probe.find({engine, known, watch, events.running}, index);
      if (!failure) break;
      events.fails(*failure);
      FailureShrinker shrinker(engine, probe, *failure, watch, events);
      auto finding = shrinker.run();
      finding.index = index;
      if (!events.finds(finding)) return false;
      if (shrinker.stopped()) throw judge::Stopped{};
      known.insert(finding.defect);
    }
  }
  return true;
}

}  // namespace claimcheck::search
