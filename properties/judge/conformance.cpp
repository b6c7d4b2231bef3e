// SPDX-License-Identifier: MIT
#include "properties/judge/conformance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "model/step.hpp"
#include "model/theorems.hpp"
#include "model/trace/error_name.hpp"
#include "model/trace/trace_text.hpp"
#include "properties/judge/agreement.hpp"
#include "properties/judge/blame.hpp"
#include "properties/judge/followed_state.hpp"
#include "properties/judge/part_check.hpp"
#include "properties/judge/set_aside.hpp"
#include "properties/judge/teardown.hpp"
#include "properties/judge/warnings.hpp"

namespace claimcheck::judge {
namespace {

// How often a snapshot that shows nothing new is judged whole all the same.
constexpr std::size_t full_comparison_steps = 16;

enum class How { in_parts, as_a_whole };

using model::Clause;
using model::Operation;
using model::Outcome;

class Run {
 public:
  Run(const engines::Engine& engine, const model::Trace& trace, const Watch& watch, How how)
      : engine_(engine),
        trace_(trace),
        watch_(watch),
        instance_(engine, trace.setup),
        // Who watches is shown whole states and snapshots.
        judges_parts_(how == How::in_parts && !watch.step && instance_.running().shows_parts()),
        state_(trace.setup, how == How::in_parts && !watch.step) {}

  std::optional<Difference> all_steps() {
    for (; step_ < trace_.steps.size(); ++step_) {
      difference_.reset();
      if (watch_.begins) watch_.begins(step_);
      one_step(trace_.steps[step_]);
      if (watch_.coverage) ++watch_.coverage->operations;
      if (difference_) return difference_;
    }
    if (step_ > 0) take_warnings(step_ - 1);
    return warning_;
  }

  const model::State& state() { return state_.whole(); }

  // Whether the difference may be of a step before: of one after which only a part was judged.
  bool is_late() const { return difference_ && judged_in_parts_ > 0; }

 private:
  void one_step(const model::Step& step) {
    // Of its being made, or of the snapshot behind the step before.
    take_warnings(step_ > 0 ? step_ - 1 : 0);
    instance_.environment().begin(step.faults);
    warnings_taken_ = 0;
    const auto observed =
        apply(instance_.running(), step.operation, engines::Translated(step.operation));
    const bool failed = !instance_.environment().injected().empty();
    const auto outcome = state_.step(step.operation, failed, step_ + 1 == trace_.steps.size());
    is_retry_ = failed_before_ && step.operation == trace_.steps[step_ - 1].operation;
    failed_before_ = failed;
    if (failed) remember_failed_sites();
    judge(step.operation, outcome, observed, failed);
    take_warnings(step_);
    if (const auto complaint = instance_.environment().complaint(); !complaint.empty()) {
      differ({Clause::C3, "lock"}, complaint);
    }
    if (instance_.running().overran()) {
      differ({outcome.clause, "memory", {model::kind_name(step.operation)}},
             "writes past its outcome");
    }
    judge_state(step.operation, outcome, failed);
    if (watch_.coverage) count(step.operation, outcome, failed);
    if (watch_.step) {
      watch_.step(
          {step_, outcome, observed, state(), snapshot(), instance_.environment(), difference_});
    }
  }

  void judge_state(const Operation& operation, const Outcome& outcome, bool failed) {
    const auto* const parts = state_.in_parts();
    if (parts && judges_parts_ && !difference_) {
      if (part_check_.passes(trace_.setup, *parts, parts->names(), instance_.running())) {
        ++judged_in_parts_;
        if (watch_.coverage && is_held_) ++watch_.coverage->held;
        return;
      }
      judges_parts_ = false;  // whatever it shows of itself as a whole is what counts
    }
    engines::take(instance_.running(), snapshot());
    has_snapshot_before_ = snapshot_of_ + 1 == step_;
    snapshot_of_ = step_;
    judge_snapshot(operation, outcome, failed);
    if (!difference_) judged_in_parts_ = 0;
  }

  engines::Snapshot& snapshot() { return snapshots_[step_ % 2]; }

  // Of a step that differs in several things, the first. What was made to fail up to here is part
  // of the defect: shrinking leaves what it needs.
  void differ(Defect defect, std::string message) {
    if (difference_) return;
    defect.sites.insert(defect.sites.end(), failed_sites_.begin(), failed_sites_.end());
    std::ranges::sort(defect.sites);
    difference_ = Difference{std::move(defect), step_, std::move(message)};
  }

