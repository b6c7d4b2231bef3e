// SPDX-License-Identifier: MIT
// Loops with a name, in texts that are read in two ways: the engine runs them, and the proofs,
// which have these functions for values of their own, say by the name what holds at each turn.
#pragma once

#include <cstddef>
#include <span>

namespace claimcheck::support {

// `written` are the function's own variables that the loop writes.
template <class T, class... Written>
constexpr std::span<T> loop(const char*, std::span<T> range, const Written&...) {
  return range;
}

// The places of a range that have one before them, from the last down to 1.
class Downwards {
 public:
  explicit constexpr Downwards(std::size_t last) : last_(last) {}

  struct Iterator {
    std::size_t at;

    constexpr std::size_t operator*() const { return at; }
    constexpr void operator++() { at--; }
    bool operator==(const Iterator&) const = default;
  };
  constexpr Iterator begin() const { return {last_}; }
  constexpr Iterator end() const { return {0}; }

 private:
  std::size_t last_;
};

// The range is not empty.
template <class T>
constexpr Downwards downwards(const char*, std::span<T> range) {
  return Downwards(range.size() - 1);
}

}  // namespace claimcheck::support
