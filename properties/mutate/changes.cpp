// SPDX-License-Identifier: MIT
#include "properties/mutate/changes.hpp"

#include <algorithm>
#include <array>
#include <cerrno>

namespace claimcheck::mutate {
namespace {

using model::Trace;

std::ptrdiff_t at(std::size_t place) {
  return static_cast<std::ptrdiff_t>(place);
}

// A run of operations: mostly a short one.
struct Run {
  std::size_t begin;
  std::size_t end;
};

Run some_run(const Trace& trace, Random& random) {
  const auto begin = place_in(random, trace.steps);
  const auto left = trace.steps.size() - begin;
  const auto most = percent(random, 70) ? std::min<std::size_t>(left, 3) : left;
  return {begin, begin + 1 + static_cast<std::size_t>(random.below(most))};
}

// A few errors that a site may fail with (A2), and one that no site has.
constexpr std::array errors = {ENOMEM, EINTR, EBUSY, EIO, EAGAIN, ENOSPC};

}  // namespace

bool percent(Random& random, std::uint64_t chance) {
  return random.below(100) < chance;
}

void drop_steps(Trace& trace, Random& random) {
  if (trace.steps.empty()) return;
  const auto run = some_run(trace, random);
  trace.steps.erase(trace.steps.begin() + at(run.begin), trace.steps.begin() + at(run.end));
}

void repeat_steps(Trace& trace, Random& random) {
  if (trace.steps.empty()) return;
  const auto run = some_run(trace, random);
  const std::vector<model::Step> copied(trace.steps.begin() + at(run.begin),
                                        trace.steps.begin() + at(run.end));
  // Where they are, and seldom somewhere else; now and then many times over.
  const auto place = percent(random, 75) ? run.end : random.below(trace.steps.size() + 1);
  const auto times = percent(random, 85) ? 1u : std::size_t{1} << random.below(7);
  for (std::size_t i = 0; i < times; ++i) {
    trace.steps.insert(trace.steps.begin() + at(place), copied.begin(), copied.end());
  }
}

void swap_steps(Trace& trace, Random& random) {
  if (trace.steps.empty()) return;
  const auto first = place_in(random, trace.steps);
  const auto second = place_in(random, trace.steps);
  std::swap(trace.steps[first], trace.steps[second]);
}

void move_step(Trace& trace, Random& random) {
  if (trace.steps.empty()) return;
  const auto from = trace.steps.begin() + at(place_in(random, trace.steps));
  const auto step = *from;
  trace.steps.erase(from);
  trace.steps.insert(trace.steps.begin() + at(random.below(trace.steps.size() + 1)), step);
}

void change_fault(Trace& trace, Random& random) {
  if (trace.steps.empty()) return;
  auto& step = trace.steps[place_in(random, trace.steps)];
  if (!step.faults.empty() && percent(random, 50)) {
    step.faults.clear();
    return;
  }
  model::Fault fault;
  fault.site = model::any_site;
  fault.nth = 1 + static_cast<std::uint32_t>(random.below(percent(random, 80) ? 4 : 32));
  fault.onwards = percent(random, 30);
  fault.error = errors[random.below(errors.size())];
  if (!step.faults.empty()) fault.site = step.faults.front().site;
  step.faults = {std::move(fault)};
}

}  // namespace claimcheck::mutate
