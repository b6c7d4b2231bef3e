// SPDX-License-Identifier: MIT
#include "properties/generate/traces.hpp"

#include <array>
#include <optional>

#include "model/step.hpp"
#include "properties/generate/choices.hpp"
#include "properties/generate/extents.hpp"
#include "properties/generate/sequences.hpp"
#include "properties/generate/texts.hpp"
#include "properties/shrink/candidates.hpp"

namespace claimcheck::generate {
namespace {

using model::RegionKind;

constexpr std::uint64_t gibibyte = std::uint64_t{1} << 30;
constexpr std::uint64_t mebibyte = std::uint64_t{1} << 20;

model::Setup some_setup(Choices& choices, const Abilities& abilities) {
  model::Setup setup;
  const auto count = 1 + choices.weighted({5, 4, 1});
  for (std::size_t id = 0; id < count; ++id) {
    model::RegionSetup region;
    const bool first = id == 0;
    const auto kind = first ? 0 : choices.weighted({5, 2, 2});
    region.kind = kind == 0   ? RegionKind::dynamic
                  : kind == 1 ? RegionKind::static_
                              : RegionKind::plain;
    region.size = gibibyte;
    region.base = 4 * gibibyte * (id + 1);
    if (first && choices.percent(12)) region.base = std::uint64_t{0} - region.size;  // to 2^64
    region.align = choices.percent(80) ? 2 * mebibyte : 64 * 1024;
    region.seq_base = choices.percent(65) ? 1 : 0;
    region.driver_bound = choices.percent(95);
    if (choices.percent(25)) region.unbind = model::Unbind::drops;
    setup.regions.push_back(within(abilities, region));
  }
  return setup;
}

// Tags whose text shows whether case matters. Few, so that they meet; now and then enough of them
// that what looks them up has to grow.
std::vector<model::NamedTag> some_tags(Choices& choices) {
  constexpr std::array<std::uint8_t, 7> digits = {0x11, 0x22, 0xcc, 0x44, 0x55, 0x66, 0xee};
  const std::size_t count = choices.percent(85) ? 3 : digits.size();
  std::vector<model::NamedTag> tags;
  for (std::size_t i = 0; i < count; ++i) {
    model::Uuid uuid;
    uuid.bytes.fill(digits[i]);
    tags.push_back({std::string(1, static_cast<char>('A' + i)), uuid});
  }
  return tags;
}

class Generator {
 public:
  Generator(Choices choices, const Abilities& abilities, int size)
      : choices_(choices), abilities_(abilities) {
    trace_.setup = some_setup(choices_, abilities_);
    trace_.tags = some_tags(choices_);
    state_ = model::initial_state(trace_.setup);
    const auto longest = 4 + static_cast<std::uint64_t>(size) / 4;
    operations_ = 1 + choices_.below(longest);
  }

  model::Trace all() && {
    for (std::uint64_t i = 0; i < operations_; ++i) {
      auto operation = possible_operation();
      if (!operation) break;
      model::step<model::Checks::off>(trace_.setup, state_, *operation);
      trace_.steps.push_back({std::move(*operation), {}, {}});
    }
    return std::move(trace_);
  }

 private:
  std::uint32_t some_region() {
    // The first one twice as often: claims need company.
    const auto id = choices_.below(trace_.setup.regions.size() + 1);
    return static_cast<std::uint32_t>(id % trace_.setup.regions.size());
  }
  std::uint32_t any_region() {
    return static_cast<std::uint32_t>(choices_.below(trace_.setup.regions.size()));
  }
  std::uint32_t dynamic_region() {
    const auto id = some_region();
    return trace_.setup.regions[id].kind == RegionKind::dynamic ? id : 0;
  }
  model::DeviceName device_of(std::uint32_t region) {
    const auto& devices = state_.regions[region].devices;
    if (devices.empty() || choices_.percent(4))
      return {region, static_cast<std::uint32_t>(devices.size())};
    return {region, choices_.one_of(devices).index};
  }
  model::DeviceName some_device() { return device_of(some_region()); }

  // Mostly one without capacity, which is what a claim wants.
  model::DeviceName device_to_claim() {
    const auto region = some_region();
    if (choices_.percent(70)) {
      for (const auto& device : state_.regions[region].devices) {
        if (!device.has_capacity()) return {region, device.index};
      }
    }
    return device_of(region);
  }

  model::Operation region_driver() {
    // An unbound driver hides most of what else there is to see, so it comes back soon.
    for (std::uint32_t id = 0; id < state_.regions.size(); ++id) {
      if (!state_.regions[id].driver_bound && choices_.percent(70)) return model::BindRegion{id};
    }
    const auto id = some_region();
    if (choices_.percent(75)) return model::UnbindRegion{id};
    return model::BindRegion{id};
  }

