// SPDX-License-Identifier: MIT
#include "impl/bench/results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <set>

#include "impl/bench/measure.hpp"

namespace claimcheck::bench {
namespace {

std::string duration_text(double ns) {
  if (ns < 1e3) return fmt::format("{:.0f} ns", ns);
  if (ns < 1e6) return fmt::format("{:.{}f} us", ns / 1e3, ns < 1e4 ? 1 : 0);
  return fmt::format("{:.{}f} ms", ns / 1e6, ns < 1e7 ? 1 : 0);
}

std::string cell(std::optional<double> ns) {
  return ns ? duration_text(*ns) : "";
}

std::string operations_table(const Results& results) {
  // "claim/16", ...: operation and group size, in the order of the names.
  std::set<std::pair<std::string, std::size_t>> rows;
  std::set<std::size_t> sizes;
  for (const auto& [name, runs] : results.runs()) {
    if (name.starts_with("threads/")) continue;
    const auto first = name.find('/');
    const auto second = name.find('/', first + 1);
    const auto third = name.find('/', second + 1);
    rows.emplace(name.substr(0, first), std::stoul(name.substr(third + 1)));
    sizes.insert(std::stoul(name.substr(second + 1)));
  }
  std::string text = fmt::format("{:<15} {:>5} {:<8}", "operation", "group", "engine");
  for (const auto size : sizes) text += fmt::format(" {:>9}", size);
  text += '\n';
  for (const auto& [operation, group_size] : rows) {
    for (const char* engine : {"posted", "indexed", "floor"}) {
      std::string line = fmt::format("{:<15} {:>5} {:<8}", operation, group_size, engine);
      bool any = false;
      for (const auto size : sizes) {
        const auto median = results.median(name(operation, engine, size, group_size));
        any = any || median;
        line += fmt::format(" {:>9}", cell(median));
      }
      if (any) text += line + '\n';
    }
  }
  return text;
}

// The gain is over one thread alone.
std::string threads_table(const Results& results) {
  std::string text;
  for (const auto& [name, runs] : results.runs()) {
    if (!name.starts_with("threads/")) continue;
    const double ns = *results.median(name);
    text += fmt::format("{:<44} {:>9}, with what undoes it", name, duration_text(ns));
    const auto one = results.median(name.substr(0, name.rfind('/')) + "/alone");
    text += one ? fmt::format("{:>8.2f} times\n", *one / ns) : "\n";
  }
  return text;
}

}  // namespace

std::optional<double> Results::median(const std::string& name) const {
  const auto found = runs_.find(name);
  if (found == runs_.end()) return std::nullopt;
  auto sorted = found->second;
  std::sort(sorted.begin(), sorted.end());
  const auto middle = sorted.size() / 2;
  return sorted.size() % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

void Collector::ReportRuns(const std::vector<Run>& runs) {
  for (const Run& run : runs) {
    if (run.run_type != Run::RT_Iteration) continue;
    // What benchmarks add to the name, "/min_time:...", is theirs.
    const auto& name = run.run_name.function_name;
    if (run.error_occurred) {
      failed_ = true;
      fmt::print(stderr, "{}: {}\n", name, run.error_message);
      continue;
    }
    const auto rate = run.counters.find("items_per_second");
    results_.add(name, 1e9 / rate->second.value);
    fmt::print(stderr, "{:<44} {}\n", name, duration_text(1e9 / rate->second.value));
  }
}

std::vector<Ratio> ratios(const Results& results) {
  std::vector<Ratio> all;
  const auto add = [&](const char* what, const std::string& above, const std::string& below,
                       double limit, bool at_least) {
    const auto a = results.median(above);
    const auto b = results.median(below);
    if (a && b) all.push_back({what, *a / *b, limit, at_least});
  };
  add("a claim of 16 again at 10^6 extents to one at 10^3",
      name("claim-again", "indexed", 1'000'000, 16), name("claim-again", "indexed", 1'000, 16), 1.5,
      false);
  add("a claim of 16 at random at 10^6 to one at 10^3", name("claim", "indexed", 1'000'000, 16),
      name("claim", "indexed", 1'000, 16), 1.5, false);
  add("what cannot be avoided of it, at 10^6 to at 10^3", name("claim", "floor", 1'000'000, 16),
      name("claim", "floor", 1'000, 16), 1.5, false);
  add("a claim of 16 at 10^5 extents: posted to indexed", name("claim", "posted", 100'000, 16),
      name("claim", "indexed", 100'000, 16), 1000, true);
  for (std::size_t extents = 1'000; extents <= 1'000'000; extents *= 10) {
    add(extents == 1'000     ? "a claim of 16 at 10^3 extents to the floor"
        : extents == 10'000  ? "a claim of 16 at 10^4 extents to the floor"
        : extents == 100'000 ? "a claim of 16 at 10^5 extents to the floor"
                             : "a claim of 16 at 10^6 extents to the floor",
        name("claim", "indexed", extents, 16), name("claim", "floor", extents, 16), 3, false);
  }
  const auto claims = [](const char* sharing) { return threads_name("claim", "indexed", sharing); };
  add("two threads on two engines to one: the machine", claims("alone"), claims("2-engines"), 1.7,
      true);
  add("two threads in two regions to two engines", claims("2-engines"), claims("2-regions"), 0.85,
      true);
  add("two threads on two tags of a region to two engines", claims("2-engines"), claims("2-tags"),
      0.85, true);
  add("two threads in two regions to one", claims("alone"), claims("2-regions"), 1.7, true);
  add("two threads on two tags of a region to one", claims("alone"), claims("2-tags"), 1.3, true);
  return all;
}

std::string to_text(const Results& results, const std::vector<Ratio>& ratios) {
  std::string text = operations_table(results) + '\n' + threads_table(results) + '\n';
  for (const Ratio& ratio : ratios) {
    text += fmt::format("{:<56} {:>8.2f}  ({} {}{})\n", ratio.name, ratio.value,
                        ratio.at_least ? "at least" : "at most", ratio.limit,
                        ratio.holds() ? "" : ": MISSED");
  }
  return text;
}

nlohmann::json to_json(const Results& results, const std::vector<Ratio>& ratios) {
  nlohmann::json json{{"unit", "ns"},
                      {"measurements", nlohmann::json::array()},
                      {"ratios", nlohmann::json::array()}};
  for (const auto& [name, runs] : results.runs()) {
    json["measurements"].push_back(
        {{"name", name}, {"median", *results.median(name)}, {"repetitions", runs}});
  }
  for (const Ratio& ratio : ratios) {
    json["ratios"].push_back({{"name", ratio.name},
                              {"value", ratio.value},
                              {ratio.at_least ? "at_least" : "at_most", ratio.limit},
                              {"holds", ratio.holds()}});
  }
  return json;
}

}  // namespace claimcheck::bench
