// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "model/clause.hpp"
#include "model/state.hpp"
#include "model/uuid.hpp"

// The operations of the contract, as values, and the one table of what each is. The variant, the
// trace language, the C interface and every predicate follow from it: a new operation is a struct
// here and its name in `Operation`, and a case in step.cpp. A field is called by its member's name
// everywhere.
//
// Numbers are bytes; a region is named by its place in the setup, a device by its region and its
// index there.

namespace claimcheck::model {

// What kind of thing an operation is.
enum class Role : std::uint8_t { admission, driver, lifetime, write, read };

// What a success tells, and how a trace shows it.
enum class Answers : std::uint8_t {
  ok,           // nothing: 0
  length,       // of the text written (W7), shown as ok
  device,       // the index of a new one
  uuid,         // the rest: what a file holds
  size,         // decimal
  hexadecimal,  // with 0x; a zero is 0
  mode,
};

struct OperationInfo {
  std::string_view verb;  // the first word in a trace
  std::string_view what;  // the word after the region or the device; may be empty
  std::uint32_t number;   // enum claimcheck_operation_kind of the C interface
  Role role;
  Answers answers = Answers::ok;
};

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
  static constexpr OperationInfo info{"offer", "", 0, Role::admission};
  std::uint32_t region = 0;
  Uuid tag;  // null: the members are untagged
  bool shared = false;
  std::vector<Member> members;  // in arrival order; at least one is not lost
  bool operator==(const Offer&) const = default;
};
struct Inject {
  static constexpr OperationInfo info{"inject", "", 1, Role::admission};
  std::uint32_t region = 0;
  Uuid tag;
  Member member;
  bool operator==(const Inject&) const = default;
};
struct ReleaseTag {
  static constexpr OperationInfo info{"release", "", 2, Role::admission};
  std::uint32_t region = 0;
  Uuid tag;  // not null
  bool operator==(const ReleaseTag&) const = default;
};
struct ReleaseUntagged {
  static constexpr OperationInfo info{"release", "at", 3, Role::admission};
  std::uint32_t region = 0;
  std::uint64_t start = 0;
  bool operator==(const ReleaseUntagged&) const = default;
};
struct BindRegion {
  static constexpr OperationInfo info{"bind", "", 4, Role::driver};
  std::uint32_t region = 0;
  bool operator==(const BindRegion&) const = default;
};
struct UnbindRegion {
  static constexpr OperationInfo info{"unbind", "", 5, Role::driver};
  std::uint32_t region = 0;
  bool operator==(const UnbindRegion&) const = default;
};
struct Create {
  static constexpr OperationInfo info{"create", "", 6, Role::lifetime, Answers::device};
  std::uint32_t region = 0;
  bool operator==(const Create&) const = default;
};
struct Delete {
  static constexpr OperationInfo info{"delete", "", 7, Role::lifetime};
  DeviceName device;
  bool operator==(const Delete&) const = default;
};
struct BindDevice {
  static constexpr OperationInfo info{"bind", "", 8, Role::driver};
  DeviceName device;
  bool operator==(const BindDevice&) const = default;
};
struct UnbindDevice {
  static constexpr OperationInfo info{"unbind", "", 9, Role::driver};
  DeviceName device;
  bool operator==(const UnbindDevice&) const = default;
};
struct WriteUuid {
  static constexpr OperationInfo info{"write", "uuid", 10, Role::write, Answers::length};
  DeviceName device;
  std::string text;  // any bytes, as written
  bool operator==(const WriteUuid&) const = default;
};
struct WriteSize {
  static constexpr OperationInfo info{"write", "size", 11, Role::write, Answers::length};
  DeviceName device;
  std::string text;
  bool operator==(const WriteSize&) const = default;
};
struct ReadUuid {
  static constexpr OperationInfo info{"read", "uuid", 12, Role::read, Answers::uuid};
  DeviceName device;
  bool operator==(const ReadUuid&) const = default;
};
struct ReadSize {
  static constexpr OperationInfo info{"read", "size", 13, Role::read, Answers::size};
  DeviceName device;
  bool operator==(const ReadSize&) const = default;
};
struct ReadAvailable {
  static constexpr OperationInfo info{"read", "available_size", 14, Role::read, Answers::size};
  std::uint32_t region = 0;
  bool operator==(const ReadAvailable&) const = default;
};