  // Mostly of a mapping that is there, of a device that has one; else one behind the last.
  model::Operation read_mapping() {
    auto name = some_device();
    std::uint64_t mappings = 0;
    for (const auto& device : state_.regions[name.region].devices) {
      if (!device.has_capacity() || (mappings > 0 && choices_.percent(50))) continue;
      name.index = device.index;
      mappings = device.ranges.size();
    }
    const auto mapping = static_cast<std::uint32_t>(choices_.below(mappings + 1));
    using enum model::MappingField;
    return model::ReadMapping{name, mapping, choices_.one_of({start, end, page_offset})};
  }

  model::Operation device_driver() {
    const auto name = some_device();
    if (choices_.percent(60)) return model::BindDevice{name};
    return model::UnbindDevice{name};
  }

  // What the engine cannot do is left out, and another tried.
  std::optional<model::Operation> possible_operation() {
    constexpr int tries = 256;
    for (int i = 0; i < tries; ++i) {
      auto operation = next_operation();
      if (is_possible(operation)) return operation;
    }
    return std::nullopt;
  }
  bool is_possible(const model::Operation& operation) const {
    const bool is_of_dynamic = is_admission(operation) || model::is_a<model::WriteSize>(operation);
    return abilities_.has(operation) &&
           (!is_of_dynamic ||
            trace_.setup.regions[region_of(operation)].kind == RegionKind::dynamic);
  }

  // Mostly what is planned, where something is.
  model::Operation next_operation() {
    if (plan_.empty()) {
      const Scene scene{trace_.setup, state_, trace_.tags};
      constexpr PlanWeights w;
      switch (choices_.weighted(
          {w.none, w.injected_group, w.late_extent, w.untagged_in_turn, w.two_drivers})) {
        case 0:
          break;
        case 1:
          plan_ = injected_group(choices_, scene, dynamic_region());
          break;
        case 2:
          plan_ = late_extent(choices_, scene, dynamic_region());
          break;
        case 3:
          plan_ = untagged_in_turn(choices_, scene, dynamic_region());
          break;
        default:
          plan_ = two_drivers(choices_, scene, dynamic_region());
      }
    }
    if (plan_.empty() || choices_.percent(15)) return some_operation();
    auto operation = std::move(plan_.front());
    plan_.erase(plan_.begin());
    return operation;
  }

  model::Operation some_operation() {
    const Scene scene{trace_.setup, state_, trace_.tags};
    constexpr Weights w;
    switch (
        choices_.weighted({w.offer, w.inject, w.release, w.region_driver, w.create, w.remove,
                           w.device_driver, w.write_uuid, w.write_size, w.read_uuid, w.read_size,
                           w.read_available, w.read_resource, w.read_mapping, w.mode})) {
      case 0:
        return offer(choices_, scene, dynamic_region());
      case 1:
        return inject(choices_, scene, dynamic_region());
      case 2:
        return release(choices_, scene, dynamic_region());
      case 3:
        return region_driver();
      case 4:
        return model::Create{some_region()};
      case 5:
        return model::Delete{some_device()};
      case 6:
        return device_driver();
      case 7:
        return write_uuid(choices_, scene, device_to_claim());
      case 8:
        return write_size(choices_, scene, device_of(dynamic_region()));
      case 9:
        return model::ReadUuid{some_device()};
      case 10:
        return model::ReadSize{some_device()};
      case 11:
        return model::ReadAvailable{some_region()};
      case 12:
        return model::ReadResource{some_device()};
      case 13:
        return read_mapping();
      default:
        return model::ReadMode{device_of(any_region()),
                               choices_.one_of({model::Attribute::uuid, model::Attribute::size,
                                                model::Attribute::align})};
    }
  }

  Choices choices_;
  Abilities abilities_;
  std::uint64_t operations_;
  model::Trace trace_;
  model::State state_;
  Plan plan_;  // what is left of it
};

}  // namespace

rc::Gen<model::Trace> traces(const Abilities& abilities) {
  return [abilities](const rc::Random& random, int size) {
    return rc::shrinkable::shrinkRecur(
        Generator(Choices(random), abilities, size).all(),
        [](const model::Trace& trace) { return shrink::fewer(trace); });
  };
}

model::Trace trace_of(const claimcheck_engine_api& api, std::uint64_t seed, std::uint64_t index) {
  const auto generator = traces(abilities_of(api));
  const int size = static_cast<int>(index % 100);
  return generator(rc::Random(rc::Random::Key{seed, index, 0, 0}), size).value();
}

}  // namespace claimcheck::generate
