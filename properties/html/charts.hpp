// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "properties/html/markup.hpp"
#include "properties/modes/timeline.hpp"
#include "properties/report/report.hpp"

namespace claimcheck::html {

// One bar of a chart.
struct Bar {
  std::string name;
  std::uint64_t count = 0;
};

// Bars below one another, each with its number. The scale is linear, or with `logarithmic` one of
// powers of ten, which is said.
Markup bars(const std::string& title, const std::vector<Bar>& rows, bool logarithmic = false);

// A bar of a cell, as long as the logarithm of the count is to that of the largest.
Markup logarithmic_bar(std::uint64_t count, std::uint64_t largest);

// The clauses of a search over its traces: how many were exercised after how many, and of each one
// when first and how often. Empty where none was.
Markup timeline_chart(const std::string& name, const modes::Timeline& timeline);

// What was generated and reached. Empty where nothing was counted.
Markup generated_part(const report::RunReport& report);

}  // namespace claimcheck::html