enum class Attribute : std::uint8_t { uuid, size, align };  // numbered as in the C interface

struct ReadMode {
  static constexpr OperationInfo info{"mode", "", 15, Role::read, Answers::mode};
  DeviceName device;
  Attribute attribute = Attribute::uuid;
  bool operator==(const ReadMode&) const = default;
};
struct ReadResource {
  static constexpr OperationInfo info{"read", "resource", 16, Role::read, Answers::hexadecimal};
  DeviceName device;
  bool operator==(const ReadResource&) const = default;
};

enum class MappingField : std::uint8_t { start, end, page_offset };  // as in the C interface

struct ReadMapping {
  static constexpr OperationInfo info{"read", "mapping", 17, Role::read, Answers::hexadecimal};
  DeviceName device;
  std::uint32_t mapping = 0;  // the device's i-th, from 0
  MappingField field = MappingField::start;
  bool operator==(const ReadMapping&) const = default;
};

using Operation =
    std::variant<Offer, Inject, ReleaseTag, ReleaseUntagged, BindRegion, UnbindRegion, Create,
                 Delete, BindDevice, UnbindDevice, WriteUuid, WriteSize, ReadUuid, ReadSize,
                 ReadAvailable, ReadMode, ReadResource, ReadMapping>;

// An operation names a device, or else a region.
template <class O>
concept OnDevice = requires(O o) {
  o.device;
};

// Calls `use` with each operation's type once, in the order of the variant: use.operator()<O>().
template <class Use>
constexpr void each_operation(Use use) {
  [&]<std::size_t... i>(std::index_sequence<i...>) {
    (use.template operator()<std::variant_alternative_t<i, Operation>>(), ...);
  }
  (std::make_index_sequence<std::variant_size_v<Operation>>{});
}

inline constexpr std::size_t operation_count = std::variant_size_v<Operation>;

// By the variant's index.
inline constexpr auto operation_table = [] {
  std::array<OperationInfo, operation_count> table{};
  std::size_t next = 0;
  each_operation([&]<class O>() { table[next++] = O::info; });
  return table;
}();

inline const OperationInfo& info(const Operation& operation) {
  return operation_table[operation.index()];
}

inline bool is_admission(const Operation& operation) {
  return info(operation).role == Role::admission;
}
inline bool is_read(const Operation& operation) {
  return info(operation).role == Role::read;
}
inline bool is_write(const Operation& operation) {
  return info(operation).role == Role::write;
}
// Whether it answers with the text of a file.
inline bool reads_text(const Operation& operation) {
  return is_read(operation) && info(operation).answers != Answers::mode;
}
template <class O>
bool is_a(const Operation& operation) {
  return std::holds_alternative<O>(operation);
}
inline bool is_claim(const Operation& operation) {
  return is_a<WriteUuid>(operation);
}

// The region that the operation names, or whose device it names.
std::uint32_t& region_of(Operation& operation);
std::uint32_t region_of(const Operation& operation);

// Null where it names none.
DeviceName* device_of(Operation& operation);
const DeviceName* device_of(const Operation& operation);

// What was written; null where nothing is.
const std::string* text_of(const Operation& operation);

// "offer", "bind device", "write uuid": what operations of one kind are called.
std::string kind_name(const Operation& operation);

// What the operation returns where it succeeds and has nothing to tell: a write the length of its
// text (W7), any other 0.
std::int64_t success_of(const Operation& operation);

// What an operation told: `result`, and what was read where it was a read of a file.
struct Answer {
  // A negative errno; else: a write's length, the new device's index, mode bits, or 0.
  std::int64_t result = 0;
  Uuid uuid;                 // what ReadUuid read
  std::uint64_t number = 0;  // what another read did

  bool failed() const { return result < 0; }
  int error() const { return static_cast<int>(-result); }
  bool operator==(const Answer&) const = default;
};

// What an operation returned, and the clause that decided it.
struct Outcome : Answer {
  Clause clause = Clause::W7;

  bool operator==(const Outcome&) const = default;
};

}  // namespace claimcheck::model
