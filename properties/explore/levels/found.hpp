// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <cstring>
#include <span>

#include "properties/explore/hash.hpp"
#include "properties/explore/levels/link.hpp"

namespace claimcheck::explore {

using Bytes = std::span<const std::uint8_t>;

// A state that was reached. `key` is what sets compare; `payload` what is needed to expand it
// beside the key: under symmetry the encoding as reached, then the actions that lead there where
// paths are kept.
struct Found {
  Link link = 0;
  Bytes key;
  Bytes payload;
};

// The upper half of a hash_bytes(): what tables keep of it.
inline std::uint32_t fingerprint_of(std::uint64_t hash) {
  return static_cast<std::uint32_t>(hash >> 32U);
}

// How runs of keys are sorted: by their fingerprints, which tables have at hand and which nearly
// always decide; those of one fingerprint byte by byte, and what is shorter first.
struct SortedKey {
  SortedKey() = default;
  explicit SortedKey(Bytes key)
      : SortedKey(fingerprint_of(hash_bytes(key.data(), key.size())), key) {}
  SortedKey(std::uint32_t fingerprint_of_key, Bytes key)
      : fingerprint(fingerprint_of_key), bytes(key) {}

  friend std::strong_ordering operator<=>(const SortedKey& a, const SortedKey& b) {
    if (a.fingerprint != b.fingerprint) return a.fingerprint <=> b.fingerprint;
    const std::size_t both = std::min(a.bytes.size(), b.bytes.size());
    const int order = std::memcmp(a.bytes.data(), b.bytes.data(), both);
    return order != 0 ? order <=> 0 : a.bytes.size() <=> b.bytes.size();
  }
  friend bool operator==(const SortedKey& a, const SortedKey& b) { return (a <=> b) == 0; }

  std::uint32_t fingerprint = 0;
  Bytes bytes;
};

// What is before the bytes of a `Found` in a batch or a run.
struct FoundHeader {
  Link link = 0;
  std::uint16_t key_bytes = 0;
  std::uint16_t payload_bytes = 0;

  static constexpr std::size_t bytes = 12;
};

// To anything that has append(bytes, count).
template <class Sink>
void write_found(Sink& sink, const Found& found) {
  const auto key_bytes = static_cast<std::uint16_t>(found.key.size());
  const auto payload_bytes = static_cast<std::uint16_t>(found.payload.size());
  sink.append(&found.link, sizeof found.link);
  sink.append(&key_bytes, sizeof key_bytes);
  sink.append(&payload_bytes, sizeof payload_bytes);
  sink.append(found.key.data(), found.key.size());
  sink.append(found.payload.data(), found.payload.size());
}

inline FoundHeader read_header(const std::uint8_t* bytes) {
  FoundHeader header;
  std::memcpy(&header.link, bytes, 8);
  std::memcpy(&header.key_bytes, bytes + 8, 2);
  std::memcpy(&header.payload_bytes, bytes + 10, 2);
  return header;
}

}  // namespace claimcheck::explore
