// SPDX-License-Identifier: MIT
#include "properties/concurrent/soak.hpp"

#include <chrono>

#include "properties/concurrent/cases.hpp"
#include "properties/concurrent/probe.hpp"
#include "properties/concurrent/real_threads.hpp"
#include "properties/engines/restrict.hpp"
#include "properties/judge/blame.hpp"
#include "properties/process/child.hpp"
#include "properties/process/deadline.hpp"
#include "properties/process/shared_memory.hpp"
#include "properties/process/thread_sanitizer.hpp"
#include "properties/search/crash.hpp"
#include "properties/search/message.hpp"
#include "properties/search/search.hpp"

namespace claimcheck::concurrent {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t executions_of_a_case = 20;  // before the next

Clock::time_point after_ms(std::uint64_t ms) {
  return Clock::now() + std::chrono::milliseconds(ms);
}

model::Trace case_of(const engines::Engine& engine, const SoakLimits& limits, std::uint64_t index) {
  if (limits.trace) return *limits.trace;
  auto trace = as_the_engine_knows(engine.api(), random_case(engine.api(), limits.seed, index));
  return engines::restricted(std::move(trace), engine.api()).trace;
}

// Tells how many executions there were, some times a second.
class Telling {
 public:
  explicit Telling(const process::Send& send) : send_(send) {}

  void operator()(std::uint64_t executions) {
    constexpr std::chrono::milliseconds interval(200);
    if (Clock::now() - told_ < interval) return;
    told_ = Clock::now();
    send_(search::encode(search::ProgressMessage{executions}));
  }

 private:
  const process::Send& send_;
  Clock::time_point told_ = Clock::now();
};

// In the child: ends at the first difference, or where it is told to stop.
void run_cases(const engines::Engine& engine, const SoakLimits& limits, process::Shared& shared,
               const process::Send& send) {
  process::Publisher<judge::Coverage> counted(shared.coverage, {});
  auto& coverage = counted.value();
  auto& mark = shared.marks[0];
  const auto marked = engine.marked(mark);
  Telling tell(send);
  for (std::uint64_t index = 0; !shared.stop; ++index) {
    shared.index = index;
    ++shared.beats;
    const auto trace = case_of(engine, limits, index);
    if (differs_without_threads(marked, trace)) {
      ++coverage.set_aside;
      counted.publish();
      if (limits.trace) return;
      continue;
    }
    ++coverage.operations;  // here: cases
    for (std::uint64_t again = 0; again < executions_of_a_case && !shared.stop; ++again) {
      ++coverage.traces;
      counted.publish();
      // All threads together are one call: any may wait for any.
      const engines::MarkedCall call(&mark);
      const auto execution = run_on_threads(engine, trace, again);
      if (!execution.difference) {
        tell(coverage.traces);
        continue;
      }
      send(search::encode(judge::finding_of(*execution.difference, trace, engine.name())));
      return;
    }
  }
}

// The case that ran when the child ended as it did: threads that wait for one another hang.
judge::Finding fatal(const engines::Engine& engine, model::Trace trace,
                     const process::Ending& ending) {
  const auto defect = judge::blame_crash(trace, {0, ending.describe(), ending.died});
  const auto last = trace.steps.size() - 1;
  const auto how = search::message_of({ending, 0}, engine);
  auto finding = judge::finding_of({defect, last, how}, std::move(trace), engine.name());
  finding.last_lines = ending.last_lines;
  return finding;
}

// What real threads show of a trace; the first of some executions in which it is the defect.
std::optional<judge::Difference> on_real_threads(const engines::Engine& engine,
                                                 const model::Trace& trace,
                                                 const judge::Defect* sought,
                                                 const judge::Watch& watch) {
  if (thread_count(trace) < 2 || differs_without_threads(engine, trace)) return std::nullopt;
  for (std::uint64_t again = 0; again < executions_of_a_case; ++again) {
    if (watch.begins) watch.begins(0);
    const engines::MarkedCall call(engine.mark());
    auto difference = run_on_threads(engine, trace, again).difference;
    if (difference && (!sought || judge::covers(difference->defect, *sought))) return difference;
  }
  return std::nullopt;
}

search::Probe real_probe(const model::Trace& trace) {
  search::Probe probe;
  probe.find = [trace](const search::SearchContext& context,
                       std::uint64_t) -> std::optional<search::Failure> {
    auto difference = on_real_threads(context.engine, trace, nullptr, context.watch);
    if (!difference) return std::nullopt;
    return search::Failure{trace, std::move(*difference)};
  };
  probe.rerun = [](const engines::Engine& engine, const model::Trace& candidate,
                   const judge::Defect& sought, const judge::Watch& watch) {
    return on_real_threads(engine, candidate, &sought, watch);
  };
  probe.differs_without_threads = differs_without_threads;
  probe.max_attempts = 500;
  return probe;
}

// The clause that real threads broke may not be the one that the scheduler meets first: of one
// defect either can be seen, and which depends on the interleaving.
std::optional<judge::Finding> shrunk(const engines::Engine& engine, const model::Trace& trace,
                                     search::Probe probe, std::uint64_t budget_ms) {
  search::Work work;
  work.trace = [&](std::uint64_t) { return trace; };
  work.probe = std::move(probe);
  search::Options options;
  options.traces = 1;
  options.max_findings = 1;
  options.deadline = after_ms(budget_ms);
  const search::Events events{[](std::uint64_t, std::uint64_t) {},
                              [](const model::Trace&, const judge::Defect&, const std::string&) {},
                              [](const judge::Finding&) {}};
  const process::SharedMemory<process::Shared> shared;
  auto report = search::search(engine, work, options, events, *shared);
  if (report.findings.empty() || !report.findings.front().reproduced) return std::nullopt;
  return std::move(report.findings.front());
}

}  // namespace