  // A5.
  void take_warnings(std::size_t step) {
    const auto& warnings = instance_.environment().warnings();
    while (warnings_taken_ < warnings.size()) {
      const auto& text = warnings[warnings_taken_++];
      const auto pattern = text_pattern(text);
      if (watch_.warned) watch_.warned(pattern);
      const Defect defect{Clause::A5, "warning", {}, {}, pattern};
      if (warning_ || (watch_.known && watch_.known->contains(defect))) continue;
      warning_ = Difference{defect, step, "warns: " + text};
    }
  }

  void judge(const Operation& operation, const Outcome& outcome, const Observed& observed,
             bool failed) {
    const auto& environment = instance_.environment();
    const auto allowed = failed ? allowed_errors(engine_.api(), environment) : std::vector<int>();
    if (agreement(operation, outcome, observed, allowed) != Agreement::none) return;
    const auto returned = describe(trace_, operation, observed);
    if (failed) {
      const auto error = model::error_name(environment.injected().front());
      differ({clause_of_failure(operation, environment.sites()), "outcome", {}, {}, error},
             fmt::format("returned {} under an injected {}", returned, error));
    } else {
      differ(blame_outcome(operation, outcome, observed, is_retry_),
             fmt::format("returned {}, expected {}", returned,
                         describe(trace_, operation, shown(operation, outcome))));
    }
  }

  // Where the contract changes nothing, and the snapshot shows nothing new, all is as it was judged
  // before. Every so often it is judged anew all the same.
  bool is_judged_already(const Operation& operation, const Outcome& outcome, bool failed) const {
    const bool changes = !failed && !outcome.failed() && !model::is_read(operation);
    return has_snapshot_before_ && !changes && step_ % full_comparison_steps != 0 &&
           engines::same(snapshots_[0], snapshots_[1]);
  }

  void judge_snapshot(const Operation& operation, const Outcome& outcome, bool failed) {
    if (!is_judged_already(operation, outcome, failed)) {
      compare_snapshot(operation, outcome, failed);
      judge_theorems();
    }
    is_held_ = snapshot().held.count > 0;
    if (watch_.coverage && is_held_) ++watch_.coverage->held;
    if (!state_.is_empty()) return;
    if (watch_.coverage && was_used_) ++(*watch_.coverage)[Clause::A4];
    if (auto mismatch = engines::anything_held(snapshot())) {
      differ({Clause::A4, mismatch->aspect}, mismatch->message);
    }
  }

  void compare_snapshot(const Operation& operation, const Outcome& outcome, bool failed) {
    if (auto mismatch = engines::compare(trace_.setup, state(), snapshot())) {
      differ({blame_state(operation, outcome, failed), mismatch->aspect}, mismatch->message);
    }
  }

  void judge_theorems() {
    was_used_ = was_used_ || !state_.is_empty();
    if (const auto theorem = state_.false_theorem()) {
      differ({*theorem, "theorem"}, "false of the reference model's own state");
    }
  }

  void count(const Operation& operation, const Outcome& outcome, bool failed) {
    auto& coverage = *watch_.coverage;
    ++coverage[Clause::A5];
    if (failed) {
      count_failed(operation);
      return;
    }
    if (is_retry_) ++coverage[Clause::A3];
    ++coverage[outcome.clause];
    if (outcome.failed()) ++coverage[blame_state(operation, outcome, failed)];
    if (!outcome.failed() && model::is_write(operation)) ++coverage[Clause::W7];
    for (const auto theorem :
         {Clause::I1, Clause::I2, Clause::I3, Clause::I4, Clause::I5, Clause::I6}) {
      if (state_.is_nonvacuous(theorem)) ++coverage[theorem];
    }
  }

  void count_failed(const Operation& operation) {
    auto& coverage = *watch_.coverage;
    ++coverage[Clause::A1];
    ++coverage[Clause::A2];
    const auto clause = clause_of_failure(operation, instance_.environment().sites());
    if (clause != Clause::A2) ++coverage[clause];
  }

  void remember_failed_sites() {
    for (const auto& use : instance_.environment().sites()) {
      if (use.failed > 0) failed_sites_.insert(use.site);
    }
  }

