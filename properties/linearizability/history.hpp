// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace claimcheck::linearizability {

/// A moment, on a clock that all threads share: a step count, or nanoseconds. A response at a
/// moment comes before an invocation at a later one; at the same moment the two overlap.
using Stamp = std::uint64_t;

/// What one thread did. An operation without an outcome is pending: it was invoked, did not
/// return, and may have taken effect or not.
template <class Operation, class Outcome>
struct Call {
  std::size_t thread = 0;
  Operation operation{};
  std::optional<Outcome> outcome;
  Stamp invoke = 0;
  Stamp response = 0;  ///< not meant where there is no outcome; otherwise at least `invoke`
};

/// A sequential model.
///
/// next(state, call) gives every state in which `state` can be left by the call, given its
/// outcome: none where the model forbids it, more than one where it leaves a choice. Whether a
/// call that failed by injection changes nothing is for next() to say. Of a pending call any
/// outcome will do. Threads and stamps must not matter to it.
///
/// why(state, call) says for people why next() gave nothing.
template <class Model>
concept SequentialModel = std::copyable<typename Model::State> &&
    std::equality_comparable<typename Model::State> &&
    requires(const Model& model, const typename Model::State& state,
             const Call<typename Model::Operation, typename Model::Outcome>& call) {
  { model.hash(state) } -> std::convertible_to<std::size_t>;
  { model.next(state, call) } -> std::same_as<std::vector<typename Model::State>>;
  { model.why(state, call) } -> std::convertible_to<std::string>;
};

template <SequentialModel Model>
using CallOf = Call<typename Model::Operation, typename Model::Outcome>;

template <SequentialModel Model>
using History = std::vector<CallOf<Model>>;

}  // namespace claimcheck::linearizability
