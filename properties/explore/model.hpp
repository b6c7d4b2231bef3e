// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "properties/explore/goals.hpp"

namespace claimcheck::explore {

// One run of a model: the place of its initial state in the enumeration, and what was done.
template <class Action>
struct Path {
  std::size_t initial = 0;
  std::vector<Action> actions;
};

// Reads the shortest path to the state that was entered last; valid inside a worker's calls.
template <class Action>
using PathReader = std::function<Path<Action>()>;

// What can be explored. Every worker has a copy of the model of its own, so members need not be
// const and may keep scratch space; what copies share must be safe to share. The answers must
// depend on the arguments only, never on earlier calls.
//
//   initial(visit)         calls visit(state) for each initial state
//   actions(state, visit)  calls visit(action) for each action enabled in the state, always in
//                          the same order; at most 65,536
//   step(state, action, next)      makes `next` (which holds anything) the state that follows
//   max_encoding_bytes()   bound of encode(), at most 4,095
//   encode(state, bytes)   writes the state, returns how many bytes, at least one; equal bytes
//                          exactly for equal states
//   decode(bytes, state)   the inverse; `state` holds anything before
//   goals()                names of the `sometimes` goals: reached somewhere, or reported
//   check(state, observer)                       asked once for each distinct state
//   check_step(state, action, next, observer)    asked for each transition, right after step()
//
// The checks report violations by key and goals by number; they are not optional, so that a
// property whose signature is misspelt does not compile instead of never being asked.
template <class M>
concept Model = std::copy_constructible<M> &&
    requires(M model, const typename M::State& state, typename M::State& out,
             const typename M::Action& action, std::uint8_t* bytes,
             std::span<const std::uint8_t> encoding, Observer& observer) {
  model.initial([](const typename M::State&) {});
  model.actions(state, [](const typename M::Action&) {});
  model.step(state, action, out);
  { model.max_encoding_bytes() } -> std::convertible_to<std::size_t>;
  { model.encode(state, bytes) } -> std::same_as<std::size_t>;
  model.decode(encoding, out);
  { model.goals() } -> std::convertible_to<std::vector<std::string>>;
  model.check(state, observer);
  model.check_step(state, action, out, observer);
};

// Optional. encode_canonical(state, bytes), as encode(), writes one and the same encoding for
// states that a symmetry of the model maps to each other: a symmetry permutes states such that
// steps go to steps and properties hold in both or in neither. A form that is not the same for
// the whole orbit is sound and merges less.
template <class M>
concept Symmetric = requires(M model, const typename M::State& state, std::uint8_t* bytes) {
  { model.encode_canonical(state, bytes) } -> std::same_as<std::size_t>;
};

// Optional. unchanged(state, next) may say true after a step that led back to the state, and spares
// encoding it; false is always right.
template <class M>
concept TellsUnchanged = requires(M model, const typename M::State& state) {
  { model.unchanged(state, state) } -> std::same_as<bool>;
};

// Optional. enter(state, path) is called before a state is checked and its actions enumerated:
// the place to bring something else, such as an engine, into the same state.
template <class M>
concept Entered = requires(M model, const typename M::State& state,
                           const PathReader<typename M::Action>& path) {
  model.enter(state, path);
};

}  // namespace claimcheck::explore
