// SPDX-License-Identifier: MIT
#include "properties/faults/sweep.hpp"

#include <cerrno>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "properties/generate/choices.hpp"
#include "properties/judge/agreement.hpp"

namespace claimcheck::faults {
namespace {

using model::Fault;
using model::Trace;

struct Asked {
  std::string site;
  std::uint32_t times = 0;
};

// What the engine's table says that a failure of the site may become. Of one that it says nothing
// of anything may come: no memory first, then what a bus or a device says, then what the contract
// gives for reasons of its own, which an engine may take for those.
std::vector<int> errors_of(const claimcheck_engine_api& api, std::string_view site) {
  if (model::is_lock_site(site)) return {EINTR};
  std::vector<int> errors;
  judge::append_declared_errors(api, site, errors);
  if (!errors.empty()) return errors;
  return {ENOMEM, EIO,    EBUSY, ENOSPC, EINVAL, ENOENT, EAGAIN,
          EEXIST, ENODEV, ENXIO, EINTR,  EPERM,  ERANGE, ETIMEDOUT};
}

// Which of so many askings fail: all of a few; of a group of hundreds the first, the last and some
// between.
std::vector<std::uint32_t> places(std::uint32_t times) {
  constexpr std::uint32_t few = 24, between = 8;
  std::vector<std::uint32_t> places;
  for (std::uint32_t nth = 1; nth <= times; ++nth) {
    const bool is_at_an_end = nth <= few / 2 || times - nth < between;
    if (times <= few || is_at_an_end || nth % (times / between) == 0) places.push_back(nth);
  }
  return places;
}

// What follows the step that fails: the same without a failure (A3) and then the trace's next
// steps, or these alone, on what the failure has left.
enum class Rest { retry, no_retry };

// Of those of two operations, or of one and what is done about its failure.
std::vector<std::uint32_t> paired_places(std::uint32_t times) {
  constexpr std::uint32_t few = 12;
  std::vector<std::uint32_t> places;
  for (std::uint32_t nth = 1; nth <= times; ++nth) {
    if (times <= few || nth <= few / 2 || times - nth < few / 2) places.push_back(nth);
  }
  return places;
}

class Sweep {
 public:
  Sweep(const search::SearchContext& context, Trace trace, Matrix& matrix)
      : probing_(context), trace_(std::move(trace)), matrix_(matrix) {}

  std::optional<search::Failure> run() {
    // A sweep runs the trace once for each failure: the first operations of a long history will do.
    if (trace_.steps.size() > max_swept) trace_.steps.resize(max_swept);
    if (auto failure = clean_pass()) return failure;
    count_work();
    for (std::size_t step = 0; step < trace_.steps.size(); ++step) {
      if (auto failure = one_by_one(step)) return failure;
      if (auto failure = from_one_on(step)) return failure;
    }
    if (trace_.steps.size() <= max_with_pairs) return pairs();
    return std::nullopt;
  }

 private:
  // Leaves out of the trace what shows a known defect without any failure.
  std::optional<search::Failure> clean_pass() {
    auto watch = probing_.watch;
    watch.step = [&](const judge::StepReport& report) {
      asked_.resize(report.step + 1);
      effort_.resize(report.step + 1);
      auto& asked = asked_.back();
      asked.clear();
      for (const auto& use : report.environment.sites()) asked.push_back({use.site, use.asked});
      effort_.back() = effort_of(report.state);
    };
    return search::check_one({probing_.engine, probing_.known, watch, probing_.running}, trace_);
  }

  // About what it takes to compare a state, where a small one takes 1.
  static std::uint64_t effort_of(const model::State& state) {
    std::uint64_t things = 0;
    for (const auto& region : state.regions)
      things += region.extents.size() + region.devices.size();
    return 1 + things / 16;
  }

  // Of a trace that would take too long every second attempt is made, or third, and so on.
  void count_work() {
    std::uint64_t effort = 0;
    for (std::size_t step = 0; step < trace_.steps.size(); ++step) {
      effort += effort_[step];
      std::uint64_t attempts = places(times_asked(step)).size();
      for (const auto& asked : asked_[step]) attempts += 2 * places(asked.times).size();
      work_ += attempts * (effort + effort_[step]);
    }
    turn_ = work_;
  }
  bool is_left_out() {
    done_ += max_work;
    if (work_ <= max_work) return false;
    if (done_ < work_) return true;
    done_ -= work_;
    return false;
  }

