// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <type_traits>

namespace claimcheck::process {

// A sum over the words in which each has a weight of its own: a word that is written over, moved or
// cleared changes it. For accidents, and for engines that write where they may not; who knows this
// function can fool it.
struct Checksum {
  static constexpr std::uint64_t step = 0x9e37'79b9'7f4a'7c15u;   // odd: 2^64 over the golden ratio
  static constexpr std::uint64_t first = 0xd1b5'4a32'd192'ed03u;  // odd too, so all weights are

  static std::uint64_t term(std::uint64_t word, std::size_t index) {
    return (word ^ (word >> 32)) * (first + 2 * step * index) + word;
  }
  static std::uint64_t of(std::span<const std::uint64_t> words) {
    std::uint64_t sum = first;
    for (std::size_t i = 0; i < words.size(); ++i) sum += term(words[i], i);
    return sum;
  }
  // As of() the words that are there now, from that of those before: most are the same.
  static std::uint64_t changed(std::uint64_t sum, std::span<const std::uint64_t> before,
                               std::span<const std::uint64_t> now) {
    for (std::size_t i = 0; i < now.size(); ++i) {
      if (now[i] != before[i]) sum += term(now[i], i) - term(before[i], i);
    }
    return sum;
  }
};

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
  using Words = std::array<std::uint64_t, sizeof(T) / sizeof(std::uint64_t)>;
  // `values` is that of the words of the value.
  static std::uint64_t sum_of(const Copy& copy, std::uint64_t values) {
    return Checksum::of(std::array{copy.number, copy.damaged, values});
  }
  static bool is_whole(const Copy& copy) {
    return copy.sum == sum_of(copy, Checksum::of(std::bit_cast<Words>(copy.value)));
  }

  std::array<Copy, 2> copies_;
};

// Whoever counts, in memory of its own.
template <class T>
class Publisher {
 public:
  // From this value on. What was published before stays until this is.
  Publisher(Published<T>& into, const T& value)
      : into_(into), value_(value), words_(words()), values_sum_(Checksum::of(words_)) {
    if (const auto* newest = into.newest()) number_ = newest->number;
    put();
  }

  T& value() { return value_; }

  // What lies there is looked at before it is written over. Before each step of a trace: so it
  // takes the time of what changed, and of two looks at all.
  void publish() {
    if (std::memcmp(&into_.copies_[number_ % 2], &last_, sizeof last_) != 0) damaged_ = 1;
    const auto now = words();
    values_sum_ = Checksum::changed(values_sum_, words_, now);
    words_ = now;
    put();
  }

 private:
  using Words = typename Published<T>::Words;

  Words words() const { return std::bit_cast<Words>(value_); }

  void put() {
    ++number_;
    last_ = {number_, damaged_, value_, 0};
    last_.sum = Published<T>::sum_of(last_, values_sum_);
    into_.copies_[number_ % 2] = last_;
    std::atomic_signal_fence(std::memory_order_release);  // a signal may end us here
  }

  Published<T>& into_;
  T value_;
  Words words_;                         // of the value that was published last
  std::uint64_t values_sum_;            // and their checksum
  typename Published<T>::Copy last_{};  // what was put there last
  std::uint64_t number_ = 0;            // of the last publication
  std::uint64_t damaged_ = 0;
};

}  // namespace claimcheck::process
