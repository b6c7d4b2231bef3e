// SPDX-License-Identifier: MIT
#include "properties/search/crash.hpp"

#include <algorithm>
#include <cstring>

#include "model/trace/trace_text.hpp"
#include "properties/engines/restrict.hpp"
#include "properties/judge/blame.hpp"
#include "properties/process/code_line.hpp"

namespace claimcheck::search {
namespace {

constexpr std::size_t max_crash_attempts = 400;  // each costs a fork

// A last look decides whose defect it is: it has a second, even at the end of the budget.
process::Deadline for_a_last_look(const process::Deadline& deadline) {
  if (!deadline) return deadline;
  return std::max(*deadline, std::chrono::steady_clock::now() + std::chrono::seconds(1));
}

}  // namespace

void remember(process::Shared& shared, const model::Trace& trace) {
  const auto text = print(model::document(trace));
  if (text.size() > process::max_running_text) return;
  // Killed in between, we are left with the generated trace and not with half a text.
  shared.text_size = 0;
  std::memcpy(shared.text, text.data(), text.size());
  shared.text_size = text.size();
}

judge::Watch watch_into(process::Shared& shared) {
  judge::Watch watch;
  watch.begins = [&shared](std::size_t step) {
    shared.step = step;
    ++shared.beats;
    if (shared.stop) throw judge::Stopped{};
  };
  watch.chosen = [&shared](std::size_t position, std::uint32_t thread) {
    if (position >= process::max_schedule) return;
    shared.schedule[position] = static_cast<std::uint8_t>(thread);
    // The process ends, so that whoever reads it comes after: no order is needed.
    shared.schedule_size.store(position + 1, std::memory_order_relaxed);
  };
  watch.tears_down = [&shared] { shared.step = being_destroyed; };
  return watch;
}

judge::Defect defect_of(const model::Trace& trace, const Crash& crash) {
  // Where memory was overwritten, what ends the process happens anywhere.
  if (crash.ending.is_heap_corruption()) return {model::Clause::A4, "heap corruption"};
  return judge::blame_crash(trace, {crash.step, crash.ending.describe(), crash.ending.died});
}

std::string message_of(const Crash& crash, const engines::Engine& engine) {
  const auto& ending = crash.ending;
  if (ending.died.empty()) return ending.describe();
  return ending.describe() + ": " + process::with_code_lines(ending.died, engine.argument());
}

std::optional<Crash> CrashSearch::crash_of(const model::Trace& trace, const judge::Defect& sought,
                                           const judge::Defects& known) {
  if (is_late()) return std::nullopt;
  shared_->schedule_size = 0;
  shared_->step = being_created;
  const auto ending = process::run_in_child(
      *shared_, {std::min(short_hang_timeout_ms, hang_timeout_ms_)},
      [&](const process::Send&) {
        const auto engine = engine_.marked(shared_->marks[0]);
        const std::function<void(const model::Trace&)> running = [](const model::Trace&) {};
        const auto watch = watch_into(*shared_);
        if (trace.is_concurrent()) {
          probe_.rerun(engine, trace, sought, watch);
          return;
        }
        // No difference is what is sought, so that none keeps a search from getting to the crash.
        auto copy = trace;
        check_one({engine, known, watch, running}, copy);
      },
      [](std::string_view) {}, deadline_);
  if (ending.kind == process::Ending::Kind::finished ||
      ending.kind == process::Ending::Kind::late) {
    return std::nullopt;
  }
  Crash crash{ending, shared_->step};
  if (trace.is_concurrent()) {
    const auto size = std::min<std::size_t>(shared_->schedule_size, process::max_schedule);
    crash.schedule.assign(shared_->schedule, shared_->schedule + size);
  }
  return crash;
}

// With the schedule of the execution that ended the process, where that one ends it again.
void CrashSearch::add_schedule(model::Trace& trace, Crash& last, const judge::Defect& sought,
                               const judge::Defects& known) {
  if (last.schedule.empty() || is_late()) return;
  trace.schedule = last.schedule;
  auto again = crash_of(trace, sought, known);
  if (again && judge::covers(defect_of(trace, *again), sought)) {
    last = std::move(*again);
  } else {
    trace.schedule.clear();
  }
}

judge::Finding CrashSearch::finding_of(const model::Trace& trace, const Crash& first,
                                       const judge::Defects& known) {
  const auto sought = defect_of(trace, first);
  auto last = first;
  const bool may_be_asked = engines::can_be_asked(trace, engine_.api());
  const Shows shows = [&](const model::Trace& candidate) {
    if (may_be_asked && !engines::can_be_asked(candidate, engine_.api())) return false;
    auto crash = crash_of(candidate, sought, known);
    if (!crash || !judge::covers(defect_of(candidate, *crash), sought)) return false;
    last = std::move(*crash);
    return true;
  };
  auto shrunk = shrink_to_finding(trace, sought, shows, max_crash_attempts);
  const bool reproduced = shows(shrunk.trace) || is_late();
  add_schedule(shrunk.trace, last, sought, known);
  const auto defect = reproduced ? defect_of(shrunk.trace, last) : sought;
  const auto step = shrunk.trace.steps.size();
  auto finding = judge::finding_of({defect, step, message_of(last, engine_)},
                                   std::move(shrunk.trace), engine_.name());
  finding.unshrunk_steps = trace.steps.size();
  finding.attempts = shrunk.attempts;
  finding.shrunk_to_end = shrunk.shrunk_to_end && !is_late();
  finding.reproduced = reproduced;
  finding.last_lines = last.ending.last_lines;
  return finding;
}

bool CrashSearch::needs_no_threads(const model::Trace& trace) {
  if (!probe_.differs_without_threads) return false;
  bool differs = false;
  const auto ending = process::run_in_child(
      *shared_, {std::min(short_hang_timeout_ms, hang_timeout_ms_)},
      [&](const process::Send& send) {
        const auto engine = engine_.marked(shared_->marks[0]);
        if (probe_.differs_without_threads(engine, trace)) send("differs");
      },
      [&](std::string_view) { differs = true; }, for_a_last_look(deadline_));
  return differs || (ending.kind != process::Ending::Kind::finished &&
                     ending.kind != process::Ending::Kind::late);
}

bool CrashSearch::confirms(const judge::Finding& finding) {
  bool shows = false;
  const auto ending = process::run_in_child(
      *shared_, {hang_timeout_ms_},
      [&](const process::Send& send) {
        const auto engine = engine_.marked(shared_->marks[0]);
        const auto watch = watch_into(*shared_);
        const auto difference = probe_.rerun(engine, finding.trace, finding.defect, watch);
        if (difference && judge::covers(difference->defect, finding.defect)) send("shows");
      },
      [&](std::string_view) { shows = true; }, for_a_last_look(deadline_));
  // What there is no time to look at again counts as it was found.
  return shows || ending.kind == process::Ending::Kind::late;
}

}  // namespace claimcheck::search
