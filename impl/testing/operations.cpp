// SPDX-License-Identifier: MIT
#include "impl/testing/operations.hpp"

#include <algorithm>
#include <utility>

namespace claimcheck::testing {
namespace {

Operation of(claimcheck_operation_kind kind, std::uint32_t region, std::uint32_t device = 0) {
  Operation operation;
  operation.plain.kind = kind;
  operation.plain.region = region;
  operation.plain.device = device;
  return operation;
}

Operation of(claimcheck_operation_kind kind, DeviceName device, std::string text = "") {
  Operation operation = of(kind, device.region, device.index);
  operation.text = std::move(text);
  return operation;
}

Operation tagged(claimcheck_operation_kind kind, std::uint32_t region, char digit,
                 std::vector<claimcheck_member> members = {}) {
  Operation operation = of(kind, region);
  operation.plain.tag = tag(digit);
  operation.members = std::move(members);
  return operation;
}

}  // namespace

claimcheck_operation Operation::view() const {
  claimcheck_operation copy = plain;
  copy.members = members.data();
  copy.member_count = members.size();
  copy.text = text.c_str();
  copy.text_length = text.size();
  return copy;
}

claimcheck_uuid tag(char digit) {
  const int value = digit <= '9' ? digit - '0' : digit - 'a' + 10;
  claimcheck_uuid uuid;
  std::fill_n(uuid.bytes, 16, static_cast<std::uint8_t>(value * 17));
  return uuid;
}

std::string tag_text(char digit) {
  std::string text(36, digit);
  for (const std::size_t dash : {8u, 13u, 18u, 23u}) text[dash] = '-';
  return text;
}

std::uint64_t base_of(std::uint32_t region) {
  return region_base + region * 1024 * giga;
}

claimcheck_member member(std::uint64_t offset, std::uint64_t length, std::uint16_t seq,
                         std::uint32_t region) {
  return {base_of(region) + offset, length, seq, 0};
}

claimcheck_member lost(std::uint64_t offset, std::uint64_t length, std::uint16_t seq,
                       std::uint32_t region) {
  return {base_of(region) + offset, length, seq, 1};
}

Operation offer(char digit, std::vector<claimcheck_member> members, std::uint32_t region) {
  return tagged(CLAIMCHECK_OFFER, region, digit, std::move(members));
}

Operation offer_shared(char digit, std::vector<claimcheck_member> members, std::uint32_t region) {
  Operation operation = offer(digit, std::move(members), region);
  operation.plain.shared = 1;
  return operation;
}

Operation inject(char digit, claimcheck_member member, std::uint32_t region) {
  return tagged(CLAIMCHECK_INJECT, region, digit, {member});
}

Operation release(char digit, std::uint32_t region) {
  return tagged(CLAIMCHECK_RELEASE_TAG, region, digit);
}

Operation release_at(std::uint64_t offset, std::uint32_t region) {
  Operation operation = of(CLAIMCHECK_RELEASE_UNTAGGED, region);
  operation.plain.start = base_of(region) + offset;
  return operation;
}

Operation bind_region(std::uint32_t region) {
  return of(CLAIMCHECK_BIND_REGION, region);
}
Operation unbind_region(std::uint32_t region) {
  return of(CLAIMCHECK_UNBIND_REGION, region);
}
Operation create(std::uint32_t region) {
  return of(CLAIMCHECK_CREATE, region);
}
Operation remove(DeviceName device) {
  return of(CLAIMCHECK_DELETE, device);
}
Operation bind(DeviceName device) {
  return of(CLAIMCHECK_BIND_DEVICE, device);
}
Operation unbind(DeviceName device) {
  return of(CLAIMCHECK_UNBIND_DEVICE, device);
}

Operation write_uuid(std::string text, DeviceName device) {
  return of(CLAIMCHECK_WRITE_UUID, device, std::move(text));
}

Operation claim(char digit, DeviceName device) {
  return write_uuid(tag_text(digit), device);
}

Operation write_size(std::string text, DeviceName device) {
  return of(CLAIMCHECK_WRITE_SIZE, device, std::move(text));
}

Operation read_uuid(DeviceName device) {
  return of(CLAIMCHECK_READ_UUID, device);
}
Operation read_size(DeviceName device) {
  return of(CLAIMCHECK_READ_SIZE, device);
}
Operation read_available(std::uint32_t region) {
  return of(CLAIMCHECK_READ_AVAILABLE, region);
}

Operation mode(claimcheck_attribute attribute, DeviceName device) {
  Operation operation = of(CLAIMCHECK_MODE, device);
  operation.plain.attribute = attribute;
  return operation;
}

}  // namespace claimcheck::testing
