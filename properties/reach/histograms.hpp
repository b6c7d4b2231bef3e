// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "model/trace/trace.hpp"

// What was generated: how often each value of each dimension of the contract.

namespace claimcheck::reach {

enum class Dimension : std::uint8_t {
  regions,
  tags,
  operations,
  threads,
  failing,
  region_kind,
  unbind,
  base,
  region_size,
  align,
  seq_base,
  members,
  offer_form,
  address,
  length,
  seq,
  nearest_tag,
  operation,
  device,
  text_length,
  uuid_spelling,
  size_spelling,
  fault_nth,
  fault_span,
  fault_error,
};
inline constexpr std::size_t dimension_count = 25;

enum class Scale : std::uint8_t {
  exact,   // bin i: the value i; the last one: that and more
  powers,  // bin 0: 0; bin i: 2^(i-1) and more, below 2^i
  names,   // bin i: the i-th label
};

struct DimensionInfo {
  std::string_view name;
  std::string_view of;  // what is counted: "region", "offer", ...
  Scale scale = Scale::exact;
  std::span<const std::string_view> labels = {};
};
const DimensionInfo& info(Dimension dimension);

struct Histograms {
  static constexpr std::size_t bins = 65;  // 0 and 64 powers of two
  std::array<std::array<std::uint64_t, bins>, dimension_count> counts{};

  void add(Dimension dimension, std::uint64_t bin) {
    ++counts[static_cast<std::size_t>(dimension)][bin < bins ? bin : bins - 1];
  }
  void add_power(Dimension dimension, std::uint64_t value) {
    add(dimension, static_cast<std::uint64_t>(std::bit_width(value)));
  }
  const std::array<std::uint64_t, bins>& of(Dimension dimension) const {
    return counts[static_cast<std::size_t>(dimension)];
  }
  void add(const Histograms& other);
  bool operator==(const Histograms&) const = default;
};

void count(const model::Trace& trace, Histograms& histograms);

// What a bin holds: "8", "4K", "static".
std::string label(Dimension dimension, std::size_t bin);

// How a text that was written to a uuid or a size spells it: a bin of the two dimensions.
std::size_t uuid_spelling(std::string_view text);
std::size_t size_spelling(std::string_view text);

}  // namespace claimcheck::reach
