// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/step.hpp"
#include "properties/explore/claim/codec.hpp"
#include "properties/explore/claim/operations.hpp"
#include "properties/explore/claim/refinement.hpp"
#include "properties/explore/claim/tally.hpp"
#include "properties/explore/model.hpp"

namespace claimcheck::explore::claim {

// One transition: an operation of the scope, with or without a failing step.
struct Action {
  static constexpr std::uint16_t none = 0xffff;

  std::uint16_t operation = 0;  // index in the operations
  std::uint16_t failing_step = none;
  bool retry_succeeds = false;  // what fails here would succeed without the failure

  bool operator==(const Action&) const = default;
};

// What all copies of the model share: never written while they work, but for the tally.
struct Common {
  Common(const Scope& wanted, bool with_engine);

  Scope scope;
  model::Trace trace;  // setup and tags, no steps
  std::vector<model::Operation> operations;
  std::vector<model::Clause> goals;
  std::vector<std::uint8_t> goal_of;  // by clause; no_goal where it is none
  Tally tally;
  std::atomic<std::uint64_t> next_copy{1};

  static constexpr std::uint8_t no_goal = 0xff;
};

// The clauses that a scope can exercise.
std::vector<model::Clause> goals_of(const Scope& scope, bool with_engine);

// The reference model as a model for the explorer: step() is model::step() and nothing else.
class ClaimModel {
 public:
  // A state and a version: equal versions mean equal values, and only a state that holds nothing
  // yet has 0. It spares copying, since most operations are refused in most states.
  struct State {
    model::State value;
    std::uint64_t version = 0;
    std::uint64_t parent = 0;          // the version it was stepped from
    std::uint32_t changed_region = 0;  // all that is not as in the parent
  };
  using Action = claim::Action;

  // With an engine every transition is run on it too.
  explicit ClaimModel(const Scope& scope) : ClaimModel(scope, std::nullopt) {}
  ClaimModel(const Scope& scope, std::optional<Target> target);
  ClaimModel(const ClaimModel& other);
  ClaimModel& operator=(const ClaimModel&) = delete;
  ~ClaimModel();

  const Common& common() const { return *common_; }
  Counts counts() const { return common_->tally.sum(); }

  template <class Visit>
  void initial(Visit visit) {
    visit(State{model::initial_state(common_->trace.setup), fresh_version()});
  }

  // A region has at most as many devices as the scope says: no `create` beyond.
  template <class Visit>
  void actions(const State& state, Visit visit) {
    for (std::uint16_t index = 0; index < kinds_.size(); ++index) {
      const Kind& kind = kinds_[index];
      if (kind.creates && is_full(state, kind.region)) continue;
      visit(Action{index});
      if (kind.claims && common_->scope.failures) visit_failures(state, index, visit);
    }
  }

  void step(const State& state, const Action& action, State& next);
  bool unchanged(const State& state, const State& next) const {
    return state.version == next.version;
  }

  std::size_t max_encoding_bytes() const { return codec_.max_bytes(); }
  std::size_t encode(const State& state, std::uint8_t* bytes) const {
    return codec_.encode(state.value, bytes);
  }
  std::size_t encode_canonical(const State& state, std::uint8_t* bytes) {
    return codec_.encode_canonical(state.value, bytes);
  }
  void decode(std::span<const std::uint8_t> bytes, State& state) {
    codec_.decode(bytes, state.value);
    state.version = fresh_version();
    state.parent = 0;
  }

  std::vector<std::string> goals() const;
  void enter(const State& state, const PathReader<Action>& path);
  void check(const State& state, Observer& observer);
  void check_step(const State& state, const Action& action, const State& next, Observer& observer);

  // A few words, for pictures.
  std::string describe(const State& state) const;
  std::string describe(const Action& action) const;

 private:
  // What of an operation is asked again and again.
  struct Kind {
    std::uint32_t region;
    bool creates;
    bool claims;
    bool offers;
    bool writes;
    bool reads;
  };

  std::uint64_t fresh_version() { return ++version_; }
  bool is_full(const State& state, std::uint32_t region) const {
    return region < common_->scope.regions &&
           state.value.regions[region].devices.size() >= common_->scope.devices;
  }

  template <class Visit>
  void visit_failures(const State& state, std::uint16_t index, Visit visit) {
    const auto [steps, succeeds] = fallible_steps(state, index);
    for (std::uint16_t failing = 0; failing < steps; ++failing) {
      visit(Action{index, failing, succeeds});
    }
  }
  struct Fallible {
    std::uint16_t steps;
    bool succeeds;
  };
  Fallible fallible_steps(const State& state, std::uint16_t index);

  void make_equal(State& next, const State& state) const;
  void count(model::Clause clause, Observer& observer);
  void check_outcome(const Action& action, bool changed, Observer& observer);

  std::shared_ptr<Common> common_;
  std::vector<Kind> kinds_;  // by index in the operations
  Codec codec_;
  std::uint64_t version_;   // of this copy alone: counts from a start that no other copy has
  State probe_;             // scratch of fallible_steps()
  model::Outcome outcome_;  // of the last step()
  Counts counts_;
  std::optional<Target> target_;
  std::unique_ptr<Refinement> refinement_;  // null: no engine, or not entered yet
};

}  // namespace claimcheck::explore::claim
