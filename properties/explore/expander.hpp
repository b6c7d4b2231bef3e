// SPDX-License-Identifier: MIT
#pragma once

#include <cstring>
#include <span>
#include <stdexcept>
#include <utility>

#include "properties/explore/model.hpp"
#include "properties/explore/replay.hpp"
#include "properties/explore/slot.hpp"

namespace claimcheck::explore {

// One worker's half of the search: from states to candidates.
template <Model M>
class Expander {
  static_assert(
      Entered<M> || !requires { &M::enter; }, "enter() has another signature");

 public:
  using State = typename M::State;
  using Action = typename M::Action;

  // Borrows the shards, which must not change while it expands.
  Expander(const M& model, std::span<const Shard> shards, bool symmetry)
      : model_(model),
        symmetry_(symmetry),
        max_encoding_bytes_(model_.max_encoding_bytes()),
        replay_(model, shards, symmetry),
        path_reader_([this] { return replay_.path_to(entered_); }) {
    if (max_encoding_bytes_ > Arena::max_encoding_bytes) {
      throw std::length_error("the model's encodings may be too long");
    }
  }

  // The initial states, as candidates without a parent.
  void expand_nothing_into(Slot& slot) {
    clear(slot);
    std::uint32_t index = 0;
    model_.initial([&](const State& state) { add(slot.chunk, state, {}, {StateId{}, index++}); });
    // Nothing explored is nothing shown: not a model of which all properties hold.
    if (index == 0) throw std::invalid_argument("the model has no initial state");
    slot.chunk.group_by_shard();
  }

  void expand(std::span<const Waiting> states, std::uint32_t depth, Slot& slot) {
    clear(slot);
    for (const Waiting& waiting : states) expand(waiting, depth, slot);
    slot.chunk.group_by_shard();
  }

  Expander(const Expander&) = delete;
  Expander& operator=(const Expander&) = delete;

 private:
  static void clear(Slot& slot) {
    slot.chunk.clear();
    slot.generated = 0;
  }

  void expand(const Waiting& waiting, std::uint32_t depth, Slot& slot) {
    model_.decode(waiting.encoding, state_);
    if constexpr (Entered<M>) {
      entered_ = waiting.id;
      model_.enter(std::as_const(state_), path_reader_);
    }
    slot.observer.at({waiting.id, std::nullopt, depth});
    model_.check(std::as_const(state_), slot.observer);
    std::uint32_t index = 0;
    model_.actions(std::as_const(state_), [&](const Action& action) {
      model_.step(std::as_const(state_), action, next_);
      slot.observer.at_step(index, depth + 1);
      model_.check_step(std::as_const(state_), action, next_, slot.observer);
      if (!is_unchanged()) add(slot.chunk, next_, waiting.encoding, {waiting.id, index});
      ++index;
    });
    slot.generated += index;
  }

  bool is_unchanged() {
    if constexpr (TellsUnchanged<M>) return model_.unchanged(state_, next_);
    return false;
  }

  // A step that changes nothing is common (a refused operation) and needs no looking up.
  void add(Chunk& chunk, const State& state, std::span<const std::uint8_t> from,
           const Origin& origin) {
    std::uint8_t* bytes = chunk.room(2 * max_encoding_bytes_);
    const std::size_t length = model_.encode(state, bytes);
    if (length == 0 || length > max_encoding_bytes_) {
      throw std::length_error("an encoding has no bytes, or more than the model said");
    }
    if (length == from.size() && std::memcmp(bytes, from.data(), length) == 0) return;
    if constexpr (Symmetric<M>) {
      if (symmetry_) return add_canonical(chunk, state, origin, length);
    }
    chunk.add(origin, length, 0);
  }

  void add_canonical(Chunk& chunk, const State& state, const Origin& origin, std::size_t length) {
    std::uint8_t* bytes = chunk.room(2 * max_encoding_bytes_);
    std::memcpy(reached_.room(length), bytes, length);
    const std::size_t canonical = model_.encode_canonical(state, bytes);
    if (canonical == 0 || canonical > max_encoding_bytes_) {
      throw std::length_error("a canonical form has no bytes, or more than the model said");
    }
    std::memcpy(bytes + canonical, reached_.at(0), length);
    chunk.add(origin, canonical, length);
  }

  M model_;
  bool symmetry_;
  std::size_t max_encoding_bytes_;
  State state_;
  State next_;
  ByteBuffer reached_;  // scratch: an encoding while its canonical form is written
  StateId entered_;
  Replay<M> replay_;
  PathReader<Action> path_reader_;
};

}  // namespace claimcheck::explore
