// SPDX-License-Identifier: MIT
#include "properties/command/corpus.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/step.hpp"
#include "properties/concurrent/concurrent_run.hpp"
#include "properties/hunt/child.hpp"
#include "properties/hunt/message.hpp"
#include "properties/hunt/shared_memory.hpp"
#include "properties/hunt/store.hpp"

namespace claimcheck::command {
namespace {

constexpr int patience_ms = 10'000;

// Whatever ended the child broke the clause that would have decided the operation that ran.
check::Difference difference_of(const model::Trace& trace, const hunt::Ending& ending,
                                std::size_t step) {
  auto state = model::initial_state(trace.setup);
  auto clause = model::Clause::A4;
  for (std::size_t place = 0; place <= step && place < trace.steps.size(); ++place) {
    clause =
        model::step<model::Checks::off>(trace.setup, state, trace.steps[place].operation).clause;
  }
  const bool in_destroy = step >= trace.steps.size();
  const auto how = ending.describe();
  return {{in_destroy ? model::Clause::A4 : clause, how},
          in_destroy && step > 0 ? trace.steps.size() - 1 : step,
          in_destroy ? how + " while it is destroyed" : how};
}

hunt::Finding as_finding(const model::Trace& trace, const check::Difference& difference) {
  hunt::Finding finding;
  finding.defect = difference.defect;
  finding.step = difference.step;
  finding.message = difference.message;
  finding.trace.setup = trace.setup;
  return finding;
}

// Runs one trace in the child, and says what comes of it.
class Child {
 public:
  Child(const driver::Engine& engine, const model::Trace& trace, const Interleavings& interleavings,
        hunt::Shared& shared, const hunt::Send& send)
      : engine_(engine),
        trace_(trace),
        interleavings_(interleavings),
        shared_(shared),
        send_(send) {}

  void run_steps(const std::function<std::string(const check::StepReport&)>& tell) const {
    check::Watch watch;
    watch.begins = [this](std::size_t step) {
      shared_.step = step;
      ++shared_.beats;
    };
    if (tell) {
      watch.step = [&](const check::StepReport& report) {
        send_(hunt::encode(hunt::TextMessage{tell(report)}));
      };
    }
    report(check::run(engine_, trace_, watch));
  }

  void run_threads() const {
    std::string refusal;
    if (!trace_.schedule.empty()) {
      auto replayed = concurrent::replay(engine_, trace_);
      if (replayed.refusal.empty()) return report(replayed.difference);
      refusal = std::move(replayed.refusal);
    }
    // What is estimated is how many there are without a bound, up to the order of independent
    // steps.
    if (!interleavings_.most_preemptions) tell_estimate();
    concurrent::Search search{interleavings_.most};
    search.most_preemptions = interleavings_.most_preemptions;
    search.progress = [this](std::uint64_t executions) { beat(executions); };
    const auto searched = concurrent::search(engine_, trace_, search);
    report(searched.difference);
    send_(hunt::encode(hunt::SearchedMessage{searched.executions, searched.complete,
                                             searched.bounded, std::move(refusal)}));
  }

 private:
  void report(const std::optional<check::Difference>& difference) const {
    if (difference) send_(hunt::encode(as_finding(trace_, *difference)));
  }

  void tell_estimate() const {
    constexpr double is_long = 50'000;  // executions: a second or two
    const auto estimate = concurrent::estimate(engine_, trace_);
    if (estimate.executions + 2 * estimate.standard_error < is_long) return;
    send_(hunt::encode(hunt::TextMessage{fmt::format(
        "an estimated {:.2g} interleavings (standard error {:.1g}); at most {} are run\n",
        estimate.executions, estimate.standard_error, interleavings_.most)}));
  }

  void beat(std::uint64_t executions) const {
    constexpr std::uint64_t progress_every = 100'000;
    ++shared_.beats;
    if (executions % progress_every != 0) return;
    send_(hunt::encode(hunt::TextMessage{fmt::format("{} executions done\n", executions)}));
  }

  const driver::Engine& engine_;
  const model::Trace& trace_;
  const Interleavings& interleavings_;
  hunt::Shared& shared_;
  const hunt::Send& send_;
};

void run_isolated(const driver::Engine& engine, const Interleavings& interleavings,
                  const Narration& narration, ReplayedTrace& replayed) {
  const auto& trace = replayed.trace;
  hunt::SharedMemory<hunt::Shared> shared;
  const auto ending = hunt::run_in_child(
      *shared, patience_ms,
      [&](const hunt::Send& send) {
        const Child child(engine, trace, interleavings, *shared, send);
        trace.is_concurrent() ? child.run_threads() : child.run_steps(narration.tell);
      },
      [&](std::string_view text) {
        const auto message = hunt::decode(text);
        if (const auto* lines = std::get_if<hunt::TextMessage>(&message)) {
          const auto& hear = trace.is_concurrent() ? narration.search : narration.hear;
          if (hear) hear(lines->text);
        } else if (const auto* searched = std::get_if<hunt::SearchedMessage>(&message)) {
          replayed.searched = *searched;
        } else {
          const auto& finding = std::get<hunt::Finding>(message);
          replayed.difference = check::Difference{finding.defect, finding.step, finding.message};
        }
      });
  if (ending.kind != hunt::Ending::Kind::finished) {
    replayed.difference = difference_of(trace, ending, shared->step);
  }
}

Replayed verdict_of(const ReplayedTrace& replayed, const std::string& engine) {
  const auto& [path, trace, verdict, difference, searched, most_preemptions] = replayed;
  const auto said = std::ranges::find(trace.breaks, engine, &model::Breaks::engine);
  if (!difference && searched && !searched->complete) return Replayed::unfinished;
  if (said == trace.breaks.end()) return difference ? Replayed::breaks : Replayed::holds;
  if (!difference) return Replayed::not_broken;
  return difference->defect.clause == said->clause ? Replayed::breaks_as_said : Replayed::breaks;
}

}  // namespace

ReplayedTrace replay_file(const driver::Engine& engine, const std::filesystem::path& path,
                          const Interleavings& interleavings, const Narration& narration) {
  ReplayedTrace replayed;
  replayed.path = path;
  replayed.trace = hunt::load(path).document.trace;
  replayed.difference = check::check_expectations(replayed.trace);
  if (replayed.difference) {
    replayed.verdict = Replayed::wrong_file;
    return replayed;
  }
  replayed.most_preemptions = interleavings.most_preemptions;
  run_isolated(engine, interleavings, narration, replayed);
  replayed.verdict = verdict_of(replayed, engine.name());
  return replayed;
}

std::vector<ReplayedTrace> replay_corpus(const driver::Engine& engine,
                                         const std::filesystem::path& corpus) {
  std::vector<ReplayedTrace> replayed;
  for (const auto& path : hunt::traces_below(corpus)) {
    replayed.push_back(replay_file(engine, path));
  }
  return replayed;
}

}  // namespace claimcheck::command
