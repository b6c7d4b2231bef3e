// SPDX-License-Identifier: MIT
#include "properties/replay/corpus.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "impl/indexed/indexed.h"
#include "impl/posted/posted.h"
#include "properties/concurrent/runner.hpp"
#include "properties/engines/restrict.hpp"
#include "properties/judge/destruction.hpp"
#include "properties/process/child.hpp"
#include "properties/process/shared_memory.hpp"
#include "properties/search/crash.hpp"
#include "properties/search/message.hpp"
#include "properties/store/store.hpp"

namespace claimcheck::replay {
namespace {

judge::Difference difference_of(const model::Trace& trace, const process::Ending& ending,
                                std::size_t step, const engines::Engine& engine) {
  const auto how = search::message_of({ending, step}, engine);
  const auto defect = search::defect_of(trace, {ending, step});
  if (step == search::being_created) return {defect, 0, how + " while it is created"};
  if (step < trace.steps.size()) return {defect, step, how};
  const auto last = trace.steps.empty() ? 0 : trace.steps.size() - 1;
  return {defect, last, how + " while it is destroyed"};
}

model::Trace before_threads(model::Trace trace) {
  std::erase_if(trace.steps, [](const model::Step& step) { return step.thread != 0; });
  trace.schedule.clear();
  return trace;
}

// Runs one trace in the child, and says what comes of it.
class Child {
 public:
  Child(const engines::Engine& engine, const model::Trace& trace,
        const Interleavings& interleavings, process::Shared& shared, const process::Send& send)
      : engine_(engine),
        trace_(trace),
        interleavings_(interleavings),
        shared_(shared),
        send_(send) {}

  void run_steps(const std::function<std::string(const judge::StepReport&)>& tell) const {
    auto watch = watch_steps();
    if (tell) {
      watch.step = [&](const judge::StepReport& report) {
        send_(search::encode(search::TextMessage{tell(report)}));
      };
    }
    auto difference = judge::run(engine_, trace_, watch);
    if (!difference) difference = judge::not_freed(engine_, trace_, watch_steps());
    report(difference);
  }

  void run_threads() const {
    // What comes before the threads is looked at as anywhere else: orders are sought for the rest.
    if (const auto early = judge::run(engine_, before_threads(trace_), watch_steps())) {
      return report(early);
    }
    std::string refusal;
    if (!trace_.schedule.empty()) {
      auto replayed = concurrent::replay(engine_, trace_);
      if (replayed.refusal.empty()) return report(replayed.difference);
      refusal = std::move(replayed.refusal);
    }
    // What is estimated is how many there are without a bound, up to the order of independent
    // steps.
    if (!interleavings_.max_preemptions) tell_estimate();
    concurrent::Search search{interleavings_.most};
    search.max_preemptions = interleavings_.max_preemptions;
    search.progress = [this](std::uint64_t executions) { beat(executions); };
    const auto searched = concurrent::search(engine_, trace_, search);
    report(searched.difference);
    send_(search::encode(search::SearchedMessage{searched.executions, searched.complete,
                                                 searched.bounded, std::move(refusal)}));
  }

 private:
  judge::Watch watch_steps() const {
    judge::Watch watch;
    watch.begins = [this](std::size_t step) {
      shared_.step = step;
      ++shared_.beats;
      if (shared_.stop) throw judge::Stopped{};
    };
    return watch;
  }

  void report(const std::optional<judge::Difference>& difference) const {
    if (difference) send_(search::encode(judge::finding_of(*difference, trace_, engine_.name())));
  }

  void tell_estimate() const {
    constexpr double is_long = 50'000;  // executions: a second or two
    const auto estimate = concurrent::estimate(engine_, trace_);
    if (estimate.executions + 2 * estimate.standard_error < is_long) return;
    send_(search::encode(search::TextMessage{fmt::format(
        "an estimated {:.2g} interleavings (standard error {:.1g}); at most {} are run\n",
        estimate.executions, estimate.standard_error, interleavings_.most)}));
  }

  void beat(std::uint64_t executions) const {
    constexpr std::uint64_t progress_every = 100'000;
    ++shared_.beats;
    if (shared_.stop) throw judge::Stopped{};
    if (executions % progress_every != 0) return;
    send_(search::encode(search::TextMessage{fmt::format("{} executions done\n", executions)}));
  }

