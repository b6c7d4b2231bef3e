// SPDX-License-Identifier: MIT
#include "model/rules/attributes.hpp"

#include <cerrno>

#include "model/concrete/concrete_claim.hpp"
#include "model/rules/outcomes.hpp"
#include "model/rules/sysfs_input.hpp"

namespace claimcheck::model {
namespace {

using enum Clause;

template <Checks checks>
void give_back_all(const RegionSetup& setup, Region& region, Device& device) {
  std::vector<std::uint32_t> members;
  for (const auto& range : device.ranges) members.push_back(range.extent);
  using D = ConcreteClaim<checks>;
  Injection none;
  D domain(setup, region, {members.data(), members.size()}, none);
  Holding<D> holding{device.ranges.size(), device.size, {&device}, {&device}, {&region}, {&region}};
  give_back(domain, holding);
  device.ranges.clear();
  device.size = holding.size;
  device.group_size = 0;
}

}  // namespace

Outcome read_uuid(const Region& region, const Device& device) {
  auto outcome = done(V1);
  if (device.has_capacity()) outcome.uuid = region.extents[device.ranges.front().extent].tag;
  return outcome;
}

Outcome read_size(const Device& device) {
  return read_number(V2, device.size);
}

template <Checks checks>
Outcome write_size(const RegionSetup& setup, Region& region, Device& device,
                   std::string_view text) {
  const auto size = read_size_text(text);
  if (!size || *size % setup.align != 0) return refuse(EINVAL, V3);
  if (!region.driver_bound) return refuse(ENXIO, V3);
  if (device.driver_bound) return refuse(EBUSY, V3);
  if (*size != device.size) {
    if (*size != 0) return refuse(EOPNOTSUPP, V3);
    give_back_all<checks>(setup, region, device);
  }
  return done(V3, static_cast<std::int64_t>(text.size()));
}

template Outcome write_size<Checks::on>(const RegionSetup&, Region&, Device&, std::string_view);
template Outcome write_size<Checks::off>(const RegionSetup&, Region&, Device&, std::string_view);

Outcome read_available(const RegionSetup& setup, const Region& region) {
  return read_number(V5, available_size(setup, region));
}

Outcome read_resource(const RegionSetup& setup, const Region& region, const Device& device) {
  if (!device.has_capacity()) return read_number(V9, setup.base);
  return read_number(V9, region.extents[device.ranges.front().extent].start);
}

Outcome read_mapping(const Region& region, const Device& device, const ReadMapping& read) {
  if (read.mapping >= device.ranges.size()) return refuse(ENODEV, V10);
  const auto& range = device.ranges[read.mapping];
  const auto& extent = region.extents[range.extent];
  switch (read.field) {
    case MappingField::start:
      return read_number(V10, extent.start);
    case MappingField::end:
      return read_number(V10, extent.start + (extent.length - 1));  // the last byte: never 2^64
    case MappingField::page_offset:
      break;
  }
  return read_number(V10, range.offset / page_size);
}

Outcome read_mode(RegionKind kind, Attribute attribute) {
  constexpr std::int64_t writable = 0644;
  constexpr std::int64_t readable = 0444;
  switch (attribute) {
    case Attribute::uuid:
      return done(V4, kind == RegionKind::dynamic ? writable : readable);
    case Attribute::align:
      return done(V4, kind == RegionKind::plain ? writable : readable);
    case Attribute::size:
      break;
  }
  return done(V4, kind == RegionKind::static_ ? readable : writable);
}

}  // namespace claimcheck::model
