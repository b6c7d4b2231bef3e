// SPDX-License-Identifier: MIT
#include "properties/explore/claim/refinement.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "model/trace/trace_operation.hpp"
#include "properties/engines/restrict.hpp"
#include "properties/judge/agreement.hpp"

namespace claimcheck::explore::claim {
namespace {

constexpr std::string_view outcome_aspect = "outcome";
constexpr std::string_view lock_aspect = "lock";

}  // namespace

int injected_error(const std::string& site) {
  return model::is_lock_site(site) ? EINTR : ENOMEM;
}

bool is_empty(const model::State& state) {
  return std::ranges::all_of(state.regions, [](const model::Region& region) {
    return region.extents.empty() && region.devices.size() <= 1;
  });
}

Refinement::Refinement(const Target& target, const TransitionContext& context)
    : target_(target),
      context_(context),
      engine_(target.engine),
      note_(target.notes ? target.notes->take() : nullptr) {
  if (note_ && note_->number < target.marks.size()) {
    engine_ = engine_.marked(target.marks[note_->number]);
  }
  for (const auto& operation : context.operations) {
    translated_.push_back(std::make_unique<engines::Translated>(operation));
    is_asked_.push_back(engines::can_be_asked(operation, target.engine.api()));
  }
}

void Refinement::enter(const model::State& state, std::vector<std::uint16_t> path) {
  state_ = &state;
  path_ = std::move(path);
  enterable_ = true;
  if (note_) {
    note_->operation = Notes::replaying;
    note_->path_length = 0;
    const std::size_t length = std::min(path_.size(), Notes::max_path);
    std::copy_n(path_.begin(), length, note_->path.begin());
    note_->path_length = static_cast<std::uint32_t>(length);
  }
  instance_.reset();
}

void Refinement::note(const Transition& transition, const std::string& site, std::uint32_t nth) {
  if (!note_) return;
  const std::size_t length = std::min(site.size(), note_->site.size() - 1);
  std::copy_n(site.begin(), length, note_->site.begin());
  note_->site[length] = '\0';
  note_->nth = nth;
  note_->operation = transition.operation;
}

// The instance, new or as it was left, in the state; false where the engine does not get there.
// That is no finding of its own: every step of the path was a transition, and compared there. An
// engine that is wrong from the start has no such transition: all of the first state's are run, and
// tell.
bool Refinement::at_state(Counts& counts) {
  if (!enterable_ || instance_) return enterable_;
  if (note_) note_->operation = Notes::replaying;
  instance_ = std::make_unique<engines::Instance>(engine_, context_.empty_trace.setup);
  for (const auto place : path_) {
    if (target_.beats) ++*target_.beats;
    instance_->environment().begin({});
    judge::apply(instance_->running(), context_.operations[place], *translated_[place]);
  }
  history_.clear();
  engines::take(instance_->running(), snapshot_);
  const bool differs = engines::compare(context_.empty_trace.setup, *state_, snapshot_).has_value();
  if (differs && !path_.empty()) {
    enterable_ = false;
    instance_.reset();
    ++counts.states_not_entered;
  }
  return enterable_;
}

bool Refinement::is_set_aside(const Transition& transition, const std::string& site,
                              Counts& counts) const {
  if (target_.set_aside.empty()) return false;
  const auto& operation = context_.operations[transition.operation];
  if (!target_.set_aside.contains({operation.index(), transition.outcome.clause, site}))
    return false;
  ++counts.transitions_set_aside;
  return true;
}

void Refinement::transition(const Transition& transition, Counts& counts) {
  if (target_.stop && *target_.stop) return;
  if (!is_asked_[transition.operation] || is_set_aside(transition, "", counts) || !at_state(counts))
    return;
  plain(transition, counts);
  if (context_.failures) failures(transition, counts);
}

judge::Observed Refinement::run(engines::Running& running, const Transition& transition,
                                const std::vector<model::Fault>& faults) {
  if (target_.beats) ++*target_.beats;
  instance_->environment().begin(faults);
  return judge::apply(running, context_.operations[transition.operation],
                      *translated_[transition.operation]);
}

void Refinement::plain(const Transition& transition, Counts& counts) {
  ++counts.engine_transitions;
  std::optional<engines::Branch> branch;
  if (transition.changed && engine_.api().clone) {
    if (note_) note_->operation = Notes::cloning;
    branch.emplace(instance_->running());
  }
  note(transition, "", 0);
  engines::Running& running = branch ? *branch : instance_->running();
  const auto observed = run(running, transition, {});
  const auto asked = instance_->environment().sites();
  sites_.assign(asked.begin(), asked.end());
  const auto aspect = difference(running, transition, observed, false);
  if (aspect) report(transition, observed, *aspect, {});
  const bool is_elsewhere = transition.changed && !branch;
  branch.reset();
  if (aspect || is_elsewhere) {
    instance_.reset();
  } else if (!transition.changed) {
    history_.push_back({context_.operations[transition.operation], {}, {}});
  }
}

void Refinement::failures(const Transition& transition, Counts& counts) {
  bool any = false;
  // By value: sites_ is what the plain operation asked, whatever is run here.
  for (const auto& use : sites_) {
    if (!model::is_tag_name(use.site)) continue;  // a trace could not say it
    for (std::uint32_t nth = 1; nth <= use.asked; ++nth) {
      if (target_.stop && *target_.stop) return;
      if (is_set_aside(transition, use.site, counts) || !at_state(counts)) return;
      any = with_failure(transition, use, nth, counts) || any;
    }
  }
  if (any && instance_ && transition.changed) retry(transition);
}

// True where the failure left all as it was.
bool Refinement::with_failure(const Transition& transition, const engines::SiteUse& use,
                              std::uint32_t nth, Counts& counts) {
  note(transition, use.site, nth);
  ++counts.engine_failures;
  const std::vector<model::Fault> faults = {{use.site, nth, false, injected_error(use.site)}};
  const auto observed = run(instance_->running(), transition, faults);
  const bool fired = !instance_->environment().injected().empty();
  const auto aspect = difference(instance_->running(), transition, observed, fired);
  if (aspect) report(transition, observed, *aspect, faults);
  if (fired) {
    ++counts.coverage[model::Clause::A2];
    if (use.site == "region-lock") ++counts.coverage[model::Clause::W3];
    if (use.site == "device-lock") ++counts.coverage[model::Clause::W5];
  }
  if (aspect || !fired) {
    instance_.reset();
    return false;
  }
  history_.push_back({context_.operations[transition.operation], faults, {}});
  return true;
}

// A3: what failed by injection succeeds when it is tried again, on the same engine.
void Refinement::retry(const Transition& transition) {
  note(transition, "", 0);
  const auto observed = run(instance_->running(), transition, {});
  if (const auto aspect = difference(instance_->running(), transition, observed, false)) {
    report(transition, observed, *aspect, {});
  }
  instance_.reset();
}

std::optional<std::string> Refinement::difference(engines::Running& running,
                                                  const Transition& transition,
                                                  const judge::Observed& observed, bool failed) {
  const auto& setup = context_.empty_trace.setup;
  auto& environment = instance_->environment();
  const auto allowed =
      failed ? judge::allowed_errors(engine_.api(), environment) : std::vector<int>();
  const auto agreement = judge::agreement(context_.operations[transition.operation],
                                          transition.outcome, observed, allowed);
  if (agreement == judge::Agreement::none) return std::string(outcome_aspect);
  if (!environment.complaint().empty()) return std::string(lock_aspect);
  engines::take(running, snapshot_);
  const model::State& expected = failed ? *state_ : transition.next;
  if (auto mismatch = engines::compare(setup, expected, snapshot_)) return mismatch->aspect;
  if (!is_empty(expected)) return std::nullopt;
  if (auto mismatch = engines::anything_held(snapshot_)) return mismatch->aspect;
  return std::nullopt;
}

// Runs the trace from the start on an engine of its own, which tells what is wrong and that it
// can be shown again. Where the path alone does not show it, something is left of the operations
// that ran on the instance before and had, as far as could be seen, no effect.
void Refinement::report(const Transition& transition, const judge::Observed& observed,
                        const std::string& aspect, const std::vector<model::Fault>& faults) {
  const auto& operation = context_.operations[transition.operation];
  const Alike alike{operation.index(), transition.outcome.clause, observed.result, aspect,
                    !faults.empty()};
  const std::size_t length = path_.size() + 1;
  const auto known = known_.find(alike);
  if (known != known_.end() && known->second < length) return;
  instance_.reset();  // at most one engine at a time
  Counterexample found;
  for (const bool with_history : {false, true}) {
    found.trace = trace(transition, faults, with_history);
    const auto difference = judge::run(engine_, found.trace);
    if (!difference) continue;
    const auto behind = static_cast<std::ptrdiff_t>(difference->step + 1);
    found.trace.steps.erase(found.trace.steps.begin() + behind, found.trace.steps.end());
    found.defect = difference->defect;
    found.message = difference->message;
    found.step = difference->step;
    found.shortest = !with_history;
    if (!with_history) known_[alike] = length;
    target_.found->add(std::move(found));
    return;
  }
  found.defect = {transition.outcome.clause, aspect};
  found.message = "differed once, and not when the trace was run again";
  found.step = found.trace.steps.size() - 1;
  found.shortest = found.reproduced = false;
  target_.found->add(std::move(found));
}

model::Trace Refinement::trace(const Transition& transition,
                               const std::vector<model::Fault>& faults, bool with_history) const {
  model::Trace trace = context_.empty_trace;
  for (const auto place : path_) trace.steps.push_back({context_.operations[place], {}, {}});
  if (with_history) {
    trace.steps.insert(trace.steps.end(), history_.begin(), history_.end());
  }
  trace.steps.push_back({context_.operations[transition.operation], faults, {}});
  return trace;
}

}  // namespace claimcheck::explore::claim
