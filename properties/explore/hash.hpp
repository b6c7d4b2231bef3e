// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace claimcheck::explore {

// The multiply-and-fold step of Wang Yi's wyhash: both halves of a 128-bit product, xored.
inline std::uint64_t fold(std::uint64_t left, std::uint64_t right) {
  __extension__ using Product = unsigned __int128;
  const Product product = static_cast<Product>(left) * right;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

// A 64-bit hash of an encoding. Two encodings with one hash are possible and harmless: the hash
// decides where a state is looked for, never whether it is the same state.
inline std::uint64_t hash_bytes(const std::uint8_t* bytes, std::size_t length) {
  constexpr std::uint64_t first = 0xa0761d6478bd642fU;
  constexpr std::uint64_t second = 0xe7037ed1a0b428dbU;
  const auto load = [](const std::uint8_t* from, std::size_t count) {
    std::uint64_t word = 0;
    std::memcpy(&word, from, count);
    return word;
  };
  std::uint64_t hash = length ^ first;
  while (length > 16) {
    hash = fold(load(bytes, 8) ^ second, load(bytes + 8, 8) ^ hash);
    bytes += 16;
    length -= 16;
  }
  // What is left, 0 to 16 bytes, is read as two words that may overlap.
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  if (length >= 8) {
    low = load(bytes, 8);
    high = load(bytes + length - 8, 8);
  } else if (length >= 4) {
    low = load(bytes, 4);
    high = load(bytes + length - 4, 4);
  } else if (length > 0) {
    low = bytes[0];
    high = (std::uint64_t{bytes[length / 2]} << 8) | bytes[length - 1];
  }
  return fold(fold(low ^ second, high ^ hash), first ^ length);
}

}  // namespace claimcheck::explore