  // Each asking with the first error of its site, and with another in turn.
  std::optional<search::Failure> one_by_one(std::size_t step) {
    for (const auto& [site, times] : asked_[step]) {
      const auto errors = errors_of(probing_.engine.api(), site);
      for (const auto nth : places(times)) {
        if (auto failure = attempt(step, {Fault{site, nth, false, errors[0]}})) return failure;
        if (errors.size() == 1) continue;
        const int other = errors[1 + turn_++ % (errors.size() - 1)];
        if (auto failure = attempt(step, {Fault{site, nth, false, other}})) return failure;
      }
    }
    return std::nullopt;
  }

  std::optional<search::Failure> from_one_on(std::size_t step) {
    for (const auto nth : places(times_asked(step))) {
      const Fault fault{std::string(model::any_site), nth, true, ENOMEM};
      if (auto failure = attempt(step, {fault})) return failure;
    }
    return std::nullopt;
  }

  std::optional<search::Failure> pairs() {
    for (std::size_t step = 0; step < trace_.steps.size(); ++step) {
      if (auto failure = pairs_in(step)) return failure;
      for (std::size_t earlier = 0; earlier < step; ++earlier) {
        if (auto failure = pairs_over(earlier, step)) return failure;
        for (std::size_t first = 0; first < earlier; ++first) {
          if (auto failure = triples_over(first, earlier, step)) return failure;
        }
      }
    }
    return std::nullopt;
  }

  // The second failure may hit what is done about the first: no clean pass has counted that.
  std::optional<search::Failure> pairs_in(std::size_t step) {
    constexpr std::uint32_t rollback = 4;
    const auto nths = paired_places(times_asked(step) + rollback);
    for (const auto first : nths) {
      if (first > times_asked(step)) break;
      for (const auto second : nths) {
        if (second <= first) continue;
        if (auto failure = attempt(trace_, step, {any(first, ENOMEM), any(second, EIO)})) {
          return failure;
        }
      }
    }
    return std::nullopt;
  }

  // One failure in each of two operations: the second on what the first has left.
  std::optional<search::Failure> pairs_over(std::size_t earlier, std::size_t step) {
    for (const auto first : paired_places(times_asked(earlier))) {
      Trace trace = trace_;
      trace.steps[earlier].faults = {any(first, ENOMEM)};
      for (const auto second : paired_places(times_asked(step))) {
        if (auto failure = attempt(trace, step, {any(second, ENOMEM)})) return failure;
      }
    }
    return std::nullopt;
  }

  // One in each of three: each of the last, after one of the others' in turn.
  std::optional<search::Failure> triples_over(std::size_t first, std::size_t second,
                                              std::size_t step) {
    const auto firsts = times_asked(first), seconds = times_asked(second);
    if (firsts == 0 || seconds == 0) return std::nullopt;
    Trace trace = trace_;
    for (const auto nth : paired_places(times_asked(step))) {
      ++turn_;
      trace.steps[first].faults = {any(1 + static_cast<std::uint32_t>(turn_ % firsts), EIO)};
      trace.steps[second].faults = {any(1 + static_cast<std::uint32_t>(turn_ % seconds), ENOMEM)};
      if (auto failure = attempt(trace, step, {any(nth, ENOMEM)})) return failure;
    }
    return std::nullopt;
  }

  static Fault any(std::uint32_t nth, int error) {
    return {std::string(model::any_site), nth, false, error};
  }

  std::uint32_t times_asked(std::size_t step) const {
    return std::accumulate(asked_[step].begin(), asked_[step].end(), 0u,
                           [](std::uint32_t sum, const Asked& asked) { return sum + asked.times; });
  }

  std::optional<search::Failure> attempt(std::size_t step, std::vector<Fault> faults) {
    if (is_left_out()) return std::nullopt;
    return attempt(trace_, step, std::move(faults));
  }

