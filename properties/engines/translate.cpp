// SPDX-License-Identifier: MIT
#include "properties/engines/translate.hpp"

#include <algorithm>

namespace claimcheck::engines {
namespace {

claimcheck_member translate_member(const model::Member& member) {
  claimcheck_member out{};
  out.start = member.start;
  out.length = member.length;
  out.seq = member.seq;
  out.lost = member.lost;
  return out;
}

// A field of an operation has one place in the C struct, whatever the operation.
struct Filler {
  claimcheck_operation& out;
  std::vector<claimcheck_member>& members;

  template <class O>
  void operator()(const O& o) const {
    out.kind = O::info.number;
    if constexpr (model::OnDevice<O>) {
      out.region = o.device.region;
      out.device = o.device.index;
    } else {
      out.region = o.region;
    }
    if constexpr (requires { o.tag; }) out.tag = engines::translate(o.tag);
    if constexpr (requires { o.shared; }) out.shared = o.shared;
    if constexpr (requires { o.start; }) out.start = o.start;
    if constexpr (requires { o.members; }) {
      for (const auto& member : o.members) members.push_back(translate_member(member));
    }
    if constexpr (requires { o.member; }) members.push_back(translate_member(o.member));
    if constexpr (requires { o.text; }) {
      out.text = o.text.c_str();
      out.text_length = o.text.size();
    }
    if constexpr (requires { o.attribute; }) out.attribute = static_cast<uint32_t>(o.attribute);
    if constexpr (requires { o.mapping; }) out.mapping = o.mapping;
    if constexpr (requires { o.field; }) out.field = static_cast<uint32_t>(o.field);
  }
};

// The model's numbers are those of the C interface.
static_assert(model::WriteUuid::info.number == CLAIMCHECK_WRITE_UUID);
static_assert(model::ReadMode::info.number == CLAIMCHECK_MODE);
static_assert(model::ReadMapping::info.number == CLAIMCHECK_READ_MAPPING);
static_assert(static_cast<int>(model::Attribute::align) == CLAIMCHECK_ATTRIBUTE_ALIGN);
static_assert(static_cast<int>(model::MappingField::page_offset) == CLAIMCHECK_MAPPING_PAGE_OFFSET);

}  // namespace

Translated::Translated(const model::Operation& operation) {
  operation_.text = "";
  std::visit(Filler{operation_, members_}, operation);
  operation_.members = members_.data();
  operation_.member_count = members_.size();
}

claimcheck_region_setup translate(const model::RegionSetup& region) {
  claimcheck_region_setup out{};
  out.base = region.base;
  out.size = region.size;
  out.align = region.align;
  out.kind = region.kind == model::RegionKind::dynamic   ? CLAIMCHECK_DYNAMIC
             : region.kind == model::RegionKind::static_ ? CLAIMCHECK_STATIC
                                                         : CLAIMCHECK_PLAIN;
  out.seq_base = region.seq_base;
  out.unbind = region.unbind == model::Unbind::drops ? CLAIMCHECK_DROPS : CLAIMCHECK_KEEPS;
  out.driver_bound = region.driver_bound;
  return out;
}

claimcheck_uuid translate(const model::Uuid& uuid) {
  claimcheck_uuid out{};
  std::ranges::copy(uuid.bytes, out.bytes);
  return out;
}

model::Uuid translate(const claimcheck_uuid& uuid) {
  model::Uuid out;
  std::ranges::copy(uuid.bytes, out.bytes.begin());
  return out;
}

}  // namespace claimcheck::engines
