// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cstdint>
#include <optional>
#include <span>
#include <type_traits>

namespace claimcheck::process {

// A sum over the words in which each has a weight of its own: a word that is written over, moved or
// cleared changes it. For accidents, and for engines that write where they may not; who knows this
// function can fool it.
inline std::uint64_t checksum(std::span<const std::uint64_t> words) {
  constexpr std::uint64_t step = 0x9e37'79b9'7f4a'7c15u;  // odd: 2^64 over the golden ratio
  std::uint64_t weight = 0xd1b5'4a32'd192'ed03u;          // odd too, so that all weights are
  std::uint64_t sum = weight;
  for (const auto word : words) {
    sum += (word ^ (word >> 32)) * weight + word;
    weight += 2 * step;
  }
  return sum;
}

// A value that one process counts up and another reads, in memory that an engine can write over.
// The counting is done elsewhere; here lie two copies in turn, each with a checksum, so that a
// process killed while it writes one leaves the other.
template <class T>
class Published {
  static_assert(std::is_trivially_copyable_v<T> && sizeof(T) % sizeof(std::uint64_t) == 0);
  static_assert(std::has_unique_object_representations_v<T>, "a checksum of padding says nothing");

 public:
  // The newest whole copy; nothing where there is none, or where whoever published saw that a copy
  // was written over.
  std::optional<T> read() const {
    const Copy* newest = this->newest();
    if (!newest || newest->damaged != 0) return std::nullopt;
    return newest->value;
  }

 private:
  template <class U>
  friend class Publisher;

  struct Copy {
    std::uint64_t number = 0;   // of this publication
    std::uint64_t damaged = 0;  // 1: a copy before was written over
    T value{};
    std::uint64_t sum = 0;
  };

  const Copy* newest() const {
    const Copy* newest = nullptr;
    for (const auto& copy : copies_) {
      if (is_whole(copy) && (!newest || copy.number > newest->number)) newest = &copy;
    }
    return newest;
  }
  static std::uint64_t sum_of(const Copy& copy) {
    using Words = std::array<std::uint64_t, sizeof(T) / sizeof(std::uint64_t)>;
    const std::array<std::uint64_t, 3> all = {copy.number, copy.damaged,
                                              checksum(std::bit_cast<Words>(copy.value))};
    return checksum(all);
  }
  static bool is_whole(const Copy& copy) { return copy.sum == sum_of(copy); }

  std::array<Copy, 2> copies_;
};

// Whoever counts, in memory of its own.
template <class T>
class Publisher {
 public:
  // From this value on. What was published before stays until this is.
  Publisher(Published<T>& into, const T& value) : into_(into), value_(value) {
    if (const auto* newest = into.newest()) number_ = newest->number;
    put();
  }

  T& value() { return value_; }

  // What lies there is looked at before it is written over.
  void publish() {
    const auto& last = into_.copies_[number_ % 2];
    if (last.sum != sum_ || !Published<T>::is_whole(last)) damaged_ = 1;
    put();
  }

 private:
  void put() {
    auto& next = into_.copies_[++number_ % 2];
    next.number = number_;
    next.damaged = damaged_;
    next.value = value_;
    next.sum = Published<T>::sum_of(next);
    sum_ = next.sum;
    std::atomic_signal_fence(std::memory_order_release);  // a signal may end us here
  }

  Published<T>& into_;
  T value_;
  std::uint64_t number_ = 0;  // of the last publication
  std::uint64_t sum_ = 0;     // and its checksum
  std::uint64_t damaged_ = 0;
};

}  // namespace claimcheck::process
