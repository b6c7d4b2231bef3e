// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "properties/explore/model.hpp"

namespace claimcheck::explore {

// Models with answers that everybody can look up.

// Two jugs of 3 and 5 gallons; `four`, the invariant, is broken when the larger holds 4.
class Jugs {
 public:
  struct State {
    std::uint8_t small = 0;
    std::uint8_t large = 0;
  };
  enum class Action { fill_small, fill_large, empty_small, empty_large, to_large, to_small };

  template <class Visit>
  void initial(Visit visit) const {
    visit(State{});
  }
  template <class Visit>
  void actions(const State&, Visit visit) const {
    for (int action = 0; action < 6; ++action) visit(static_cast<Action>(action));
  }
  void step(const State& state, Action action, State& next) const {
    const auto poured = [](int amount, int room) {
      return static_cast<std::uint8_t>(std::min(amount, room));
    };
    next = state;
    switch (action) {
      case Action::fill_small:
        next.small = 3;
        break;
      case Action::fill_large:
        next.large = 5;
        break;
      case Action::empty_small:
        next.small = 0;
        break;
      case Action::empty_large:
        next.large = 0;
        break;
      case Action::to_large:
        next.large = static_cast<std::uint8_t>(state.large + poured(state.small, 5 - state.large));
        next.small = static_cast<std::uint8_t>(state.small - poured(state.small, 5 - state.large));
        break;
      case Action::to_small:
        next.small = static_cast<std::uint8_t>(state.small + poured(state.large, 3 - state.small));
        next.large = static_cast<std::uint8_t>(state.large - poured(state.large, 3 - state.small));
        break;
    }
  }
  std::size_t max_encoding_bytes() const { return 2; }
  std::size_t encode(const State& state, std::uint8_t* bytes) const {
    bytes[0] = state.small;
    bytes[1] = state.large;
    return 2;
  }
  void decode(std::span<const std::uint8_t> bytes, State& state) const {
    state = {bytes[0], bytes[1]};
  }
  std::vector<std::string> goals() const { return {"large jug full", "more than there is"}; }
  void check(const State& state, Observer& observer) const {
    if (state.large == 4) observer.violated("four");
    if (state.large == 5) observer.reached(0);
    if (state.small + state.large > 8) observer.reached(1);
  }
  void check_step(const State&, Action action, const State& next, Observer& observer) const {
    if (action == Action::to_small && next.large == 2) observer.violated("two left over");
  }
  std::string describe(const State& state) const {
    return std::to_string(state.small) + " " + std::to_string(state.large);
  }
  std::string describe(Action action) const {
    constexpr std::array names = {"fill small",  "fill large",   "empty small",
                                  "empty large", "to \"large\"", "to \"small\""};
    return names[static_cast<std::size_t>(action)];
  }
};

// Sliding tiles on a board of the given width and height, from the solved position with the
// blank in a corner. `reversed` is broken by the position with the tiles in reverse order.
class SlidingTiles {
 public:
  using State = std::vector<std::uint8_t>;  // 0 is the blank
  enum class Action { up, down, left, right };

  SlidingTiles(std::size_t width, std::size_t height) : width_(width), height_(height) {}

  template <class Visit>
  void initial(Visit visit) const {
    State solved(width_ * height_);
    for (std::size_t at = 0; at < solved.size(); ++at) solved[at] = static_cast<std::uint8_t>(at);
    visit(solved);
  }
  template <class Visit>
  void actions(const State& state, Visit visit) const {
    const std::size_t blank = blank_of(state);
    if (blank >= width_) visit(Action::up);
    if (blank + width_ < state.size()) visit(Action::down);
    if (blank % width_ > 0) visit(Action::left);
    if (blank % width_ + 1 < width_) visit(Action::right);
  }
  void step(const State& state, Action action, State& next) const {
    const std::size_t blank = blank_of(state);
    next = state;
    const std::size_t to = action == Action::up     ? blank - width_
                           : action == Action::down ? blank + width_
                           : action == Action::left ? blank - 1
                                                    : blank + 1;
    std::swap(next[blank], next[to]);
  }
  std::size_t max_encoding_bytes() const { return width_ * height_; }
  std::size_t encode(const State& state, std::uint8_t* bytes) const {
    std::copy(state.begin(), state.end(), bytes);
    return state.size();
  }
  void decode(std::span<const std::uint8_t> bytes, State& state) const {
    state.assign(bytes.begin(), bytes.end());
  }
  std::vector<std::string> goals() const { return {}; }
  void check(const State& state, Observer& observer) const {
    if (std::is_sorted(state.rbegin(), state.rend())) observer.violated("reversed");
  }
  void check_step(const State&, Action, const State&, Observer&) const {}

 private:
  static std::size_t blank_of(const State& state) {
    return static_cast<std::size_t>(std::find(state.begin(), state.end(), 0) - state.begin());
  }

  std::size_t width_;
  std::size_t height_;
};

// All words over a few letters up to a length, each letter appended an action: encodings of
// every length, a known number of states at each depth, and a violation for every pair of
// letters, seen at many places at once.
class Words {
 public:
  using State = std::string;
  using Action = char;

  Words(char last_letter, std::size_t max_letters)
      : last_letter_(last_letter), max_letters_(max_letters) {}

  template <class Visit>
  void initial(Visit visit) const {
    visit(State{});
  }
  template <class Visit>
  void actions(const State& state, Visit visit) const {
    if (state.size() == max_letters_) return;
    for (char letter = 'a'; letter <= last_letter_; ++letter) visit(letter);
  }
  void step(const State& state, Action action, State& next) const { next = state + action; }
  std::size_t max_encoding_bytes() const { return 1 + max_letters_; }
  std::size_t encode(const State& state, std::uint8_t* bytes) const {
    bytes[0] = '>';
    std::copy(state.begin(), state.end(), bytes + 1);
    return 1 + state.size();
  }
  // Letters renamed in the order in which they come: the letters are interchangeable.
  std::size_t encode_canonical(const State& state, std::uint8_t* bytes) const {
    std::string names;
    State renamed;
    for (const char letter : state) {
      if (names.find(letter) == std::string::npos) names += letter;
      renamed += static_cast<char>('a' + static_cast<int>(names.find(letter)));
    }
    return encode(renamed, bytes);
  }
  void decode(std::span<const std::uint8_t> bytes, State& state) const {
    state.assign(bytes.begin() + 1, bytes.end());
  }
  std::vector<std::string> goals() const { return {"longest"}; }
  void check(const State& state, Observer& observer) const {
    if (state.size() == max_letters_) observer.reached(0);
    if (state.size() >= 3 && state[state.size() - 3] == state.back()) observer.violated("x.x");
  }
  void check_step(const State& state, Action action, const State&, Observer& observer) const {
    if (!state.empty()) observer.violated(state.back() == action ? "xx" : "xy");
  }

 private:
  char last_letter_;
  std::size_t max_letters_;
};

// Reads the last of two letters as another one.
class MisreadWords : public Words {
 public:
  using Words::Words;
  void decode(std::span<const std::uint8_t> bytes, State& state) const {
    Words::decode(bytes, state);
    if (state.size() == 2) state.back() = static_cast<char>('a' + ('d' - state.back()));
  }
};

}  // namespace claimcheck::explore
