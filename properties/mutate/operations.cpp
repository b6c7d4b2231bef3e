// SPDX-License-Identifier: MIT
#include <algorithm>

#include "model/step.hpp"
#include "properties/mutate/changes.hpp"
#include "properties/mutate/numbers.hpp"

namespace claimcheck::mutate {
namespace {

using namespace model;

constexpr std::uint64_t places = 8;  // of extents in a region: few, so that they meet

// Makes one operation for a state.
class Maker {
 public:
  Maker(const Trace& trace, const State& state, Random& random)
      : trace_(trace), state_(state), random_(random) {}

  Operation some() {
    const auto region = some_region();
    const bool is_dynamic = trace_.setup.regions[region].kind == RegionKind::dynamic;
    switch (random_.below(is_dynamic ? 15 : 8)) {
      case 0:
        return Create{region};
      case 1:
        return Delete{device_of(region)};
      case 2:
        return percent(random_, 60) ? Operation(BindDevice{device_of(region)})
                                    : Operation(UnbindDevice{device_of(region)});
      case 3:
        return state_.regions[region].driver_bound && percent(random_, 50)
                   ? Operation(UnbindRegion{region})
                   : Operation(BindRegion{region});
      case 4:
        return ReadUuid{device_of(region)};
      case 5:
        return percent(random_, 50) ? Operation(ReadAvailable{region})
                                    : Operation(ReadSize{device_of(region)});
      case 6:
        return ReadMapping{device_of(region), static_cast<std::uint32_t>(random_.below(3)),
                           static_cast<MappingField>(random_.below(3))};
      case 7:
        return percent(random_, 50) ? Operation(ReadResource{device_of(region)})
                                    : Operation(ReadMode{device_of(region),
                                                         static_cast<Attribute>(random_.below(3))});
      case 8:
        return write_size(region);
      case 9:
        return release(region);
      case 10:
        return Inject{region, tag(), member(region, random_.below(places), random_.below(4))};
      case 11:
      case 12:
        return offer(region);
      default:
        return WriteUuid{device_of(region), claimed(region)};
    }
  }

 private:
  std::uint32_t some_region() {
    return static_cast<std::uint32_t>(random_.below(trace_.setup.regions.size()));
  }

  DeviceName device_of(std::uint32_t region) {
    const auto& devices = state_.regions[region].devices;
    if (devices.empty() || percent(random_, 5)) {
      return {region, static_cast<std::uint32_t>(devices.size())};
    }
    return {region, devices[place_in(random_, devices)].index};
  }

  Uuid tag() {
    if (trace_.tags.empty() || percent(random_, 15)) return {};
    return trace_.tags[place_in(random_, trace_.tags)].uuid;
  }

  Member member(std::uint32_t region, std::uint64_t place, std::uint64_t seq) {
    const auto& setup = trace_.setup.regions[region];
    Member member;
    member.start = setup.base + setup.align * place;
    member.length = setup.align;
    member.seq = static_cast<std::uint16_t>(seq);
    return member;
  }

  Offer offer(std::uint32_t region) {
    Offer offer{region, tag(), percent(random_, 25), {}};
    const auto first = random_.below(places);
    const auto count = 1 + random_.below(3);
    const auto stride = 1 + random_.below(2);
    for (std::uint64_t i = 0; i < count; ++i) {
      const auto seq = offer.shared ? trace_.setup.regions[region].seq_base + i : 0;
      offer.members.push_back(member(region, first + i * stride, seq));
    }
    if (percent(random_, 30)) std::ranges::reverse(offer.members);
    return offer;
  }

  Operation release(std::uint32_t region) {
    const auto& extents = state_.regions[region].extents;
    if (extents.empty()) return ReleaseUntagged{region, trace_.setup.regions[region].base};
    const auto& extent = extents[place_in(random_, extents)];
    if (extent.tag.is_null()) return ReleaseUntagged{region, extent.start};
    return ReleaseTag{region, extent.tag};
  }

  // Mostly a tag that is there.
  std::string claimed(std::uint32_t region) {
    const auto& extents = state_.regions[region].extents;
    const auto wanted =
        extents.empty() || percent(random_, 15) ? tag() : extents[place_in(random_, extents)].tag;
    if (wanted.is_null() && percent(random_, 70)) return "0\n";
    return to_string(wanted) + "\n";
  }

  Operation write_size(std::uint32_t region) {
    const auto device = device_of(region);
    std::uint64_t size = 0;
    for (const auto& there : state_.regions[region].devices) {
      if (there.index == device.index) size = there.size;
    }
    if (percent(random_, 60)) size = trace_.setup.regions[region].align * random_.below(3);
    return WriteSize{device, std::to_string(size) + "\n"};
  }

  const Trace& trace_;
  const State& state_;
  Random& random_;
};

// One fourth at the end, where all that is there can be met.
std::size_t place_to_insert(const Trace& trace, Random& random) {
  if (percent(random, 25)) return trace.steps.size();
  return static_cast<std::size_t>(random.below(trace.steps.size() + 1));
}

}  // namespace

void insert_step(Trace& trace, Random& random) {
  if (trace.tags.empty() || (trace.tags.size() < 4 && percent(random, 10))) {
    NamedTag tag{"N" + std::to_string(trace.tags.size()), {}};
    tag.uuid.bytes.fill(static_cast<std::uint8_t>(0x11 * (trace.tags.size() + 1)));
    trace.tags.push_back(std::move(tag));
  }
  const auto place = place_to_insert(trace, random);
  auto state = initial_state(trace.setup);
  for (std::size_t i = 0; i < place; ++i) {
    if (trace.steps[i].faults.empty()) {
      step<Checks::off>(trace.setup, state, trace.steps[i].operation);
    }
  }
  Step made;
  made.operation = Maker(trace, state, random).some();
  trace.steps.insert(trace.steps.begin() + static_cast<std::ptrdiff_t>(place), std::move(made));
}

}  // namespace claimcheck::mutate
