// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "model/clause.hpp"
#include "model/state.hpp"
#include "model/uuid.hpp"

// The operations of the contract, as values. Numbers are bytes; a region is named by its place in
// the setup, a device by its region and its index there.

namespace claimcheck::model {

struct DeviceName {
  std::uint32_t region = 0;
  std::uint32_t index = 0;

  bool operator==(const DeviceName&) const = default;
};

// A member of an offer. `seq` is meant where the offer is shared, and for an inject.
struct Member {
  std::uint64_t start = 0;
  std::uint64_t length = 0;
  std::uint16_t seq = 0;
  bool lost = false;

  bool operator==(const Member&) const = default;
};

struct Offer {
  std::uint32_t region = 0;
  Uuid tag;  // null: the members are untagged
  bool shared = false;
  std::vector<Member> members;  // in arrival order; at least one is not lost
  bool operator==(const Offer&) const = default;
};
struct Inject {
  std::uint32_t region = 0;
  Uuid tag;
  Member member;
  bool operator==(const Inject&) const = default;
};
struct ReleaseTag {
  std::uint32_t region = 0;
  Uuid tag;  // not null
  bool operator==(const ReleaseTag&) const = default;
};
struct ReleaseUntagged {
  std::uint32_t region = 0;
  std::uint64_t start = 0;
  bool operator==(const ReleaseUntagged&) const = default;
};
struct BindRegion {
  std::uint32_t region = 0;
  bool operator==(const BindRegion&) const = default;
};
struct UnbindRegion {
  std::uint32_t region = 0;
  bool operator==(const UnbindRegion&) const = default;
};
struct Create {
  std::uint32_t region = 0;
  bool operator==(const Create&) const = default;
};
struct Delete {
  DeviceName device;
  bool operator==(const Delete&) const = default;
};
struct BindDevice {
  DeviceName device;
  bool operator==(const BindDevice&) const = default;
};
struct UnbindDevice {
  DeviceName device;
  bool operator==(const UnbindDevice&) const = default;
};
struct WriteUuid {
  DeviceName device;
  std::string text;  // any bytes, as written
  bool operator==(const WriteUuid&) const = default;
};
struct WriteSize {
  DeviceName device;
  std::string text;
  bool operator==(const WriteSize&) const = default;
};
struct ReadUuid {
  DeviceName device;
  bool operator==(const ReadUuid&) const = default;
};
struct ReadSize {
  DeviceName device;
  bool operator==(const ReadSize&) const = default;
};
struct ReadAvailable {
  std::uint32_t region = 0;
  bool operator==(const ReadAvailable&) const = default;
};

enum class Attribute : std::uint8_t { uuid, size, align };

struct ReadMode {
  DeviceName device;
  Attribute attribute = Attribute::uuid;
  bool operator==(const ReadMode&) const = default;
};

using Operation = std::variant<Offer, Inject, ReleaseTag, ReleaseUntagged, BindRegion, UnbindRegion,
                               Create, Delete, BindDevice, UnbindDevice, WriteUuid, WriteSize,
                               ReadUuid, ReadSize, ReadAvailable, ReadMode>;

// What the operation returns where it succeeds and has nothing to tell: a write the length of its
// text (W7), any other 0.
inline std::int64_t success_of(const Operation& operation) {
  if (const auto* write = std::get_if<WriteUuid>(&operation)) {
    return static_cast<std::int64_t>(write->text.size());
  }
  if (const auto* write = std::get_if<WriteSize>(&operation)) {
    return static_cast<std::int64_t>(write->text.size());
  }
  return 0;
}

// What an operation returned, and the clause that decided it.
struct Outcome {
  // A negative errno; else: a write's length, the new device's index, a size, mode bits, or 0.
  std::int64_t result = 0;
  Uuid uuid;  // what ReadUuid read
  Clause clause = Clause::W7;

  bool failed() const { return result < 0; }
  int error() const { return static_cast<int>(-result); }
  bool operator==(const Outcome&) const = default;
};

}  // namespace claimcheck::model
