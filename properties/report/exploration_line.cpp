// SPDX-License-Identifier: MIT
#include "properties/report/exploration_line.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "properties/report/progress_line.hpp"

namespace claimcheck::report {
namespace {

std::string in_short(std::uint64_t count) {
  if (count < 1'000'000) return std::to_string(count);
  return fmt::format("{:.1f}M", static_cast<double>(count) / 1e6);
}

}  // namespace

std::string exploration_text(const explore::Progress& progress, std::optional<double> left_s) {
  auto text = fmt::format("explore: depth {}, {} states, {} to go, {:.1f}M transitions/s",
                          progress.depth, in_short(progress.distinct), in_short(progress.queue),
                          progress.generated_per_second / 1e6);
  if (left_s) text += fmt::format(", {:.0f} s left", std::max(*left_s, 0.0));
  return text;
}

ExplorationLine::ExplorationLine(process::Deadline deadline)
    : deadline_(deadline), is_terminal_(isatty(STDERR_FILENO) != 0) {}

ExplorationLine::~ExplorationLine() {
  if (is_terminal_) fmt::print(stderr, "\r\033[K");
}

void ExplorationLine::operator()(const explore::Progress& progress) {
  if (!is_terminal_ && ++calls_ % 10 != 0) return;
  std::optional<double> left_s;
  if (deadline_) {
    left_s = std::chrono::duration<double>(*deadline_ - std::chrono::steady_clock::now()).count();
  }
  print_progress(exploration_text(progress, left_s), is_terminal_);
}

}  // namespace claimcheck::report
