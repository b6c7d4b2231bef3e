// SPDX-License-Identifier: MIT
#include "properties/schedule/execution.hpp"

#include <fmt/format.h>

namespace claimcheck::schedule {
namespace {

std::string holders_of(const Waiting& waiting) {
  std::string text;
  for (const ThreadId holder : waiting.holders) {
    text += fmt::format("{}thread {}", text.empty() ? "" : " and ", holder + 1);
  }
  return text;
}

std::string describe(const PlainAccess& access, SourceName name) {
  std::string text = fmt::format("thread {} {}", access.thread + 1,
                                 access.mode == Mode::read ? "reads" : "writes");
  if (*access.name) text += fmt::format(" {}", access.name);
  const auto place = name ? name(access.source) : std::string();
  if (!place.empty()) text += fmt::format(" at {}", place);
  return text + fmt::format(" after step {}", access.position);
}

}  // namespace

Schedule schedule_of(const Execution& execution) {
  Schedule schedule;
  schedule.reserve(execution.events.size());
  for (const Event& event : execution.events) schedule.push_back(event.thread);
  return schedule;
}

std::string describe(const Execution& execution, SourceName name) {
  std::string text;
  if (execution.ending == Ending::livelock) {
    text += fmt::format("livelock: no end after {} steps\n", execution.events.size());
  }
  if (execution.ending == Ending::misuse) text += execution.misuse + "\n";
  for (const Waiting& waiting : execution.waiting) {
    if (execution.ending != Ending::deadlock) continue;
    text += fmt::format("deadlock: thread {} waits at \"{}\", held by {}\n", waiting.thread + 1,
                        describe(waiting.step), holders_of(waiting));
  }
  for (const Race& race : execution.races) {
    text += fmt::format("data race: {}, {}, and no lock orders them\n", describe(race.first, name),
                        describe(race.second, name));
  }
  return text;
}

}  // namespace claimcheck::schedule
