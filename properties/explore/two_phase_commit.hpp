// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "properties/explore/model.hpp"

namespace claimcheck::explore {

// Two-phase commit after Gray and Lamport, "Consensus on Transaction Commit" (2003), the TLA+
// module TwoPhase: the explorer is calibrated with it, because its counts are published.
class TwoPhaseCommit {
 public:
  enum Phase : std::uint8_t { working, prepared, committed, aborted };

  struct Manager {
    Phase phase = working;
    bool known_prepared = false;  // the transaction manager has received its `prepared`
    bool sent_prepared = false;

    friend auto operator<=>(const Manager&, const Manager&) = default;
  };

  struct State {
    std::vector<Manager> managers;
    Phase transaction = working;  // or committed or aborted, and then the message is out

    friend bool operator==(const State&, const State&) = default;
  };

  struct Action {
    enum Kind : std::uint8_t { commit, abort, receive_prepared, prepare, give_up, obey } kind;
    std::size_t manager = 0;  // where one acts

    friend bool operator==(const Action&, const Action&) = default;
  };

  // `by_phase_only`: a canonical form that sorts by phase and leaves ties as they are.
  explicit TwoPhaseCommit(std::size_t managers, bool by_phase_only = false)
      : managers_(managers), by_phase_only_(by_phase_only) {}

  template <class Visit>
  void initial(Visit visit) const {
    visit(State{std::vector<Manager>(managers_), working});
  }

  template <class Visit>
  void actions(const State& state, Visit visit) const {
    const bool undecided = state.transaction == working;
    if (undecided && std::all_of(state.managers.begin(), state.managers.end(),
                                 [](const Manager& manager) { return manager.known_prepared; })) {
      visit(Action{Action::commit});
    }
    if (undecided) visit(Action{Action::abort});
    for (std::size_t at = 0; at < managers_; ++at) {
      const Manager& manager = state.managers[at];
      if (undecided && manager.sent_prepared) visit(Action{Action::receive_prepared, at});
      if (manager.phase == working) visit(Action{Action::prepare, at});
      if (manager.phase == working) visit(Action{Action::give_up, at});
      if (!undecided) visit(Action{Action::obey, at});
    }
  }

  void step(const State& state, const Action& action, State& next) const {
    next = state;
    Manager& manager = next.managers[action.manager];
    switch (action.kind) {
      case Action::commit:
        next.transaction = committed;
        break;
      case Action::abort:
        next.transaction = aborted;
        break;
      case Action::receive_prepared:
        manager.known_prepared = true;
        break;
      case Action::prepare:
        manager.phase = prepared;
        manager.sent_prepared = true;
        break;
      case Action::give_up:
        manager.phase = aborted;
        break;
      case Action::obey:
        manager.phase = state.transaction;
        break;
    }
  }

  std::size_t max_encoding_bytes() const { return 1 + managers_; }

  std::size_t encode(const State& state, std::uint8_t* bytes) const {
    *bytes++ = state.transaction;
    for (const Manager& manager : state.managers) {
      *bytes++ = static_cast<std::uint8_t>(manager.phase | (manager.known_prepared ? 4 : 0) |
                                           (manager.sent_prepared ? 8 : 0));
    }
    return 1 + managers_;
  }

  std::size_t encode_canonical(State state, std::uint8_t* bytes) const {
    std::stable_sort(state.managers.begin(), state.managers.end(),
                     [this](const Manager& a, const Manager& b) {
                       return by_phase_only_ ? a.phase < b.phase : a < b;
                     });
    return encode(state, bytes);
  }

  void decode(std::span<const std::uint8_t> bytes, State& state) const {
    state.transaction = static_cast<Phase>(bytes[0]);
    state.managers.clear();
    for (const std::uint8_t byte : bytes.subspan(1)) {
      state.managers.push_back({static_cast<Phase>(byte & 3), (byte & 4) != 0, (byte & 8) != 0});
    }
  }

  std::vector<std::string> goals() const { return {"all committed", "all aborted"}; }

  void check(const State& state, Observer& observer) const {
    const auto count = [&](Phase phase) {
      return static_cast<std::size_t>(
          std::count_if(state.managers.begin(), state.managers.end(),
                        [phase](const Manager& manager) { return manager.phase == phase; }));
    };
    if (count(committed) > 0 && count(aborted) > 0) observer.violated("consistent");
    if (count(committed) == managers_) observer.reached(0);
    if (count(aborted) == managers_) observer.reached(1);
  }

  void check_step(const State& state, const Action&, const State& next, Observer& observer) const {
    const bool decided = state.transaction != working;
    if (decided && next.transaction != state.transaction) observer.violated("decided once");
  }

 private:
  std::size_t managers_;
  bool by_phase_only_;
};

}  // namespace claimcheck::explore
