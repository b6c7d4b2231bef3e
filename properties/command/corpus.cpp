// SPDX-License-Identifier: MIT
#include "properties/command/corpus.hpp"

#include <algorithm>

#include "model/step.hpp"
#include "properties/concurrent/concurrent_run.hpp"
#include "properties/concurrent/probe.hpp"
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

std::optional<check::Difference> run_isolated(const driver::Engine& engine,
                                              const model::Trace& trace,
                                              const Narration& narration) {
  hunt::SharedMemory<hunt::Shared> shared;
  std::optional<check::Difference> difference;
  const auto ending = hunt::run_in_child(
      *shared, patience_ms,
      [&](const hunt::Send& send) {
        check::Watch watch;
        watch.begins = [&](std::size_t step) {
          shared->step = step;
          ++shared->beats;
        };
        if (narration.tell) {
          watch.step = [&](const check::StepReport& report) {
            send(hunt::encode(hunt::TextMessage{narration.tell(report)}));
          };
        }
        const auto found = trace.is_concurrent()
                               ? concurrent::run(engine, trace, concurrent::most_executions)
                               : check::run(engine, trace, watch);
        if (found) send(hunt::encode(as_finding(trace, *found)));
      },
      [&](std::string_view text) {
        const auto message = hunt::decode(text);
        if (const auto* lines = std::get_if<hunt::TextMessage>(&message)) {
          narration.hear(lines->text);
          return;
        }
        const auto& finding = std::get<hunt::Finding>(message);
        difference = check::Difference{finding.defect, finding.step, finding.message};
      });
  if (ending.kind == hunt::Ending::Kind::finished) return difference;
  return difference_of(trace, ending, shared->step);
}

Replayed verdict_of(const model::Trace& trace, const std::string& engine,
                    const std::optional<check::Difference>& difference) {
  const auto said = std::ranges::find(trace.breaks, engine, &model::Breaks::engine);
  if (said == trace.breaks.end()) return difference ? Replayed::breaks : Replayed::holds;
  if (!difference) return Replayed::not_broken;
  return difference->defect.clause == said->clause ? Replayed::breaks_as_said : Replayed::breaks;
}

}  // namespace

ReplayedTrace replay_file(const driver::Engine& engine, const std::filesystem::path& path,
                          const Narration& narration) {
  ReplayedTrace replayed{path, hunt::load(path).document.trace, Replayed::holds, std::nullopt};
  replayed.difference = check::check_expectations(replayed.trace);
  if (replayed.difference) {
    replayed.verdict = Replayed::wrong_file;
    return replayed;
  }
  replayed.difference = run_isolated(engine, replayed.trace, narration);
  replayed.verdict = verdict_of(replayed.trace, engine.name(), replayed.difference);
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
