// SPDX-License-Identifier: MIT
#include "properties/schedule/trace_events.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace claimcheck::schedule {
namespace {

using nlohmann::json;

// A slice that has begun.
struct Open {
  std::string name;
  std::size_t begin_us = 0;
};

class Writer {
 public:
  Writer(const Execution& execution, int process, std::size_t start_us)
      : execution_(execution), process_(process), start_us_(start_us) {
    for (ThreadId thread = 0; thread < execution.threads; ++thread) {
      name_lane(events_, process, lane_of(thread), fmt::format("thread {}", thread + 1));
    }
  }

  json all(SourceName name) && {
    for (const auto& note : execution_.notes) add(note);
    for (std::size_t position = 0; position < execution_.events.size(); ++position) {
      add(execution_.events[position], position);
    }
    for (const auto& race : execution_.races) {
      add(race.first, name);
      add(race.second, name);
    }
    const auto end_us = time_of(execution_.events.size());
    for (const auto& waiting : execution_.waiting) {
      instant(waiting.thread, "waits: " + describe(waiting.step), end_us);
    }
    // What a deadlock or a misuse leaves open.
    for (const auto& [thread, open] : operations_) close(lane_of(thread), open, end_us);
    for (const auto& [lane, open] : held_) {
      for (const auto& one : open) close(lane, one, end_us);
    }
    return std::move(events_);
  }

 private:
  static std::size_t lane_of(ThreadId thread) { return (std::size_t{thread} + 1) * 1000; }
  std::size_t time_of(std::size_t position) const { return start_us_ + position * step_us; }

  void instant(ThreadId thread, const std::string& text, std::size_t time_us) {
    events_.push_back({{"ph", "i"},
                       {"s", "t"},
                       {"pid", process_},
                       {"tid", lane_of(thread)},
                       {"ts", time_us},
                       {"name", text}});
  }

  json& close(std::size_t lane, const Open& open, std::size_t end_us) {
    events_.push_back(slice(process_, lane, open.name, open.begin_us, end_us));
    return events_.back();
  }

  void add(const Note& note) {
    const auto time_us = time_of(note.position);
    switch (note.kind) {
      case NoteKind::begin:
        operations_[note.thread] = {note.text, time_us};
        return;
      case NoteKind::failure:
        instant(note.thread, note.text, time_us);
        return;
      case NoteKind::end:
        break;
    }
    const auto open = operations_.find(note.thread);
    if (open == operations_.end()) return;
    close(lane_of(note.thread), open->second, time_us)["args"] = {{"outcome", note.text}};
    operations_.erase(open);
  }

  void add(const Event& event, std::size_t position) {
    const auto& [thread, step] = event;
    if (is_boundary(step)) return;
    const auto middle_us = time_of(position) + step_us / 2;
    instant(thread, describe(step), middle_us);
    if (step.kind == StepKind::lock) {
      const auto name =
          fmt::format("{} ({})", step.name, step.mode == Mode::read ? "read" : "write");
      held_[lock_lane(thread, step.name)].push_back({name, middle_us});
    } else if (step.kind == StepKind::unlock) {
      const auto lane = lock_lane(thread, step.name);
      auto& open = held_[lane];
      if (open.empty()) return;  // given back by one that does not hold it: a misuse
      close(lane, open.back(), middle_us);
      open.pop_back();
    }
  }

  void add(const PlainAccess& access, SourceName name) {
    const auto where = name ? name(access.source) : std::string();
    instant(access.thread,
            fmt::format("race: {} {}{}{}", access.mode == Mode::read ? "reads" : "writes",
                        access.name, where.empty() ? "" : " at ", where),
            time_of(access.position));
  }

  std::size_t lock_lane(ThreadId thread, const std::string& lock) {
    const auto [found, is_new] = lock_lanes_.try_emplace({thread, lock}, 0);
    if (is_new) {
      found->second = lane_of(thread) + ++locks_of_[thread];
      name_lane(events_, process_, found->second, fmt::format("thread {}: {}", thread + 1, lock));
    }
    return found->second;
  }

  const Execution& execution_;
  const int process_;
  const std::size_t start_us_;
  json events_ = json::array();
  std::map<ThreadId, Open> operations_;
  std::map<std::size_t, std::vector<Open>> held_;  // by lane
  std::map<std::pair<ThreadId, std::string>, std::size_t> lock_lanes_;
  std::map<ThreadId, std::size_t> locks_of_;
};

}  // namespace

nlohmann::json trace_events(const Execution& execution, int process, std::size_t start_us,
                            SourceName name) {
  return Writer(execution, process, start_us).all(name);
}

void name_lane(json& events, int process, std::size_t lane, const std::string& name) {
  const auto about = [&](const char* what, json args) {
    events.push_back(
        {{"ph", "M"}, {"pid", process}, {"tid", lane}, {"name", what}, {"args", std::move(args)}});
  };
  about("thread_name", {{"name", name}});
  about("thread_sort_index", {{"sort_index", lane}});
}

json slice(int process, std::size_t lane, const std::string& name, std::size_t begin_us,
           std::size_t end_us) {
  return {{"ph", "X"},
          {"pid", process},
          {"tid", lane},
          {"ts", begin_us},
          {"dur", std::max<std::size_t>(end_us - begin_us, 1)},
          {"name", name}};
}

}  // namespace claimcheck::schedule
