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

std::uint32_t translate_attribute(model::Attribute attribute) {
  switch (attribute) {
    case model::Attribute::uuid:
      return CLAIMCHECK_ATTRIBUTE_UUID;
    case model::Attribute::size:
      return CLAIMCHECK_ATTRIBUTE_SIZE;
    case model::Attribute::align:
      break;
  }
  return CLAIMCHECK_ATTRIBUTE_ALIGN;
}

struct Filler {
  claimcheck_operation& out;
  std::vector<claimcheck_member>& members;

  void kind(claimcheck_operation_kind kind) const { out.kind = kind; }
  void device(const model::DeviceName& device) const {
    out.region = device.region;
    out.device = device.index;
  }
  void text(const std::string& text) const {
    out.text = text.c_str();
    out.text_length = text.size();
  }

  void operator()(const model::Offer& o) const {
    kind(CLAIMCHECK_OFFER);
    out.region = o.region;
    out.tag = engines::translate(o.tag);
    out.shared = o.shared;
    for (const auto& member : o.members) members.push_back(translate_member(member));
  }
  void operator()(const model::Inject& o) const {
    kind(CLAIMCHECK_INJECT);
    out.region = o.region;
    out.tag = engines::translate(o.tag);
    members.push_back(translate_member(o.member));
  }
  void operator()(const model::ReleaseTag& o) const {
    kind(CLAIMCHECK_RELEASE_TAG);
    out.region = o.region;
    out.tag = engines::translate(o.tag);
  }
  void operator()(const model::ReleaseUntagged& o) const {
    kind(CLAIMCHECK_RELEASE_UNTAGGED);
    out.region = o.region;
    out.start = o.start;
  }
  void operator()(const model::BindRegion& o) const {
    kind(CLAIMCHECK_BIND_REGION);
    out.region = o.region;
  }
  void operator()(const model::UnbindRegion& o) const {
    kind(CLAIMCHECK_UNBIND_REGION);
    out.region = o.region;
  }
  void operator()(const model::Create& o) const {
    kind(CLAIMCHECK_CREATE);
    out.region = o.region;
  }
  void operator()(const model::Delete& o) const {
    kind(CLAIMCHECK_DELETE);
    device(o.device);
  }
  void operator()(const model::BindDevice& o) const {
    kind(CLAIMCHECK_BIND_DEVICE);
    device(o.device);
  }
  void operator()(const model::UnbindDevice& o) const {
    kind(CLAIMCHECK_UNBIND_DEVICE);
    device(o.device);
  }
  void operator()(const model::WriteUuid& o) const {
    kind(CLAIMCHECK_WRITE_UUID);
    device(o.device);
    text(o.text);
  }
  void operator()(const model::WriteSize& o) const {
    kind(CLAIMCHECK_WRITE_SIZE);
    device(o.device);
    text(o.text);
  }
  void operator()(const model::ReadUuid& o) const {
    kind(CLAIMCHECK_READ_UUID);
    device(o.device);
  }
  void operator()(const model::ReadSize& o) const {
    kind(CLAIMCHECK_READ_SIZE);
    device(o.device);
  }
  void operator()(const model::ReadAvailable& o) const {
    kind(CLAIMCHECK_READ_AVAILABLE);
    out.region = o.region;
  }
  void operator()(const model::ReadMode& o) const {
    kind(CLAIMCHECK_MODE);
    device(o.device);
    out.attribute = translate_attribute(o.attribute);
  }
};

}  // namespace

Translated::Translated(const model::Operation& operation) {
  operation_.text = "";
  std::visit(Filler{operation_, members_}, operation);
  operation_.members = members_.data();
  operation_.member_count = members_.size();
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
