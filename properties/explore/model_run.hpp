// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>

#include "properties/explore/model.hpp"

namespace claimcheck::explore {

// What a search keeps of a path are numbers: the model is asked again what they stand for. Throws
// std::logic_error where it has less to say than before.

template <Model M>
typename M::State initial_state(M& model, std::size_t index) {
  std::optional<typename M::State> found;
  std::size_t count = 0;
  model.initial([&](const typename M::State& state) {
    if (count++ == index) found = state;
  });
  if (!found) throw std::logic_error("the model has fewer initial states than before");
  return *found;
}

template <Model M>
typename M::Action action_of(M& model, const typename M::State& state, std::uint32_t index) {
  std::optional<typename M::Action> found;
  std::uint32_t count = 0;
  model.actions(state, [&](const typename M::Action& action) {
    if (count++ == index) found.emplace(action);
  });
  if (!found) throw std::logic_error("a state of the model has fewer actions than before");
  return *found;
}

// The bytes by which states are told apart, and how many they are; room for max_encoding_bytes().
template <Model M>
std::size_t encode_key(M& model, const typename M::State& state, bool symmetry,
                       std::uint8_t* bytes) {
  if constexpr (Symmetric<M>) {
    if (symmetry) return model.encode_canonical(state, bytes);
  }
  return model.encode(state, bytes);
}

}  // namespace claimcheck::explore