  const engines::Engine& engine_;
  const model::Trace& trace_;
  const Watch watch_;
  engines::Instance instance_;
  bool judges_parts_;  // where the state is large
  FollowedState state_;
  PartCheck part_check_;
  std::size_t judged_in_parts_ = 0;  // steps since the last that was compared as a whole
  bool is_held_ = false;             // something, at that one
  // Of the step and of the one before, which was compared, or is the same as one that was.
  std::array<engines::Snapshot, 2> snapshots_;
  std::size_t snapshot_of_ = 0;       // the step of the last one
  bool has_snapshot_before_ = false;  // the other is of the step before
  std::size_t step_ = 0;
  std::set<std::string> failed_sites_;  // by injection, up to here
  bool failed_before_ = false;          // the step before failed by injection
  bool is_retry_ = false;               // and this one is the same operation
  bool was_used_ = false;               // the state has not been empty all the time
  std::optional<Difference> difference_;
  std::optional<Difference> warning_;  // the first
  std::size_t warnings_taken_ = 0;     // of those that the environment has
};

}  // namespace

namespace {

// What fails when it is tried again is A3 only if it would not fail all the same, without those of
// its tries that failed before.
void settle_blame(const engines::Engine& engine, const model::Trace& trace,
                  std::optional<Difference>& difference) {
  if (!difference || difference->defect.clause != Clause::A3) return;
  auto untouched = trace;
  auto& steps = untouched.steps;
  steps.resize(difference->step + 1);
  const auto is_failed_try = [&](const model::Step& step) {
    return step.operation == steps.back().operation && !step.faults.empty();
  };
  std::size_t tries = 0;
  while (steps.size() > 1 && is_failed_try(steps[steps.size() - 2])) {
    steps.erase(steps.end() - 2);
    ++tries;
  }
  Run run(engine, untouched, {}, How::as_a_whole);
  const auto without = run.all_steps();
  if (without && without->step + tries == difference->step) difference->defect = without->defect;
}

}  // namespace

void leave_out_crashes(model::Trace& trace, const Watch& watch) {
  if (!watch.crashes || watch.crashes->empty()) return;
  std::uint64_t left_out = 0;
  trace = without_crashes(trace, *watch.crashes, left_out);
  if (watch.coverage) watch.coverage->set_aside += left_out;
}

namespace {

// A difference that a whole judgement found may be of any step since the one before: the first is
// looked for with a whole judgement after each. What was counted is counted anew, and what the
// engine warned of has been told.
void find_first(const engines::Engine& engine, const model::Trace& trace, const Watch& watch,
                const std::optional<Coverage>& counted_before,
                std::optional<Difference>& difference) {
  if (counted_before) {
    const auto set_aside = watch.coverage->set_aside;  // before the trace was run
    *watch.coverage = *counted_before;
    watch.coverage->set_aside = set_aside;
  }
  auto again = watch;
  again.warned = {};
  Run run(engine, trace, again, How::as_a_whole);
  const auto first = run.all_steps();
  if (first && first->step <= difference->step) difference = first;
  if (watch.begins) watch.begins(trace.steps.size());
}

// Runs the trace and what `extend` makes of it.
template <class Extend>
std::optional<Difference> run_and(const engines::Engine& engine, const model::Trace& trace,
                                  const Watch& watch, Extend extend) {
  std::optional<Coverage> counted_before;
  if (watch.coverage) counted_before = *watch.coverage;
  std::optional<Difference> difference;
  bool is_late = false;
  {
    Run run(engine, trace, watch, How::in_parts);
    difference = run.all_steps();
    if (!difference && extend(run)) difference = run.all_steps();
    is_late = run.is_late();
    if (watch.begins) watch.begins(trace.steps.size());  // tearing the engine down
  }
  if (is_late) find_first(engine, trace, watch, counted_before, difference);
  settle_blame(engine, trace, difference);
  return difference;
}

}  // namespace

std::optional<Difference> run(const engines::Engine& engine, const model::Trace& trace,
                              const Watch& watch) {
  return run_and(engine, trace, watch, [](Run&) { return false; });
}

std::optional<Difference> run_and_tear_down(const engines::Engine& engine, model::Trace& trace,
                                            const Watch& watch) {
  const auto given = trace.steps.size();
  auto difference = run_and(engine, trace, watch, [&](Run& run) {
    append_teardown(trace, run.state());
    leave_out_crashes(trace, watch);
    if (watch.extended) watch.extended(trace);
    return true;
  });
  // One that was found late, and is of the trace as it was given.
  if (difference && difference->step < given) trace.steps.resize(given);
  return difference;
}

}  // namespace claimcheck::judge
