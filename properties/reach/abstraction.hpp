// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "model/state.hpp"
#include "properties/explore/claim/codec.hpp"

// What a region's state is like, whatever its tags, addresses and sizes are.

namespace claimcheck::reach {

// Any region is made one of a scope of the explorer, and then has the explorer's canonical form,
// which forgets what is symmetric. What making it one forgets:
//   - addresses but for their order within a tag, and lengths: what is left is whether each is
//     aligned;
//   - seqs and sizes of groups above 6, and by how much;
//   - of a region with more than the scope has room for, all that is behind: extents past the
//     64th to arrive, more than 6 tags, more than 6 members and 8 injected ones of a tag, more than
//     8 untagged ones, devices past the eighth, ranges of a device past the 15th. How many are
//     left out is kept by its power of two. So the cost is bounded.
//   - the other regions.
// The kind of the region and what its driver's unbinding does are part of it.
//
// Has scratch space: one for one thread.
class Abstraction {
 public:
  Abstraction();

  // A hash of what the region is like.
  std::uint64_t of(const model::RegionSetup& setup, const model::Region& region);

 private:
  void name_tags(const model::Region& region);
  void place_extents(const model::Region& region);
  void add_extents(const model::RegionSetup& setup, const model::Region& region);
  void add_devices(const model::Region& region);

  explore::claim::Scope scope_;
  explore::claim::Layout layout_;
  explore::claim::Codec codec_;
  std::uint64_t base_;  // of the scope's region
  model::State like_;   // the state of the scope
  // Of the region's extents that are looked at.
  std::vector<std::uint32_t> tags_;    // from 1; 0: untagged
  std::vector<std::uint32_t> units_;   // where each is in the scope
  std::vector<std::uint32_t> places_;  // in `like_`
  std::vector<std::uint32_t> by_address_;
  std::vector<std::uint8_t> bytes_;
};

}  // namespace claimcheck::reach
