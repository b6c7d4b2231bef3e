// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iterator>

#include "properties/report/report.hpp"
#include "properties/text/wrap.hpp"

// What an engine turned out to be.

namespace claimcheck::report {

void RunReport::take_engine(const engines::Engine& of) {
  engine = of.argument();
  api = of.shared_api();
  not_checked.clear();
  std::ranges::copy_if(of.about(), std::back_inserter(not_checked),
                       [](const std::string& line) { return line.starts_with("NOT CHECKED"); });
}

void print_fitted(const std::string& lines) {
  fmt::print("{}", text::fitted(lines, text::width_of(STDOUT_FILENO)));
}

void print_about(const engines::Engine& engine) {
  // Its words, not ours: they may look like a finding or a verdict.
  for (const auto& line : engine.about()) print_fitted(fmt::format("engine: {}\n", line));
  std::fflush(stdout);
}

}  // namespace claimcheck::report
