// SPDX-License-Identifier: MIT
#include "properties/faults/sweep.hpp"

#include <cerrno>
#include <numeric>
#include <string>
#include <vector>

#include "properties/generate/choices.hpp"

namespace claimcheck::faults {
namespace {

using model::Fault;
using model::Trace;

struct Asked {
  std::string site;
  std::uint32_t times = 0;
};

// A wait for a lock can only be interrupted. An allocation has no memory. What else a step may
// return is the device's or the bus's affair: anything.
std::vector<int> errors_of(std::string_view site) {
  if (model::is_lock_site(site)) return {EINTR};
  if (site == "register-mapping" || site == "create-device") return {ENOMEM, EIO};
  return {ENOMEM};
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

class Sweep {
 public:
  Sweep(const search::SearchContext& context, Trace trace, Matrix& matrix)
      : probing_(context), trace_(std::move(trace)), matrix_(matrix) {}

  std::optional<search::Failure> run() {
    // A sweep runs the trace once for each failure: the first operations of a long history will do.
    if (trace_.steps.size() > max_swept) trace_.steps.resize(max_swept);
    if (auto failure = clean_pass()) return failure;
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
      auto& asked = asked_.back();
      asked.clear();
      for (const auto& use : report.environment.sites()) asked.push_back({use.site, use.asked});
    };
    return search::check_one({probing_.engine, probing_.known, watch, probing_.running}, trace_);
  }

  std::optional<search::Failure> one_by_one(std::size_t step) {
    for (const auto& [site, times] : asked_[step]) {
      for (const int error : errors_of(site)) {
        for (const auto nth : places(times)) {
          if (auto failure = attempt(step, {Fault{site, nth, false, error}})) return failure;
        }
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
      }
    }
    return std::nullopt;
  }

  // The second failure may hit what is done about the first: no clean pass has counted that.
  std::optional<search::Failure> pairs_in(std::size_t step) {
    constexpr std::uint32_t rollback = 4;
    const auto times = times_asked(step);
    for (std::uint32_t first = 1; first <= times; ++first) {
      for (std::uint32_t second = first + 1; second <= times + rollback; ++second) {
        if (auto failure = attempt(step, {any(first, ENOMEM), any(second, EIO)})) return failure;
      }
    }
    return std::nullopt;
  }

  // One failure in each of two operations: the second on what the first has left.
  std::optional<search::Failure> pairs_over(std::size_t earlier, std::size_t step) {
    for (std::uint32_t first = 1; first <= times_asked(earlier); ++first) {
      Trace trace = trace_;
      trace.steps[earlier].faults = {any(first, ENOMEM)};
      for (std::uint32_t second = 1; second <= times_asked(step); ++second) {
        if (auto failure = attempt(trace, step, {any(second, ENOMEM)})) return failure;
      }
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

  // The trace up to the step, the step with its failures, and the step again.
  std::optional<search::Failure> attempt(std::size_t step, std::vector<Fault> faults) {
    return attempt(trace_, step, std::move(faults));
  }

  std::optional<search::Failure> attempt(Trace trace, std::size_t step, std::vector<Fault> faults) {
    trace.steps.resize(step + 1);
    trace.steps.push_back(trace.steps.back());
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
};

}  // namespace

std::optional<search::Failure> sweep(const search::SearchContext& context, Trace trace,
                                     Matrix& matrix) {
  return Sweep(context, std::move(trace), matrix).run();
}

Fault random_fault(generate::Choices& choices, const claimcheck_engine_api& api) {
  Fault fault;
  fault.site = api.sites[choices.below(site_count(api))].name;
  fault.nth = static_cast<std::uint32_t>(choices.between(1, 3));
  fault.onwards = choices.percent(25);
  fault.error = choices.one_of(errors_of(fault.site));
  return fault;
}

Trace with_random_faults(Trace trace, const claimcheck_engine_api& api, std::uint64_t seed,
                         std::uint64_t index) {
  generate::Choices choices(rc::Random(rc::Random::Key{seed, index, 1, 0}));
  if (site_count(api) == 0) return trace;
  for (auto& step : trace.steps) {
    if (choices.percent(40)) step.faults.push_back(random_fault(choices, api));
  }
  return trace;
}

}  // namespace claimcheck::faults
