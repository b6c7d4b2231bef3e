// SPDX-License-Identifier: MIT
#include "properties/schedule/step.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <stdexcept>

namespace claimcheck::schedule {

std::string to_string(const Schedule& schedule) {
  std::string text;
  for (const ThreadId thread : schedule) {
    if (!text.empty()) text += ' ';
    text += std::to_string(thread + 1);
  }
  return text;
}

Schedule parse_schedule(std::string_view text) {
  Schedule schedule;
  std::size_t at = 0;
  while (at < text.size()) {
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    ThreadId number = 0;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), number);
    const bool ends_a_word = end == text.data() + text.size() || *end == ' ';
    if (error != std::errc{} || !ends_a_word || number < 1 || number > max_threads) {
      throw std::invalid_argument(fmt::format(
          "column {}: a schedule is made of thread numbers from 1 to {}", at + 1, max_threads));
    }
    schedule.push_back(number - 1);
    at = static_cast<std::size_t>(end - text.data());
  }
  return schedule;
}

std::string describe(const Step& step) {
  const char* const mode = step.mode == Mode::read ? "read" : "write";
  switch (step.kind) {
    case StepKind::lock:
      return fmt::format("lock {} ({})", step.name, mode);
    case StepKind::unlock:
      return fmt::format("unlock {}", step.name);
    case StepKind::atomic:
    case StepKind::plain:
      return !is_named(step.object) ? std::string(step.name)
                                    : fmt::format("{} {}", mode, step.name);
    case StepKind::fallible:
      return fmt::format("try {}", step.name);
    case StepKind::invoke:
      return "begin";
    case StepKind::respond:
      return "end";
  }
  return {};
}

}  // namespace claimcheck::schedule
