// SPDX-License-Identifier: MIT
#include "properties/generate/traces.hpp"

#include <array>
#include <optional>

#include "model/step.hpp"
#include "properties/generate/boundaries.hpp"
#include "properties/generate/choices.hpp"
#include "properties/generate/crowds.hpp"
#include "properties/generate/extents.hpp"
#include "properties/generate/sequences.hpp"
#include "properties/generate/setups.hpp"
#include "properties/generate/tags.hpp"
#include "properties/generate/texts.hpp"
#include "properties/shrink/candidates.hpp"

namespace claimcheck::generate {
namespace {

using model::RegionKind;

// A plan of more operations is of those that need each other.
constexpr std::size_t max_disturbed = 1'500;

constexpr std::size_t write_uuid_kind = 7;  // in the order of Weights
using OperationWeights = std::array<std::uint64_t, 15>;

OperationWeights all_weights() {
  constexpr Weights w;
  return {w.offer,     w.inject,         w.release,       w.region_driver, w.create,
          w.remove,    w.device_driver,  w.write_uuid,    w.write_size,    w.read_uuid,
          w.read_size, w.read_available, w.read_resource, w.read_mapping,  w.mode};
}

// Swarm testing (Groce et al., ISSTA 2012): a trace that leaves some kinds of operation out, and
// has more of some than of others, gets further with these. Claims are always in.
OperationWeights some_weights(Choices& choices) {
  auto weights = all_weights();
  for (std::size_t kind = 0; kind < weights.size(); ++kind) {
    if (kind != write_uuid_kind && choices.percent(40)) weights[kind] = 0;
    if (choices.percent(15)) weights[kind] *= choices.one_of({4u, 16u});
  }
  if (weights[0] == 0 && weights[1] == 0) weights[choices.below(2)] = all_weights()[0];
  return weights;
}

using PlanChances = std::array<std::uint64_t, 7>;

PlanChances all_plans(bool wide) {
  constexpr PlanWeights w;
  return {w.none,        w.injected_group,         w.late_extent,          w.untagged_in_turn,
          w.two_drivers, wide ? w.large_group : 0, wide ? w.some_reads : 0};
}

// Each likely or not, and then so for the whole trace.
PlanChances some_plans(Choices& choices) {
  auto weights = all_plans(true);
  for (std::size_t plan = 1; plan < weights.size(); ++plan) {
    weights[plan] *= choices.one_of({0u, 1u, 1u, 8u});
  }
  return weights;
}

// Now and then dozens, hundreds and thousands of operations.
std::uint64_t how_much_longer(Choices& choices) {
  constexpr std::array<std::uint64_t, 4> factors = {1, 4, 20, 100};
  return factors[choices.weighted({888, 100, 10, 2})];
}

// What a trace is like.
struct Profile {
  int size = 0;  // RapidCheck's
  bool wide = false;
  std::optional<std::size_t> cycle;  // done more often than 16 bits count
  std::optional<std::size_t> full;   // an offer of all numbers there are
};

class Generator {
 public:
  Generator(Choices choices, const Abilities& abilities, const Profile& profile)
      : choices_(choices), abilities_(abilities), wide_(profile.wide) {
    const bool wide = wide_;
    trace_.setup = profile.full ? roomy_setup(choices_, abilities_, seq_base_of_full(*profile.full))
                   : wide       ? wide_setup(choices_, abilities_)
                                : some_setup(choices_, abilities_);
    const bool wide_tagged = wide && choices_.percent(70);
    trace_.tags = wide_tagged ? wide_tags(choices_) : some_tags(choices_);
    state_ = model::initial_state(trace_.setup);
    const auto longest = 4 + static_cast<std::uint64_t>(profile.size) / 4;
    operations_ = 1 + choices_.below(longest);
    grids_ = grids_of(trace_.setup);
    if (profile.full) {
      operations_ = 0;  // nothing else: each takes as long as thousands of others
      begin(full_offer(choices_, scene(), *profile.full));
      undisturbed_ = true;
    } else if (wide) {
      widen(profile);
    }
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
  void widen(const Profile& profile) {
    for (std::size_t id = 0; id < grids_.size(); ++id) {
      const auto& region = trace_.setup.regions[id];
      if (choices_.percent(60)) grids_[id] = wide_grid(choices_, region);
      if (region.kind == RegionKind::dynamic) first_dynamic_ = static_cast<std::uint32_t>(id);
    }
    if (choices_.percent(50)) weights_ = some_weights(choices_);
    if (choices_.percent(50)) plans_ = some_plans(choices_);
    if (choices_.percent(30)) favourite_ = any_region();
    if (choices_.percent(15)) again_ = choices_.between(5, 60);
    if (profile.cycle) {
      begin(many_times(choices_, scene(), first_dynamic_, *profile.cycle, Times::past_16_bits));
      return;
    }
    operations_ *= how_much_longer(choices_);
    const bool many_tags = trace_.tags.size() >= 20 && choices_.percent(70);
    auto plan = many_tags ? group_of_each_tag(choices_, scene(), first_dynamic_) : crowd();
    if (!plan.empty()) begin(once_or_twice(std::move(plan)));
  }

  // Rarely many of something, or one thing many times. Mostly nothing comes between.
  Plan crowd() {
    const auto region = first_dynamic_;
    const auto again = [&](Times times, std::uint64_t kinds) {
      return many_times(choices_, scene(), region, choices_.below(kinds), times);
    };
    switch (choices_.weighted({9'140, 250, 50, 5, 150, 5, 400})) {
      case 0:
        return {};
      case 1:
        return again(Times::dozens, cycles + crowding_cycles);
      case 2:
        return again(Times::hundreds, cycles + crowding_cycles);
      case 3:
        return again(Times::thousand, cycles);
      case 4:
        return many_devices(choices_, scene(), region, choices_.between(4, 40));
      case 5:
        return many_devices(choices_, scene(), region, choices_.between(250, 270));
      default:
        return whole_region(choices_, scene(), region);
    }
  }

  // A region that drops all it has is then as it was at first (R3), and the same can be done again.
  Plan once_or_twice(Plan plan) {
    const auto region = first_dynamic_;
    const bool drops = trace_.setup.regions[region].unbind == model::Unbind::drops;
    if (!drops || plan.size() > max_disturbed || !choices_.percent(50)) return plan;
    Plan twice = plan;
    twice.insert(twice.end(), {model::UnbindRegion{region}, model::BindRegion{region}});
    twice.insert(twice.end(), plan.begin(), plan.end());
    return twice;
  }

  void begin(Plan plan) {
    plan_ = std::move(plan);
    operations_ += plan_.size();
    undisturbed_ = plan_.size() > max_disturbed || choices_.percent(70);
  }

  Scene scene() const { return {trace_.setup, state_, trace_.tags, grids_, wide_}; }

  std::uint32_t some_region() {
    if (favourite_ && choices_.percent(75)) return *favourite_;
    // The first one twice as often: claims need company.
    const auto id = choices_.below(trace_.setup.regions.size() + 1);
    return static_cast<std::uint32_t>(id % trace_.setup.regions.size());
  }
  std::uint32_t any_region() {
    return static_cast<std::uint32_t>(choices_.below(trace_.setup.regions.size()));
  }
  std::uint32_t dynamic_region() {
    const auto id = some_region();
    return trace_.setup.regions[id].kind == RegionKind::dynamic ? id : first_dynamic_;
  }
  model::DeviceName device_of(std::uint32_t region) {
    const auto& devices = state_.regions[region].devices;
    if (devices.empty() || choices_.percent(4)) return {region, missing_device(devices)};
    if (wide_ && devices.size() > 4 && choices_.percent(30)) {
      return {region, devices[near_power(choices_, 0, devices.size() - 1)].index};
    }
    return {region, choices_.one_of(devices).index};
  }
  // Where one was deleted before others, often that: whoever looks it up passes by them.
  std::uint32_t missing_device(const std::vector<model::Device>& devices) {
    std::vector<std::uint32_t> gone;
    std::uint32_t next = 0;
    for (const auto& device : devices) {
      for (; next < device.index; ++next) gone.push_back(next);
      next = device.index + 1;
    }
    if (!gone.empty() && choices_.percent(60)) return choices_.one_of(gone);
    return missing(next);
  }
  // The number of none of so many; of those that a trace may name.
  std::uint32_t missing(std::uint64_t count) {
    constexpr std::uint64_t last = UINT16_MAX;
    if (!wide_ || choices_.percent(50)) return static_cast<std::uint32_t>(count);
    return static_cast<std::uint32_t>(near_power(choices_, std::min(count, last), last));
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
    auto mapping = static_cast<std::uint32_t>(choices_.below(mappings + 1));
    if (wide_ && mapping == mappings) mapping = missing(mappings);
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
    if (again_ > 0 && !trace_.steps.empty() && choices_.percent(again_)) {
      const auto back = choices_.between(1, std::min<std::uint64_t>(trace_.steps.size(), 3));
      return trace_.steps[trace_.steps.size() - back].operation;
    }
    if (plan_.empty()) plan_ = some_plan();
    if (plan_.empty() || (!undisturbed_ && choices_.percent(15))) return some_operation();
    auto operation = std::move(plan_.front());
    plan_.pop_front();
    if (plan_.empty()) undisturbed_ = false;
    return operation;
  }

  Plan some_plan() {
    const auto scene = this->scene();
    switch (choices_.weighted(plans_)) {
      case 0:
        return {};
      case 1:
        return injected_group(choices_, scene, dynamic_region());
      case 2:
        return late_extent(choices_, scene, dynamic_region());
      case 3:
        return untagged_in_turn(choices_, scene, dynamic_region());
      case 4:
        return two_drivers(choices_, scene, dynamic_region());
      case 5:
        return large_group(choices_, scene, dynamic_region());
      default:
        return some_reads(choices_, scene, dynamic_region());
    }
  }

  model::Operation some_operation() {
    const auto scene = this->scene();
    switch (choices_.weighted(weights_)) {
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
      case write_uuid_kind:
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
  const bool wide_;
  OperationWeights weights_ = all_weights();
  PlanChances plans_ = all_plans(false);
  std::optional<std::uint32_t> favourite_;  // the region that most is about
  std::uint64_t again_ = 0;  // percent: how likely one of the last operations comes once more
  std::vector<Grid> grids_;  // of the setup's regions
  std::uint32_t first_dynamic_ = 0;  // a dynamic region, where there is one
  std::uint64_t operations_;
  model::Trace trace_;
  model::State state_;
  Plan plan_;                 // what is left of it
  bool undisturbed_ = false;  // nothing comes between
};

}  // namespace

rc::Gen<model::Trace> traces(const Abilities& abilities, bool wide) {
  return [abilities, wide](const rc::Random& random, int size) {
    return rc::shrinkable::shrinkRecur(
        Generator(Choices(random), abilities, {size, wide, {}, {}}).all(),
        [](const model::Trace& trace) { return shrink::fewer(trace); });
  };
}

model::Trace trace_of(const claimcheck_engine_api& api, std::uint64_t seed, std::uint64_t index) {
  Profile profile;
  profile.size = static_cast<int>(index % 100);
  profile.wide = index % 4 == 3;
  // Few of a default search, as each takes as long as tens of thousands of others.
  constexpr std::array<std::size_t, 3> long_cycles = {1, 6, 0};
  constexpr std::uint64_t long_every = 65'536;
  if (index % long_every == long_every - 1) {
    profile.cycle = long_cycles[index / long_every % long_cycles.size()];
  }
  const auto abilities = abilities_of(api);
  if (abilities.full_groups && index % long_every == long_every / 4 - 1) {
    profile.full = index / long_every % full_offers;
  }
  const Choices choices(rc::Random(rc::Random::Key{seed, index, 0, 0}));
  return Generator(choices, abilities, profile).all();
}

}  // namespace claimcheck::generate