  // The trace with these failures at the step; mostly the step again behind it.
  std::optional<search::Failure> attempt(Trace trace, std::size_t step, std::vector<Fault> faults) {
    const auto rest = ++attempts_ % 4 == 0 ? Rest::no_retry : Rest::retry;
    const auto behind = trace.steps.begin() + static_cast<std::ptrdiff_t>(step) + 1;
    if (rest == Rest::retry) trace.steps.insert(behind, trace.steps[step]);
    const auto most = step + 2 + max_rest;
    if (trace.steps.size() > most) trace.steps.resize(most);
    trace.steps[step].faults = std::move(faults);
    const auto whole = trace.steps.size();
    judge::leave_out_crashes(trace, probing_.watch);
    if (trace.steps.size() != whole) return std::nullopt;
    probing_.running(trace);
    auto watch = probing_.watch;
    watch.extended = probing_.running;
    watch.known = &probing_.known;
    watch.step = [&](const judge::StepReport& report) {
      if (report.step != step) return;
      matrix_.count(probing_.engine.api(), trace.steps[step].operation, report.environment,
                    report.observed.result);
    };
    auto difference = judge::run_and_tear_down(probing_.engine, trace, watch);
    if (!difference) return std::nullopt;
    if (probing_.known.contains(difference->defect)) {
      if (watch.coverage) ++watch.coverage->set_aside;
      return std::nullopt;
    }
    trace.steps.resize(difference->step + 1);
    return search::Failure{std::move(trace), std::move(*difference)};
  }

  const search::SearchContext& probing_;
  Trace trace_;
  Matrix& matrix_;
  std::vector<std::vector<Asked>> asked_;  // by step, of the clean pass; teardown steps follow
  std::vector<std::uint64_t> effort_;      // likewise: what the step takes
  std::uint64_t work_ = 0;                 // of all attempts
  std::uint64_t done_ = 0;
  std::uint64_t attempts_ = 0;
  std::uint64_t turn_ = 0;
};

}  // namespace

std::optional<search::Failure> sweep(const search::SearchContext& context, Trace trace,
                                     Matrix& matrix) {
  return Sweep(context, std::move(trace), matrix).run();
}

Trace with_every_error(const search::SearchContext& context, const Trace& trace) {
  auto every = trace;
  every.steps.clear();
  auto watch = context.watch;
  watch.coverage = nullptr;
  watch.step = [&](const judge::StepReport& report) {
    if (report.step >= trace.steps.size()) return;
    const auto& step = trace.steps[report.step];
    for (const auto& use : report.environment.sites()) {
      // The first asking, and the last, behind which there is the most to undo.
      for (const auto nth : std::set<std::uint32_t>{1, use.asked}) {
        for (const int error : errors_of(context.engine.api(), use.site)) {
          if (every.steps.size() >= max_every_error) break;
          every.steps.push_back(step);
          every.steps.back().faults = {{std::string(use.site), nth, false, error}};
        }
      }
    }
    every.steps.push_back(step);
  };
  judge::run(context.engine, trace, watch);
  return every;
}

Fault random_fault(generate::Choices& choices, const claimcheck_engine_api& api) {
  Fault fault;
  fault.site = api.sites[choices.below(site_count(api))].name;
  fault.nth = static_cast<std::uint32_t>(choices.percent(90) ? choices.between(1, 3)
                                                             : choices.between(4, 40));
  fault.onwards = choices.percent(25);
  const auto errors = errors_of(api, fault.site);
  fault.error = choices.percent(50) ? errors[0] : choices.one_of(errors);
  return fault;
}

Trace with_random_faults(Trace trace, const claimcheck_engine_api& api, std::uint64_t seed,
                         std::uint64_t index, std::uint64_t variant) {
  generate::Choices choices(rc::Random(rc::Random::Key{seed, index, 1, variant}));
  if (site_count(api) == 0) return trace;
  const auto chance = choices.one_of({10u, 40u, 90u});
  for (auto& step : trace.steps) {
    if (!choices.percent(chance)) continue;
    step.faults.push_back(random_fault(choices, api));
    while (choices.percent(15)) step.faults.push_back(random_fault(choices, api));
  }
  return trace;
}

}  // namespace claimcheck::faults
