// SPDX-License-Identifier: MIT
#include "properties/judge/conformance.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/step.hpp"
#include "model/theorems.hpp"
#include "model/trace/error_name.hpp"
#include "model/trace/trace_text.hpp"
#include "properties/judge/observe.hpp"
#include "properties/judge/teardown.hpp"

namespace claimcheck::judge {
namespace {

// How often a snapshot that shows nothing new is judged whole all the same.
constexpr std::size_t full_comparison_steps = 16;

using model::Clause;
using model::Operation;
using model::Outcome;

bool is_empty(const model::State& state) {
  return std::ranges::all_of(state.regions, [](const model::Region& region) {
    return region.extents.empty() && region.devices.size() <= 1;
  });
}

class Run {
 public:
  Run(const engines::Engine& engine, const model::Trace& trace, const Watch& watch)
      : trace_(trace),
        watch_(watch),
        instance_(engine, trace.setup),
        state_(model::initial_state(trace.setup)) {}

  std::optional<Difference> all_steps() {
    for (; step_ < trace_.steps.size(); ++step_) {
      difference_.reset();
      if (watch_.begins) watch_.begins(step_);
      one_step(trace_.steps[step_]);
      if (watch_.coverage) ++watch_.coverage->operations;
      if (difference_) return difference_;
    }
    return std::nullopt;
  }

  const model::State& state() const { return state_; }

 private:
  void one_step(const model::Step& step) {
    instance_.environment().begin(step.faults);
    const auto observed =
        apply(instance_.running(), step.operation, engines::Translated(step.operation));
    const bool failed = !instance_.environment().injected().empty();
    const auto outcome = step_model(step.operation, failed);
    is_retry_ = failed_before_ && step.operation == trace_.steps[step_ - 1].operation;
    failed_before_ = failed;
    if (failed) {
      judge_failed(step.operation, outcome, observed);
    } else {
      judge(step.operation, outcome, observed);
    }
    if (const auto complaint = instance_.environment().complaint(); !complaint.empty()) {
      differ(Clause::C3, "lock", complaint);
    }
    if (instance_.running().overran()) {
      differ(outcome.clause, "memory", "writes past its outcome");
    }
    std::swap(snapshot_, snapshot_before_);
    engines::take(instance_.running(), snapshot_);
    judge_snapshot(step.operation, outcome, failed);
    if (watch_.coverage) count(step.operation, outcome, failed);
    if (watch_.step) {
      watch_.step(
          {step_, outcome, observed, state_, snapshot_, instance_.environment(), difference_});
    }
  }

  // What the contract says of the operation. Where a failure was injected it must change nothing,
  // so that the outcome is taken from a copy.
  Outcome step_model(const Operation& operation, bool failed) {
    if (!failed) return model::step<model::Checks::on>(trace_.setup, state_, operation);
    auto copy = state_;
    return model::step<model::Checks::on>(trace_.setup, copy, operation);
  }

  void differ(Clause clause, std::string aspect, std::string message) {
    if (difference_) return;
    difference_ = Difference{{clause, std::move(aspect)}, step_, std::move(message)};
  }

  void judge(const Operation& operation, const Outcome& outcome, const Observed& observed) {
    const auto expected = shown(operation, outcome);
    const auto message = [&] {
      return fmt::format("returned {}, expected {}", describe(trace_, operation, observed),
                         describe(trace_, operation, expected));
    };
    if (expected.result != observed.result) {
      const bool both_succeed = expected.result >= 0 && observed.result >= 0;
      if (both_succeed && is_write(operation)) {
        differ(Clause::W7, "length", message());
      } else {
        const bool both_read = both_succeed && reads_text(operation);
        const auto clause = is_retry_ && !outcome.failed() ? Clause::A3 : outcome.clause;
        differ(clause, both_read ? "text" : "outcome", message());
      }
    } else if (expected.text != observed.text) {
      differ(outcome.clause, "text", message());
    }
  }