Soaked soak(const engines::Engine& engine, const SoakLimits& limits) {
  Soaked soaked;
  soaked.with_thread_sanitizer = process::wants_thread_sanitizer(engine.argument());
  const process::SharedMemory<process::Shared> shared;
  process::Publisher<judge::Coverage>(shared->coverage, {});
  // Threads that wait for one another when the time is over are still a deadlock.
  process::Patience patience;
  patience.engine_ms = limits.hang_timeout_ms;
  patience.grace_ms = limits.hang_timeout_ms + 1000;
  // Real threads that deadlock can only be killed.
  const auto ending = process::run_in_child(
      *shared, patience,
      [&](const process::Send& send) { run_cases(engine, limits, *shared, send); },
      [&](std::string_view text) {
        auto message = search::decode(text);
        if (const auto* told = std::get_if<search::ProgressMessage>(&message)) {
          if (limits.progress) limits.progress(told->next);
          return;
        }
        soaked.found = std::get<judge::Finding>(std::move(message));
      },
      after_ms(limits.budget_ms));
  if (ending.kind != process::Ending::Kind::finished &&
      ending.kind != process::Ending::Kind::late) {
    soaked.found = fatal(engine, case_of(engine, limits, shared->index), ending);
  }
  soaked.finished = ending.kind != process::Ending::Kind::late;
  const auto coverage = shared->coverage.read();
  soaked.is_credible = coverage.has_value();
  if (coverage) {
    soaked.executions = coverage->traces;
    soaked.set_aside = coverage->set_aside;
    soaked.cases = coverage->operations;
  }
  if (soaked.found) {
    const auto& trace = soaked.found->trace;
    soaked.shrunk =
        shrunk(engine, trace, soaked.with_thread_sanitizer ? real_probe(trace) : probe_of(trace),
               limits.shrink_budget_ms);
  }
  return soaked;
}

}  // namespace claimcheck::concurrent
