// SPDX-License-Identifier: MIT
// Operations as values that own what they point to, and one short function for each kind.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "impl/engine.h"

namespace claimcheck::testing {

inline constexpr std::uint64_t mega = 1024 * 1024;
inline constexpr std::uint64_t giga = 1024 * mega;
inline constexpr std::uint64_t align = 2 * mega;
inline constexpr std::uint64_t region_base = 4 * giga;
inline constexpr std::uint64_t region_size = giga;

struct Operation {
  claimcheck_operation plain{};
  std::vector<claimcheck_member> members;
  std::string text;

  // Valid while this lives and is not changed.
  claimcheck_operation view() const;
};

struct DeviceName {
  std::uint32_t region = 0;
  std::uint32_t index = 0;
};

// The tag of which every hexadecimal digit is `digit` ('0': the null UUID), and its text.
claimcheck_uuid tag(char digit);
std::string tag_text(char digit);

// Where the region with this index starts: they lie 1 TiB apart.
std::uint64_t base_of(std::uint32_t region);

// A member `offset` bytes into its region. `member(...)` and `lost(...)`.
claimcheck_member member(std::uint64_t offset, std::uint64_t length = align, std::uint16_t seq = 0,
                         std::uint32_t region = 0);
claimcheck_member lost(std::uint64_t offset, std::uint64_t length = align, std::uint16_t seq = 0,
                       std::uint32_t region = 0);

Operation offer(char digit, std::vector<claimcheck_member> members, std::uint32_t region = 0);
Operation offer_shared(char digit, std::vector<claimcheck_member> members,
                       std::uint32_t region = 0);
Operation inject(char digit, claimcheck_member member, std::uint32_t region = 0);
Operation release(char digit, std::uint32_t region = 0);
Operation release_at(std::uint64_t offset, std::uint32_t region = 0);
Operation bind_region(std::uint32_t region = 0);
Operation unbind_region(std::uint32_t region = 0);
Operation create(std::uint32_t region = 0);
Operation remove(DeviceName device);
Operation bind(DeviceName device = {});
Operation unbind(DeviceName device = {});
Operation write_uuid(std::string text, DeviceName device = {});
Operation claim(char digit, DeviceName device = {});  // write_uuid of the tag's text
Operation write_size(std::string text, DeviceName device = {});
Operation read_uuid(DeviceName device = {});
Operation read_size(DeviceName device = {});
Operation read_available(std::uint32_t region = 0);
Operation mode(claimcheck_attribute attribute, DeviceName device = {});

}  // namespace claimcheck::testing