  void judge_failed(const Operation& operation, const Outcome& outcome, const Observed& observed) {
    const auto& injected = instance_.environment().injected();
    const bool is_injected =
        std::ranges::any_of(injected, [&](int error) { return observed.result == -error; });
    if (is_injected || (outcome.failed() && observed.result == outcome.result)) return;
    differ(clause_of_failure(operation), "outcome",
           fmt::format("returned {} under an injected {}", describe(trace_, operation, observed),
                       model::error_name(injected.front())));
  }

  // Where the contract changes nothing, and the snapshot shows nothing new, all is as it was judged
  // before. Every so often it is judged anew all the same.
  bool is_judged_already(const Operation& operation, const Outcome& outcome, bool failed) const {
    const bool changes = !failed && !outcome.failed() && !is_read(operation);
    return !changes && step_ % full_comparison_steps != 0 &&
           engines::same(snapshot_, snapshot_before_);
  }

  void judge_snapshot(const Operation& operation, const Outcome& outcome, bool failed) {
    if (!is_judged_already(operation, outcome, failed)) {
      compare_snapshot(operation, outcome, failed);
      judge_theorems();
    }
    if (!is_empty(state_)) return;
    if (watch_.coverage && was_used_) ++(*watch_.coverage)[Clause::A4];
    if (auto mismatch = engines::anything_held(snapshot_)) {
      differ(Clause::A4, mismatch->aspect, mismatch->message);
    }
  }

  void compare_snapshot(const Operation& operation, const Outcome& outcome, bool failed) {
    if (auto mismatch = engines::compare(trace_.setup, state_, snapshot_)) {
      const bool refused = failed || outcome.failed();
      const auto clause = !refused                               ? outcome.clause
                          : model::is_a<model::Offer>(operation) ? Clause::M5
                                                                 : Clause::A1;
      differ(clause, mismatch->aspect, mismatch->message);
    }
  }

  void judge_theorems() {
    was_used_ = was_used_ || !is_empty(state_);
    if (const auto theorem = model::false_theorem(trace_.setup, state_)) {
      differ(*theorem, "theorem", "false of the reference model's own state");
    }
  }

  void count(const Operation& operation, const Outcome& outcome, bool failed) {
    auto& coverage = *watch_.coverage;
    if (failed) {
      count_failed(operation);
      return;
    }
    if (is_retry_) ++coverage[Clause::A3];
    ++coverage[outcome.clause];
    if (outcome.failed())
      ++coverage[model::is_a<model::Offer>(operation) ? Clause::M5 : Clause::A1];
    if (!outcome.failed() && is_write(operation)) ++coverage[Clause::W7];
    for (const auto theorem :
         {Clause::I1, Clause::I2, Clause::I3, Clause::I4, Clause::I5, Clause::I6}) {
      if (model::is_nonvacuous(theorem, state_)) ++coverage[theorem];
    }
  }

  void count_failed(const Operation& operation) {
    auto& coverage = *watch_.coverage;
    ++coverage[Clause::A1];
    ++coverage[Clause::A2];
    const auto clause = clause_of_failure(operation);
    if (clause != Clause::A2) ++coverage[clause];
  }

  // The lock waits of a claim have clauses of their own.
  Clause clause_of_failure(const Operation& operation) {
    if (!is_claim(operation)) return Clause::A2;
    for (const auto& use : instance_.environment().sites()) {
      if (use.failed == 0) continue;
      if (use.site == "region-lock") return Clause::W3;
      if (use.site == "device-lock") return Clause::W5;
    }
    return Clause::A2;
  }

