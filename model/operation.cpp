// SPDX-License-Identifier: MIT
#include "model/operation.hpp"

#include <algorithm>

namespace claimcheck::model {
namespace {

// A type of the C interface is named by its number there, which is the place in the variant.
static_assert([] {
  std::uint32_t next = 0;
  bool in_order = true;
  each_operation([&]<class O>() { in_order = in_order && O::info.number == next++; });
  return in_order;
}());

// Of `operation`, const or not: the region's number.
template <class AnyOperation>
auto& region_in(AnyOperation& operation) {
  return std::visit(
      [](auto& o) -> auto& {
        if constexpr (OnDevice<decltype(o)>) {
          return o.device.region;
        } else {
          return o.region;
        }
      },
      operation);
}

template <class Device, class AnyOperation>
Device* device_in(AnyOperation& operation) {
  return std::visit(
      [](auto& o) -> Device* {
        if constexpr (OnDevice<decltype(o)>) {
          return &o.device;
        } else {
          return nullptr;
        }
      },
      operation);
}

bool names_device(const Operation& operation) {
  return device_of(operation) != nullptr;
}

}  // namespace

std::uint32_t& region_of(Operation& operation) {
  return region_in(operation);
}
std::uint32_t region_of(const Operation& operation) {
  return region_in(operation);
}

DeviceName* device_of(Operation& operation) {
  return device_in<DeviceName>(operation);
}
const DeviceName* device_of(const Operation& operation) {
  return device_in<const DeviceName>(operation);
}

const std::string* text_of(const Operation& operation) {
  return std::visit(
      [](const auto& o) -> const std::string* {
        if constexpr (requires { o.text; }) {
          return &o.text;
        } else {
          return nullptr;
        }
      },
      operation);
}

std::string kind_name(const Operation& operation) {
  const auto& [verb, what, number, role, answers] = info(operation);
  std::string name(verb);
  if (!what.empty()) return name.append(" ").append(what);
  if (role == Role::driver) name += names_device(operation) ? " device" : " region";
  return name;
}

std::int64_t success_of(const Operation& operation) {
  if (info(operation).answers != Answers::length) return 0;
  return static_cast<std::int64_t>(text_of(operation)->size());
}

}  // namespace claimcheck::model
