// SPDX-License-Identifier: MIT
// What a claim writes, and nothing else: a range for each member, its mapping, and the member's use
// count. No lock, no look-up, no check, no text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <random>
#include <vector>

namespace claimcheck::bench {

class Floor {
 public:
  Floor(std::size_t extents, std::size_t group_size);

  // The device with this index, which has none, gets its ranges and mappings.
  void claim(std::size_t group, std::size_t device);
  void give_back(std::size_t device);

  std::size_t next_group();

 private:
  struct Member {
    std::uint64_t start;
    std::uint64_t length;
    std::uint32_t use_count;
    std::uint16_t seq;
  };
  struct Range {
    std::uint64_t page_offset;
    std::uint64_t start;
    std::uint64_t length;
  };
  struct Device {
    std::uint64_t size = 0;
    std::vector<Range> ranges;
    std::vector<Range> mappings;
  };

  std::vector<std::vector<Member>> groups_;
  std::vector<Device> devices_;
  std::vector<std::uint32_t> order_;
  std::size_t next_ = 0;
};

}  // namespace claimcheck::bench
