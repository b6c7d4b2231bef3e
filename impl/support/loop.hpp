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

// Numbers from 0 up.
class Upwards {
 public:
  explicit constexpr Upwards(std::size_t end) : end_(end) {}

  struct Iterator {
    std::size_t at;

    constexpr std::size_t operator*() const { return at; }
    constexpr void operator++() { at++; }
    bool operator==(const Iterator&) const = default;
  };
  constexpr Iterator begin() const { return {0}; }
  constexpr Iterator end() const { return {end_}; }

 private:
  std::size_t end_;
};

template <class... Written>
constexpr Upwards upwards(const char*, std::size_t end, const Written&...) {
  return Upwards(end);
}

constexpr std::size_t greater(std::size_t a, std::size_t b) {
  return a < b ? b : a;
}

// The places of a table whose last is followed by the first, without end.
template <class Table>
class Around {
 public:
  constexpr Around(const Table& table, std::size_t from) : table_(table), from_(from) {}

  struct End {};
  struct Iterator {
    const Table& table;
    std::size_t at;

    constexpr std::size_t operator*() const { return at; }
    constexpr void operator++() { at = table.after(at); }
    constexpr bool operator!=(End) const { return true; }
  };
  constexpr Iterator begin() const { return {table_, from_}; }
  constexpr End end() const { return {}; }

 private:
  const Table& table_;
  std::size_t from_;
};

template <class Table, class... Written>
constexpr Around<Table> around(const char*, const Table& table, std::size_t from,
                               const Written&...) {
  return {table, from};
}

// Behind a loop without end, which a return leaves.
[[noreturn]] inline void never() {
  __builtin_unreachable();
}

}  // namespace claimcheck::support