  const model::Trace& trace_;
  const Watch watch_;
  engines::Instance instance_;
  model::State state_;
  engines::Snapshot snapshot_;
  engines::Snapshot snapshot_before_;  // of the step before; was compared, or is the same as one
  std::size_t step_ = 0;
  bool failed_before_ = false;  // the step before failed by injection
  bool is_retry_ = false;       // and this one is the same operation
  bool was_used_ = false;       // the state has not been empty all the time
  std::optional<Difference> difference_;
};

}  // namespace

namespace {

// What fails when it is tried again is A3 only if it would not fail all the same, without the
// failure before it.
void settle_blame(const engines::Engine& engine, const model::Trace& trace,
                  std::optional<Difference>& difference) {
  if (!difference || difference->defect.clause != Clause::A3) return;
  auto untouched = trace;
  untouched.steps.resize(difference->step + 1);
  untouched.steps.erase(untouched.steps.end() - 2);
  Run run(engine, untouched, {});
  const auto without = run.all_steps();
  if (without && without->step + 1 == difference->step) difference->defect = without->defect;
}

}  // namespace

std::optional<Difference> run(const engines::Engine& engine, const model::Trace& trace,
                              const Watch& watch) {
  std::optional<Difference> difference;
  {
    Run run(engine, trace, watch);
    difference = run.all_steps();
    if (watch.begins) watch.begins(trace.steps.size());  // tearing the engine down
  }
  settle_blame(engine, trace, difference);
  return difference;
}

std::optional<Difference> run_and_tear_down(const engines::Engine& engine, model::Trace& trace,
                                            const Watch& watch) {
  std::optional<Difference> difference;
  {
    Run run(engine, trace, watch);
    difference = run.all_steps();
    if (!difference) {
      append_teardown(trace, run.state());
      if (watch.extended) watch.extended(trace);
      difference = run.all_steps();
    }
    if (watch.begins) watch.begins(trace.steps.size());
  }
  settle_blame(engine, trace, difference);
  return difference;
}

std::optional<Difference> check_expectations(const model::Trace& trace) {
  auto state = model::initial_state(trace.setup);
  for (std::size_t place = 0; place < trace.steps.size(); ++place) {
    const auto& step = trace.steps[place];
    if (step.thread > 0) break;  // what comes now depends on the schedule
    // Whether an injected failure is reached is the engine's matter, not the model's.
    if (!step.faults.empty()) {
      if (step.expected && step.expected->result < 0) continue;
    }
    const auto outcome = model::step<model::Checks::on>(trace.setup, state, step.operation);
    if (!step.expected || model::agrees(*step.expected, outcome)) continue;
    const auto stated = model::print_result(trace, step.operation, *step.expected);
    const auto clause = step.expected->clause;
    return Difference{
        {outcome.clause, "expectation"},
        place,
        fmt::format("the trace says {}{}{}, the contract {} {}", stated, clause ? " " : "",
                    clause ? name(*clause) : "",
                    model::print_result(trace, step.operation, outcome), name(outcome.clause))};
  }
  return std::nullopt;
}

model::Trace with_outcomes(model::Trace trace) {
  auto state = model::initial_state(trace.setup);
  for (auto& step : trace.steps) {
    if (step.thread > 0) continue;  // depends on the schedule
    if (!step.faults.empty()) {
      step.expected = model::Expected{{-step.faults.front().error, {}, 0}, {}};
      continue;
    }
    const auto outcome = model::step<model::Checks::on>(trace.setup, state, step.operation);
    step.expected = model::Expected{outcome, {}};
    if (outcome.failed()) step.expected->clause = outcome.clause;
  }
  return trace;
}

std::string describe(const model::Trace& trace, const Operation& operation,
                     const Observed& observed) {
  if (observed.result < 0 || !reads_text(operation)) {
    // The widest errno is 4095; what is below is no errno but is shown as what it is.
    if (observed.result < -4095) return std::to_string(observed.result);
    return model::print_result(trace, operation, {observed.result, {}, 0});
  }
  std::string text;
  for (const char c : observed.text) {
    if (c == '\n') {
      text += "\\n";
    } else if (c >= ' ' && c <= '~') {
      text += c;
    } else {
      text += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    }
  }
  return fmt::format("the text \"{}\"", text);
}

}  // namespace claimcheck::judge
