// SPDX-License-Identifier: MIT
#include "properties/schedule/trace_events.hpp"

#include "model/trace/trace_text.hpp"
#include "properties/concurrent/runner.hpp"
#include "properties/concurrent/source_line.hpp"
#include "properties/schedule/replay.hpp"

namespace claimcheck::concurrent {
namespace {

// The operations before the threads, each as long as a step. Returns their end.
std::size_t add_sequential(nlohmann::json& events, const model::Trace& trace, int process) {
  constexpr std::size_t lane = 1;
  std::size_t now_us = 0;
  schedule::name_lane(events, process, lane, "before the threads");
  for (const auto& step : trace.steps) {
    if (step.thread > 0) break;
    auto slice = schedule::slice(process, lane, model::print(trace, step.operation), now_us,
                                 now_us + schedule::step_us);
    if (step.expected) {
      slice["args"] = {{"outcome", model::print_result(trace, step.operation, *step.expected)}};
    }
    events.push_back(std::move(slice));
    now_us += schedule::step_us;
  }
  return now_us;
}

}  // namespace

std::string trace_events(const engines::Engine& engine, const model::Trace& trace, int process) {
  auto events = nlohmann::json::array();
  const auto start_us = add_sequential(events, trace, process) + schedule::step_us;
  if (trace.is_concurrent()) {
    schedule::Schedule threads;
    for (const auto thread : trace.schedule) threads.push_back(thread - 1);
    Runner runner(engine, {.notes = true});
    schedule::Replay strategy(threads);
    runner.explore(trace, strategy, {}, [&](const Runner::Judged& judged) {
      for (auto& event : schedule::trace_events(judged.execution, process, start_us, source_line)) {
        events.push_back(std::move(event));
      }
      return true;
    });
  }
  // What an engine calls its locks may be any bytes.
  return events.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
}

}  // namespace claimcheck::concurrent
