// SPDX-License-Identifier: MIT
#include "properties/schedule/random_program.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace claimcheck::schedule {
namespace {

void run_action(Scheduler& scheduler, SharedState& state, const Action& action, ThreadId thread) {
  static constexpr std::array<const char*, 2> variables{"x", "y"};
  static constexpr std::array<const char*, lock_count> locks{"L", "M", "N"};
  int& value = state.values[action.object % variable_count];
  const char* const lock = &state.locks[action.object];
  switch (action.kind) {
    case ActionKind::read:
      scheduler.atomic(&value, variables[action.object], Mode::read);
      state.seen[thread] += std::to_string(value) + ",";
      return;
    case ActionKind::write:
      scheduler.atomic(&value, variables[action.object], Mode::write);
      value = static_cast<int>(thread) + 1;
      return;
    case ActionKind::add:
      scheduler.atomic(&value, variables[action.object], Mode::write);
      value = value * 3 + static_cast<int>(thread) + 1;
      return;
    case ActionKind::lock:
      return scheduler.lock(lock, locks[action.object], Mode::write);
    case ActionKind::read_lock:
      return scheduler.lock(lock, locks[action.object], Mode::read);
    case ActionKind::unlock:
      return scheduler.unlock(lock);
    case ActionKind::yield:
      scheduler.yield("yield");
      state.seen[thread] += fmt::format("{}/{},", state.values[0], state.values[1]);
      return;
    case ActionKind::invoke:
      scheduler.invoke("operation");
      for (const bool responded : state.responded) state.seen[thread] += responded ? 'r' : '-';
      return;
    case ActionKind::respond:
      scheduler.respond("operation");
      state.responded[thread] = true;
      return;
  }
}

}  // namespace

Script random_script(Random& random, std::size_t length, std::uint64_t lock_weight) {
  Script script;
  script.reserve(length + 8);
  std::vector<std::size_t> held;
  const auto take = [&](std::size_t object, std::uint64_t dice) {
    script.push_back({dice % 4 == 0 ? ActionKind::lock : ActionKind::read_lock, object});
    held.push_back(object);
  };
  const bool bounded = random.below(4) == 0;
  if (bounded) script.push_back({ActionKind::invoke, 0});
  if (lock_weight > 8 && random.below(2) == 0) {
    const std::size_t first = random.below(2);
    take(first, random.below(5));
    if (random.below(2) == 0) script.push_back({ActionKind::add, first});
    take(1 - first, random.below(8));
  }
  while (script.size() + held.size() < length) {
    const std::uint64_t dice = random.below(16);
    const std::size_t object = random.below(2);
    const bool free = std::find(held.begin(), held.end(), object) == held.end();
    if (dice < lock_weight && dice % 2 == 0 && free) {
      take(object, dice);
    } else if (dice < lock_weight && dice % 2 == 1 && !held.empty()) {
      script.push_back({ActionKind::unlock, held.back()});
      held.pop_back();
    } else if (dice == 15) {
      script.push_back({ActionKind::yield, 0});
    } else {
      constexpr std::array kinds{ActionKind::read, ActionKind::write, ActionKind::add};
      script.push_back({kinds[random.below(3)], object});
    }
  }
  // Half of the scripts give back in the order of taking, so that sections overlap unnested.
  if (random.below(2) == 0) std::reverse(held.begin(), held.end());
  for (; !held.empty(); held.pop_back()) script.push_back({ActionKind::unlock, held.back()});
  if (bounded) script.push_back({ActionKind::respond, 0});
  return script;
}

Script nested_script(Random& random, bool in_order) {
  Script script;
  std::vector<std::size_t> held;
  std::size_t next = random.below(lock_count);
  const std::size_t sections = 1 + random.below(3);
  for (std::size_t taken = 0; taken < sections;) {
    const bool free = std::find(held.begin(), held.end(), next) == held.end() &&
                      (!in_order || held.empty() || held.back() < next);
    if (free) {
      script.push_back({random.below(2) == 0 ? ActionKind::lock : ActionKind::read_lock, next});
      held.push_back(next);
      ++taken;
    } else if (!held.empty()) {
      script.push_back({ActionKind::unlock, held.back()});
      held.pop_back();
    }
    if (random.below(6) == 0) script.push_back({ActionKind::add, random.below(variable_count)});
    next = random.below(lock_count);
  }
  for (; !held.empty(); held.pop_back()) script.push_back({ActionKind::unlock, held.back()});
  return script;
}

Program to_program(const std::vector<Script>& scripts, std::shared_ptr<SharedState>& state,
                   bool declared) {
  return {[&scripts, &state, declared](Scheduler& scheduler) {
            state = std::make_shared<SharedState>();
            state->seen.resize(scripts.size());
            state->responded.resize(scripts.size());
            if (declared) {
              for (const int& value : state->values) scheduler.declare(&value, false);
              for (const char& lock : state->locks) scheduler.declare(&lock, true);
            }
            std::vector<Body> bodies;
            for (ThreadId thread = 0; thread < scripts.size(); ++thread) {
              bodies.push_back([&scheduler, &scripts, &state, thread] {
                for (const Action& action : scripts[thread]) {
                  run_action(scheduler, *state, action, thread);
                }
              });
            }
            return bodies;
          },
          {}};
}

RunResult result_of(const SharedState& state, const Execution& execution) {
  std::string text = execution.ending == Ending::deadlock ? "deadlock" : "finished";
  for (const Waiting& waiting : execution.waiting) {
    text += fmt::format(" {}@{}", waiting.thread, waiting.step.name);
  }
  for (const int value : state.values) text += fmt::format(" {}", value);
  for (const std::string& seen : state.seen) text += " " + seen;
  return text;
}

std::string to_string(const std::vector<Script>& scripts) {
  static constexpr std::array<const char*, 9> names{"read",   "write", "add",    "lock",   "rlock",
                                                    "unlock", "yield", "invoke", "respond"};
  std::string text;
  for (const Script& script : scripts) {
    for (const Action& action : script) {
      text += fmt::format("{}{} ", names[static_cast<std::size_t>(action.kind)], action.object);
    }
    text += "\n";
  }
  return text;
}

// Each step goes to the first level behind all earlier steps that it depends on.
std::string trace_of(const Execution& execution) {
  std::vector<std::vector<std::string>> levels;
  std::vector<std::size_t> level_of;
  for (std::size_t index = 0; index < execution.events.size(); ++index) {
    const Event& event = execution.events[index];
    std::size_t level = 0;
    for (std::size_t earlier = 0; earlier < index; ++earlier) {
      const Event& other = execution.events[earlier];
      if (other.thread == event.thread || dependent(other.step, event.step)) {
        level = std::max(level, level_of[earlier] + 1);
      }
    }
    level_of.push_back(level);
    if (levels.size() <= level) levels.resize(level + 1);
    levels[level].push_back(std::to_string(event.thread));
  }
  std::string text;
  for (std::vector<std::string>& level : levels) {
    std::sort(level.begin(), level.end());
    for (const std::string& thread : level) text += thread + " ";
    text += "| ";
  }
  return text;
}

}  // namespace claimcheck::schedule
