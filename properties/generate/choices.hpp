// SPDX-License-Identifier: MIT
#pragma once

#include <rapidcheck.h>

#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

namespace claimcheck::generate {

// Random decisions in the words that generators use. The same source gives the same decisions.
class Choices {
 public:
  explicit Choices(const rc::Random& random) : random_(random) {}

  // From 0 to count - 1; count is not 0.
  std::uint64_t below(std::uint64_t count) { return random_.next() % count; }
  std::uint64_t between(std::uint64_t lowest, std::uint64_t highest) {
    return lowest + below(highest - lowest + 1);
  }
  bool percent(std::uint64_t chance) { return below(100) < chance; }

  template <class T>
  const T& one_of(const std::vector<T>& list) {
    return list[below(list.size())];
  }
  template <class T>
  T one_of(std::initializer_list<T> list) {
    return list.begin()[below(list.size())];
  }

  // The place of one of the weights, each as likely as it is heavy.
  std::size_t weighted(std::initializer_list<std::uint64_t> weights) {
    return weighted(std::span<const std::uint64_t>(weights.begin(), weights.size()));
  }
  std::size_t weighted(std::span<const std::uint64_t> weights) {
    std::uint64_t sum = 0;
    for (const auto weight : weights) sum += weight;
    auto left = below(sum);
    std::size_t index = 0;
    for (const auto weight : weights) {
      if (left < weight) break;
      left -= weight;
      ++index;
    }
    return index;
  }

  template <class List>
  void shuffle(List& list) {
    for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[below(i)]);
  }

 private:
  rc::Random random_;
};

}  // namespace claimcheck::generate
