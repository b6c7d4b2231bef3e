// SPDX-License-Identifier: MIT
#include "properties/search/convergence.hpp"

#include <time.h>

#include <algorithm>
#include <tuple>

#include "model/trace/trace_text.hpp"
#include "properties/generate/traces.hpp"

namespace claimcheck::search {
namespace {

double now_ms() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

// The first failure of which `is_meant` is true. Every other defect is known from then on.
template <class Meant>
std::optional<Failure> find(const engines::Engine& engine, std::uint64_t seed, Meant is_meant) {
  judge::Defects known;
  const judge::Watch watch;
  const SearchContext context{engine, known, watch, [](const model::Trace&) {}};
  for (std::uint64_t index = 0; index < max_searched; ++index) {
    auto trace = generate::trace_of(engine.api(), seed, index);
    while (auto failure = check_one(context, trace)) {
      if (is_meant(failure->difference.defect)) return failure;
      known.insert(failure->difference.defect);
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<judge::Defect> first_defect(const engines::Engine& engine, model::Clause clause,
                                          std::uint64_t seed) {
  const auto failure =
      find(engine, seed, [&](const judge::Defect& defect) { return defect.clause == clause; });
  if (!failure) return std::nullopt;
  return failure->difference.defect;
}

std::optional<ShrinkRun> descend(const engines::Engine& engine, const judge::Defect& defect,
                                 std::uint64_t seed) {
  const double begin = now_ms();
  const auto failure =
      find(engine, seed, [&](const judge::Defect& other) { return judge::covers(other, defect); });
  if (!failure) return std::nullopt;
  const double found = now_ms();
  const Shows shows = [&](const model::Trace& candidate) {
    const auto difference = judge::run(engine, candidate);
    return difference && judge::covers(difference->defect, defect);
  };
  const auto finding = shrink_to_finding(failure->trace, defect, shows, Probe{}.max_attempts);
  ShrinkRun descent;
  descent.shrink_ms = now_ms() - found;
  descent.find_ms = found - begin;
  descent.text = print(model::document(finding.trace));
  descent.operations = finding.trace.steps.size();
  descent.attempts = finding.attempts;
  return descent;
}

const ShrinkRun& least(const std::vector<ShrinkRun>& descents) {
  return *std::ranges::min_element(descents, {}, [](const ShrinkRun& descent) {
    return std::tuple(descent.operations, descent.text.size(), descent.text);
  });
}

}  // namespace claimcheck::search
