// SPDX-License-Identifier: MIT
#include "properties/shrink/move.hpp"

#include "model/rules/sysfs_input.hpp"

namespace claimcheck::shrink {
namespace {

std::uint64_t moved(std::uint64_t start, const model::RegionSetup& from,
                    const model::RegionSetup& to) {
  return to.base + (start - from.base) / (from.align / 2) * (to.align / 2);
}

std::uint64_t scaled(std::uint64_t length, const model::RegionSetup& from,
                     const model::RegionSetup& to) {
  return length / (from.align / 2) * (to.align / 2);
}

}  // namespace

void move(model::Operation& operation, std::uint32_t id, const model::RegionSetup& from,
          const model::RegionSetup& to) {
  const auto move_member = [&](model::Member& member, bool has_seq) {
    member.start = moved(member.start, from, to);
    member.length = scaled(member.length, from, to);
    if (has_seq) member.seq = static_cast<std::uint16_t>(member.seq + to.seq_base - from.seq_base);
  };
  if (auto* offer = std::get_if<model::Offer>(&operation); offer && offer->region == id) {
    for (auto& member : offer->members) move_member(member, offer->shared);
  } else if (auto* inject = std::get_if<model::Inject>(&operation);
             inject && inject->region == id) {
    move_member(inject->member, !inject->tag.is_null());
  } else if (auto* release = std::get_if<model::ReleaseUntagged>(&operation);
             release && release->region == id) {
    release->start = moved(release->start, from, to);
  } else if (auto* size = std::get_if<model::WriteSize>(&operation);
             size && size->device.region == id) {
    const auto number = model::read_size_text(size->text);
    if (number && size->text == std::to_string(*number) + "\n") {
      size->text = std::to_string(scaled(*number, from, to)) + "\n";
    }
  }
}

}  // namespace claimcheck::shrink
