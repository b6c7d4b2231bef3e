// SPDX-License-Identifier: MIT
#include <array>

#include "properties/mutate/changes.hpp"

namespace claimcheck::mutate {
namespace {

using model::RegionKind;
using model::Trace;

// Behind the last, with as much.
void add_region(Trace& trace, Random& random) {
  auto region = trace.setup.regions.back();
  region.base += region.size;
  if (percent(random, 30)) region.kind = RegionKind::dynamic;
  trace.setup.regions.push_back(region);
}

void change_kind(model::RegionSetup& region, Random& random) {
  constexpr std::array kinds = {RegionKind::dynamic, RegionKind::static_, RegionKind::plain};
  region.kind = kinds[random.below(kinds.size())];
}

void change_what(model::ReadMapping& read, Random& random) {
  using enum model::MappingField;
  constexpr std::array fields = {start, end, page_offset};
  read.field = fields[random.below(fields.size())];
}

model::Operation other_choice(const model::Operation& operation, Random& random) {
  using namespace model;
  if (const auto* bind = std::get_if<BindDevice>(&operation)) return UnbindDevice{bind->device};
  if (const auto* unbind = std::get_if<UnbindDevice>(&operation)) return BindDevice{unbind->device};
  if (const auto* bind = std::get_if<BindRegion>(&operation)) return UnbindRegion{bind->region};
  if (const auto* unbind = std::get_if<UnbindRegion>(&operation)) return BindRegion{unbind->region};
  if (const auto* remove = std::get_if<Delete>(&operation)) return Create{remove->device.region};
  if (const auto* create = std::get_if<Create>(&operation)) return Delete{{create->region, 0}};
  if (const auto* read = std::get_if<ReadUuid>(&operation)) return ReadSize{read->device};
  if (const auto* read = std::get_if<ReadSize>(&operation)) return ReadResource{read->device};
  if (const auto* read = std::get_if<ReadResource>(&operation)) {
    return ReadMapping{read->device, 0, MappingField::start};
  }
  auto changed = operation;
  if (auto* offer = std::get_if<Offer>(&changed); offer && !offer->members.empty()) {
    if (percent(random, 40)) {
      offer->shared = !offer->shared;
      for (std::size_t i = 0; i < offer->members.size(); ++i) {
        offer->members[i].seq = offer->shared ? static_cast<std::uint16_t>(i + 1) : 0;
      }
    } else if (percent(random, 50)) {
      auto& member = offer->members[place_in(random, offer->members)];
      member.lost = !member.lost;
    } else {
      offer->members.push_back(offer->members[place_in(random, offer->members)]);
    }
  } else if (auto* read = std::get_if<ReadMapping>(&changed)) {
    change_what(*read, random);
  } else if (auto* mode = std::get_if<ReadMode>(&changed)) {
    mode->attribute = static_cast<Attribute>(random.below(3));
  }
  return changed;
}

}  // namespace

void change_choice(Trace& trace, Random& random) {
  if (trace.steps.empty()) return;
  auto& step = trace.steps[place_in(random, trace.steps)];
  step.operation = other_choice(step.operation, random);
}

void change_region(Trace& trace, Random& random) {
  auto& region = trace.setup.regions[place_in(random, trace.setup.regions)];
  switch (random.below(7)) {
    case 0:
      region.seq_base = region.seq_base == 0 ? 1 : 0;
      break;
    case 1:
      region.driver_bound = !region.driver_bound;
      break;
    case 2:
      region.unbind =
          region.unbind == model::Unbind::keeps ? model::Unbind::drops : model::Unbind::keeps;
      break;
    case 3:
      region.align = percent(random, 50) ? region.align * 2 : region.align / 2;
      break;
    case 4:
      region.size = percent(random, 50) ? region.size + region.align : region.size * 2;
      break;
    case 5:
      change_kind(region, random);
      break;
    default:
      add_region(trace, random);
  }
}

}  // namespace claimcheck::mutate