  const engines::Engine engine_;
  const model::Trace& trace_;
  const Interleavings& interleavings_;
  process::Shared& shared_;
  const process::Send& send_;
};

void run_isolated(const engines::Engine& engine, const Interleavings& interleavings,
                  const Narration& narration, const Limits& limits, ReplayedTrace& replayed) {
  const auto& trace = replayed.trace;
  process::SharedMemory<process::Shared> shared;
  shared->step = search::being_created;
  const auto ending = process::run_in_child(
      *shared, {limits.hang_timeout_ms},
      [&](const process::Send& send) {
        const Child child(engine.marked(shared->marks[0]), trace, interleavings, *shared, send);
        try {
          trace.is_concurrent() ? child.run_threads() : child.run_steps(narration.tell);
        } catch (const judge::Stopped&) {
          send(search::encode(search::ProgressMessage{}));
        }
      },
      [&](std::string_view text) {
        const auto message = search::decode(text);
        if (const auto* lines = std::get_if<search::TextMessage>(&message)) {
          const auto& hear = trace.is_concurrent() ? narration.search : narration.hear;
          if (hear) hear(lines->text);
        } else if (const auto* searched = std::get_if<search::SearchedMessage>(&message)) {
          replayed.searched = *searched;
        } else if (std::holds_alternative<search::ProgressMessage>(message)) {
          replayed.stopped = true;
        } else {
          const auto& finding = std::get<judge::Finding>(message);
          replayed.difference = judge::Difference{finding.defect, finding.step, finding.message};
        }
      },
      limits.deadline);
  if (ending.kind == process::Ending::Kind::late) {
    replayed.stopped = true;
  } else if (ending.kind != process::Ending::Kind::finished) {
    replayed.last_lines = ending.last_lines;
    replayed.difference = difference_of(trace, ending, shared->step, engine);
  }
}

bool has_site(const claimcheck_engine_api& api, const std::string& name) {
  for (const auto* site = api.sites; site && site->name; ++site) {
    if (name == site->name) return true;
  }
  return false;
}

// A site of another engine is never asked, which the format allows; one that no engine has is a
// slip of the pen, and the trace would hold without having been put to any test.
void refuse_unknown_sites(const engines::Engine& engine, const std::filesystem::path& path,
                          const model::Trace& trace) {
  const std::array engines = {&engine.api(), claimcheck_posted_engine(),
                              claimcheck_indexed_engine()};
  for (std::size_t step = 0; step < trace.steps.size(); ++step) {
    for (const auto& fault : trace.steps[step].faults) {
      const bool is_known =
          fault.site == model::any_site ||
          std::ranges::any_of(engines, [&](const auto* api) { return has_site(*api, fault.site); });
      if (is_known) continue;
      throw store::StoreError(fmt::format(
          "{}: step {}: neither {} nor an engine of this tree has a site '{}' that could fail",
          path.string(), step + 1, engine.name(), fault.site));
    }
  }
}

Replayed verdict_of(const ReplayedTrace& replayed, const std::string& engine) {
  const auto& trace = replayed.trace;
  const auto& difference = replayed.difference;
  const auto& searched = replayed.searched;
  const auto said = std::ranges::find(trace.breaks, engine, &model::Breaks::engine);
  if (!difference && (replayed.stopped || (searched && !searched->complete)))
    return Replayed::unfinished;
  if (said == trace.breaks.end()) return difference ? Replayed::breaks : Replayed::holds;
  if (!difference) return Replayed::not_broken;
  return difference->defect.clause == said->clause ? Replayed::breaks_as_said : Replayed::breaks;
}

}  // namespace

ReplayedTrace replay_file(const engines::Engine& engine, const std::filesystem::path& path,
                          const Interleavings& interleavings, const Narration& narration,
                          const Limits& limits) {
  auto trace = store::load(path).document.trace;
  refuse_unknown_sites(engine, path, trace);
  auto replayed = replay_trace(engine, std::move(trace), interleavings, narration, limits);
  replayed.path = path;
  return replayed;
}

ReplayedTrace replay_trace(const engines::Engine& engine, model::Trace trace,
                           const Interleavings& interleavings, const Narration& narration,
                           const Limits& limits) {
  ReplayedTrace replayed;
  replayed.trace = std::move(trace);
  replayed.difference = judge::check_expectations(replayed.trace);
  if (replayed.difference) {
    replayed.verdict = Replayed::wrong_file;
    return replayed;
  }
  auto asked = engines::as_asked(replayed.trace, engine.api());
  if (!asked) {
    replayed.verdict = Replayed::not_asked;
    return replayed;
  }
  replayed.trace = std::move(*asked);
  replayed.max_preemptions = interleavings.max_preemptions;
  run_isolated(engine, interleavings, narration, limits, replayed);
  replayed.verdict = verdict_of(replayed, engine.name());
  return replayed;
}

ReplayedTrace not_run(const std::filesystem::path& path) {
  ReplayedTrace left_out;
  left_out.path = path;
  left_out.trace = store::load(path).document.trace;
  left_out.verdict = Replayed::unfinished;
  left_out.stopped = true;
  left_out.was_run = false;
  return left_out;
}

std::vector<ReplayedTrace> replay_corpus(const engines::Engine& engine,
                                         const std::filesystem::path& corpus,
                                         const Limits& limits) {
  std::vector<ReplayedTrace> replayed;
  for (const auto& path : store::traces_below(corpus)) {
    replayed.push_back(process::is_past(limits.deadline)
                           ? not_run(path)
                           : replay_file(engine, path, {}, {}, limits));
  }
  return replayed;
}

}  // namespace claimcheck::replay
