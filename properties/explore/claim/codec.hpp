// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "model/state.hpp"
#include "properties/explore/claim/packed.hpp"
#include "properties/explore/claim/scope.hpp"

namespace claimcheck::explore::claim {

// The states of a scope in few bytes. Of each dynamic region: its extents in order of arrival,
// three bytes each, and its devices, two bytes each and one for each range. The other regions
// never change and are left out. Sizes and page offsets are left out as well where they are what
// theorem I6 says; where not, one bit says so and a decoded state has a wrong size, so that the
// theorem is false of it too.
//
// Has scratch space: one codec for one thread.
class Codec {
 public:
  explicit Codec(const Scope& scope);

  std::size_t max_bytes() const { return max_bytes_; }
  std::size_t encode(const model::State& state, std::uint8_t* bytes) const;

  // `state` is a state of this scope, or empty.
  void decode(std::span<const std::uint8_t> bytes, model::State& state) const;

  // One encoding for all states that differ only in names and orders that the contract does not
  // look at:
  //   - which tag is which: a tag comes with its places, and all tags have places alike;
  //   - which device is which, but for each region's first: `create` gives out another index
  //     then, and no clause looks at the index;
  //   - which untagged place is which, by order of arrival;
  //   - the order of arrival of extents with different tags: U1 looks at that of untagged ones
  //     only, M2 numbers within an offer.
  // The order of arrival within a tag and its members' addresses stay, though no clause asks for
  // them: an engine may.
  std::size_t encode_canonical(const model::State& state, std::uint8_t* bytes);

 private:
  // The extents of one tag, over all regions, without its name: what tags are sorted by.
  struct Signature {
    std::array<std::uint8_t, 136> bytes{};  // 4 regions of 8 extents of 4, and their ends
    std::uint32_t size = 0;
    std::uint32_t tag = 0;  // packed
  };
  // One region's devices, each as in the encoding.
  struct DeviceBytes {
    std::array<std::uint8_t, 18> bytes;
    std::uint32_t size;
  };

  void sign(const model::State& state);
  void sign_region(const model::Region& region, std::uint64_t base);
  std::uint8_t* canonical_region(const model::Region& region, std::uint64_t base,
                                 std::uint8_t* bytes);
  std::uint8_t* canonical_devices(const model::Region& region, std::uint8_t* bytes);
  std::uint32_t relative(std::uint32_t packed) const;

  Scope scope_;
  Layout layout_;
  model::Setup setup_;
  std::size_t max_bytes_;
  std::array<Signature, max_tag + 1> signatures_;  // those of the tags, sorted, from 0
  std::array<std::uint32_t, max_tag + 1> rank_{};  // by packed tag
  std::vector<std::uint8_t> holder_;               // by extent of one region
  std::vector<std::uint8_t> new_place_;            // by extent of one region
  std::vector<DeviceBytes> devices_;
};

// Whether the two are the same in every field.
bool same(const model::Region& a, const model::Region& b);

}  // namespace claimcheck::explore::claim
