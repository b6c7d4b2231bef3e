// SPDX-License-Identifier: MIT
#include "smt/validation/small_world.hpp"

#include <cerrno>
#include <deque>
#include <string>
#include <unordered_set>

#include "model/step.hpp"

namespace claimcheck::smt {
namespace {

constexpr std::uint64_t align = 2u << 20;
constexpr std::size_t max_devices = 2;

model::Uuid tag(std::uint8_t letter) {
  model::Uuid uuid;
  uuid.bytes.fill(letter);
  return uuid;
}
const model::Uuid a = tag(0xaa);
const model::Uuid b = tag(0xbb);

model::RegionSetup region(std::uint16_t seq_base) {
  model::RegionSetup setup;
  setup.size = 16 * align;
  setup.align = align;
  setup.seq_base = seq_base;
  return setup;
}

// What is done to a device: all that can move its extents, and what must not.
void add_device_operations(std::vector<model::Operation>& all, model::DeviceName device) {
  all.push_back(model::WriteUuid{device, model::to_string(a)});
  all.push_back(model::WriteUuid{device, model::to_string(b)});
  all.push_back(model::WriteUuid{device, "0"});
  all.push_back(model::WriteSize{device, "0"});
  all.push_back(model::ReadUuid{device});
}

void add_second_device(std::vector<model::Operation>& all) {
  all.push_back(model::Create{0});
  add_device_operations(all, {0, 1});
  all.push_back(model::Delete{{0, 1}});
}

// A group that came whole, or without its last, and an extent that came late to it.
SmallWorld one_group(std::uint16_t seq_base) {
  SmallWorld world{{{region(seq_base)}}, {}};
  auto& all = world.operations;
  const std::uint16_t second = static_cast<std::uint16_t>(seq_base + 1);
  all.push_back(model::Offer{0, a, false, {{0, align, 0, false}, {align, 2 * align, 0, false}}});
  all.push_back(model::Offer{0, a, false, {{0, align, 0, false}, {align, align, 0, true}}});
  all.push_back(model::Inject{0, a, {9 * align, align, second, false}});
  all.push_back(model::ReleaseTag{0, a});
  all.push_back(model::ReadAvailable{0});
  all.push_back(model::BindDevice{{0, 0}});
  all.push_back(model::UnbindDevice{{0, 0}});
  add_device_operations(all, {0, 0});
  add_second_device(all);
  return world;
}

// A group numbered by its device against the order of its addresses, and untagged extents.
SmallWorld one_region(std::uint16_t seq_base) {
  SmallWorld world{{{region(seq_base)}}, {}};
  auto& all = world.operations;
  const std::uint16_t second = static_cast<std::uint16_t>(seq_base + 1);
  all.push_back(model::Offer{
      0, b, true, {{4 * align, 2 * align, second, false}, {6 * align, align, seq_base, false}}});
  all.push_back(model::Offer{0, {}, false, {{8 * align, align, 0, false}}});
  all.push_back(model::Inject{0, {}, {10 * align + 4096, align, 0, false}});
  all.push_back(model::ReleaseTag{0, b});
  all.push_back(model::ReleaseUntagged{0, 8 * align});
  all.push_back(model::ReleaseUntagged{0, 10 * align + 4096});
  add_device_operations(all, {0, 0});
  add_second_device(all);
  return world;
}

// Two groups and an untagged extent side by side.
SmallWorld two_groups() {
  SmallWorld world{{{region(1)}}, {}};
  auto& all = world.operations;
  all.push_back(model::Offer{0, a, false, {{0, align, 0, false}, {align, 2 * align, 0, false}}});
  all.push_back(model::Offer{0, b, false, {{4 * align, align, 0, false}}});
  all.push_back(model::Offer{0, {}, false, {{8 * align, align, 0, false}}});
  all.push_back(model::ReleaseTag{0, a});
  all.push_back(model::ReleaseTag{0, b});
  all.push_back(model::ReleaseUntagged{0, 8 * align});
  add_device_operations(all, {0, 0});
  add_second_device(all);
  return world;
}

// One tag in both. Unbinding the first drops what it has.
SmallWorld two_regions() {
  SmallWorld world{{{region(1), region(0)}}, {}};
  world.setup.regions[0].unbind = model::Unbind::drops;
  auto& all = world.operations;
  for (const std::uint32_t id : {0u, 1u}) {
    all.push_back(model::Offer{id, a, false, {{0, align, 0, false}, {align, 2 * align, 0, false}}});
    all.push_back(model::Inject{id, a, {4 * align, align, 0, false}});
    all.push_back(model::ReleaseTag{id, a});
    all.push_back(model::BindRegion{id});
    all.push_back(model::UnbindRegion{id});
    add_device_operations(all, {id, 0});
  }
  return world;
}

}  // namespace

std::vector<SmallWorld> small_worlds() {
  return {one_group(1), one_group(0), one_region(1), one_region(0), two_groups(), two_regions()};
}

void explore_world(const SmallWorld& world, const std::function<void(const model::State&)>& look_at,
                   const std::function<void(const ModelStep&)>& visit) {
  std::deque<model::State> queue;
  std::unordered_set<std::string> seen;
  const auto meet = [&](model::State state) {
    // A third device adds nothing but states without end.
    for (const auto& region : state.regions) {
      if (region.devices.size() > max_devices) return;
    }
    std::string bytes;
    model::encode(state, bytes);
    if (seen.insert(std::move(bytes)).second) queue.push_back(std::move(state));
  };
  meet(model::initial_state(world.setup));
  for (; !queue.empty(); queue.pop_front()) {
    const model::State before = queue.front();
    look_at(before);
    for (const auto& operation : world.operations) {
      bool fired = true;
      for (std::uint32_t failing = 0; fired; ++failing) {
        model::Injection injection(failing, ENOMEM);
        model::State after = before;
        const auto outcome =
            model::step<model::Checks::on>(world.setup, after, operation, injection);
        fired = injection.fired();
        visit({world.setup, before, after, operation, outcome});
        if (!fired) meet(std::move(after));
      }
    }
  }
}

}  // namespace claimcheck::smt
