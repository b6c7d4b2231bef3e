// SPDX-License-Identifier: MIT
#include "properties/memory/report.hpp"

#include <fmt/format.h>

#include "properties/memory/picture.hpp"

namespace claimcheck::memory {

std::string to_text(const Program& program, const Exploration& exploration) {
  const char* verdict = exploration.finding ? "broken" : exploration.holds() ? "holds" : "unknown";
  std::string text =
      fmt::format("{:8}{:50}{:6} executions\n", verdict, program.name, exploration.executions);
  if (!exploration.finding) return text;
  text += fmt::format("  {}\n  {}\n", program.promise, exploration.finding->what);
  for (const auto& step : exploration.finding->execution) text += fmt::format("    {}\n", step);
  return text;
}

std::string to_text(const std::vector<Weakened>& all) {
  std::string text;
  for (std::size_t i = 0; i < all.size();) {
    std::string found, passed, unknown;
    const Site& site = all[i].site;
    for (; i < all.size() && all[i].site == site; i++) {
      auto& list = !all[i].is_known ? unknown : all[i].program.empty() ? passed : found;
      list += " " + to_string(all[i].order);
    }
    text += fmt::format(
        "  {:34}{}{}{}\n", to_string(site), found.empty() ? "" : " found as" + found,
        passed.empty() ? "" : "  not as" + passed, unknown.empty() ? "" : "  unknown as" + unknown);
  }
  return text;
}

}  // namespace claimcheck::memory
