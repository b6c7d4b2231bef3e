// SPDX-License-Identifier: MIT
#include "properties/report/exploration_line.hpp"

#include <fmt/format.h>
#include <unistd.h>

namespace claimcheck::report {

ExplorationLine::ExplorationLine() : is_terminal_(isatty(STDERR_FILENO) != 0) {}

ExplorationLine::~ExplorationLine() {
  if (is_terminal_) fmt::print(stderr, "\r\033[K");
}

void ExplorationLine::operator()(const explore::Progress& progress) {
  if (!is_terminal_ && ++calls_ % 10 != 0) return;
  fmt::print(stderr, "{}explore: depth {}, {} states, {} waiting, {} transitions, {:.1f}M/s, {}M{}",
             is_terminal_ ? "\r\033[K" : "", progress.depth, progress.distinct, progress.queue,
             progress.generated, progress.generated_per_second / 1e6, progress.memory_bytes >> 20,
             is_terminal_ ? "" : "\n");
}

}  // namespace claimcheck::report
