// SPDX-License-Identifier: MIT
// shrink_bench [SEEDS]: for each of ten seeded bugs, that many searches, 30 unless told otherwise:
// in how many the shrunk trace is the least of all, and the medians of what finding and shrinking
// took. Status 1 where it is not so in all, 2 for a usage error.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>

#include "properties/search/convergence.hpp"
#include "properties/search/convergence_mutants.hpp"

namespace claimcheck::search {
namespace {

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return (values[(values.size() - 1) / 2] + values[values.size() / 2]) / 2;
}

template <class Of>
double median_of(const std::vector<ShrinkRun>& descents, Of of) {
  std::vector<double> values;
  for (const auto& descent : descents) values.push_back(of(descent));
  return median(std::move(values));
}

// Whether every seed came to the least.
bool measure(const Seeded& mutant, std::uint64_t seeds) {
  const auto engine =
      engines::Engine::named(fmt::format("{}/mutant-{}.so", MUTANT_PLUGINS, mutant.name));
  const auto defect = first_defect(engine, mutant.clause, 1);
  std::vector<ShrinkRun> descents;
  for (std::uint64_t seed = 1; defect && seed <= seeds; ++seed) {
    if (auto descent = descend(engine, *defect, seed)) descents.push_back(std::move(*descent));
  }
  if (descents.empty()) {
    fmt::print("{:<28} not found\n", mutant.name);
    return false;
  }
  const auto& best = least(descents);
  const auto at_best =
      static_cast<std::uint64_t>(std::ranges::count(descents, best.text, &ShrinkRun::text));
  double shrink_ms = 0;
  std::size_t attempts = 0;
  for (const auto& descent : descents) {
    shrink_ms += descent.shrink_ms;
    attempts += descent.attempts;
  }
  fmt::print("{:<28} {:>4} {:>6} {:>7}/{:<3} {:>8.1f} {:>9.1f} {:>12.0f}\n", mutant.name,
             name(defect->clause), best.operations, at_best, seeds,
             median_of(descents, [](const ShrinkRun& descent) { return descent.find_ms; }),
             median_of(descents, [](const ShrinkRun& descent) { return descent.shrink_ms; }),
             1e3 * static_cast<double>(attempts) / shrink_ms);
  std::vector<std::string> shown{best.text};
  for (const auto& descent : descents) {
    if (std::ranges::find(shown, descent.text) != shown.end()) continue;
    if (shown.size() == 1) fmt::print("the least:\n{}", best.text);
    fmt::print("another:\n{}", descent.text);
    shown.push_back(descent.text);
  }
  return at_best == seeds;
}

int run(int argc, char** argv) {
  std::uint64_t seeds = 30;
  if (argc > 1) {
    const char* const end = argv[1] + std::strlen(argv[1]);
    const auto read = std::from_chars(argv[1], end, seeds);
    if (argc > 2 || read.ec != std::errc{} || read.ptr != end || seeds == 0) {
      fmt::print(stderr, "usage: shrink_bench [SEEDS], a number from 1\n");
      return 2;
    }
  }
  fmt::print("{:<28} {:>4} {:>6} {:>11} {:>8} {:>9} {:>12}\n", "seeded bug", "", "length", "least",
             "find ms", "shrink ms", "attempts/s");
  bool all = true;
  for (const auto& mutant : convergence_mutants) all = measure(mutant, seeds) && all;
  return all ? 0 : 1;
}

}  // namespace
}  // namespace claimcheck::search

int main(int argc, char** argv) {
  try {
    return claimcheck::search::run(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "shrink_bench: {}\n", error.what());
    return 2;
  }
}
