// SPDX-License-Identifier: MIT
#include "properties/concurrent/state_pairs.hpp"

#include <array>
#include <tuple>
#include <utility>
#include <vector>

#include "properties/concurrent/cases.hpp"

namespace claimcheck::concurrent {
namespace {

using namespace model;

constexpr DeviceName device{0, 1};
constexpr DeviceName rival{0, 0};

void run(Trace& trace, Operation operation) {
  trace.steps.push_back({std::move(operation), {}, {}, 0});
}

std::string claim_text(const Uuid& tag) {
  return to_string(tag) + "\n";
}

Member cell(const Setup& setup, std::uint32_t region, std::uint64_t number, std::uint16_t seq) {
  const auto& of = setup.regions[region];
  return {of.base + number * of.align, of.align, seq, false};
}

enum class DeviceState { unclaimed, tagged, untagged, driven, gone };

std::array<Operation, 17> operations_of_a_device(const Trace& start) {
  const auto a = start.tags[0].uuid;
  return {WriteUuid{device, claim_text(a)},
          WriteUuid{device, "0\n"},
          WriteSize{device, "0\n"},
          Delete{device},
          BindDevice{device},
          UnbindDevice{device},
          ReadUuid{device},
          ReadSize{device},
          ReadMode{device, Attribute::uuid},
          ReadResource{device},
          ReadMapping{device, 1, MappingField::page_offset},
          WriteUuid{rival, claim_text(a)},
          Create{0},
          ReleaseTag{0, a},
          BindRegion{0},
          UnbindRegion{0},
          ReadAvailable{0}};
}

Trace device_start(DeviceState state, bool driver_bound) {
  auto start = small_setup(false);
  const auto a = start.tags[0].uuid;
  if (state == DeviceState::tagged || state == DeviceState::driven) {
    run(start, WriteUuid{device, claim_text(a)});
  }
  if (state == DeviceState::untagged) run(start, WriteUuid{device, "0\n"});
  if (state == DeviceState::driven) run(start, BindDevice{device});
  if (state == DeviceState::gone) run(start, Delete{device});
  if (!driver_bound) run(start, UnbindRegion{0});
  return start;
}

// A tag comes to two regions by injection alone (M3).
Trace tag_start(bool in_use) {
  auto start = small_setup(false);
  start.steps.clear();
  const auto a = start.tags[0].uuid;
  for (const std::uint32_t region : {0u, 1u}) {
    run(start, Inject{region, a, cell(start.setup, region, 0, 1)});
  }
  if (in_use) run(start, WriteUuid{{0, 0}, claim_text(a)});
  return start;
}

std::array<Operation, 12> operations_of_a_tag(const Trace& start) {
  const auto a = start.tags[0].uuid;
  std::array<Operation, 12> operations;
  for (const std::uint32_t region : {0u, 1u}) {
    auto next = operations.begin() + 6 * region;
    *next++ = ReleaseTag{region, a};
    *next++ = Inject{region, a, cell(start.setup, region, 1, 2)};
    *next++ = Offer{region, a, false, {cell(start.setup, region, 2, 0)}};
    *next++ = WriteUuid{{region, 0}, claim_text(a)};
    *next++ = WriteSize{{region, 0}, "0\n"};
    *next++ = UnbindRegion{region};
  }
  return operations;
}

Trace kind_start(RegionKind kind) {
  auto start = small_setup(false);
  start.steps.clear();
  start.setup.regions[1].kind = kind;
  return start;
}

std::array<Operation, 12> operations_of_a_kind(const Trace& start) {
  const DeviceName first{1, 0};
  return {WriteUuid{first, claim_text(start.tags[0].uuid)},
          Create{1},
          Delete{first},
          BindDevice{first},
          UnbindDevice{first},
          ReadUuid{first},
          ReadSize{first},
          ReadMode{first, Attribute::align},
          ReadResource{first},
          ReadAvailable{1},
          BindRegion{1},
          UnbindRegion{1}};
}

enum class Space { empty, untagged, untagged_claimed, tagged, tagged_claimed };

// All that the region has lies in one place, so what is available comes to 0 and from there.
Trace space_start(Space space) {
  auto start = small_setup(false);
  start.steps.clear();
  const bool is_tagged = space == Space::tagged || space == Space::tagged_claimed;
  const auto tag = is_tagged ? start.tags[0].uuid : Uuid{};
  if (space == Space::empty) return start;
  run(start, Offer{0, tag, false, {cell(start.setup, 0, 0, 0)}});
  if (space == Space::untagged_claimed || space == Space::tagged_claimed) {
    run(start, WriteUuid{{0, 0}, is_tagged ? claim_text(tag) : "0\n"});
  }
  return start;
}

std::array<Operation, 12> operations_of_a_space(const Trace& start) {
  const auto a = start.tags[0].uuid;
  const auto place = cell(start.setup, 0, 0, 0);
  const Member wide{place.start, 2 * place.length, 0, false};
  return {Offer{0, a, false, {place}},
          Offer{0, start.tags[1].uuid, false, {place}},
          Offer{0, {}, false, {place}},
          Offer{0, {}, false, {wide}},
          Inject{0, a, cell(start.setup, 0, 0, 1)},
          Inject{0, {}, place},
          ReleaseTag{0, a},
          ReleaseUntagged{0, place.start},
          WriteUuid{{0, 0}, claim_text(a)},
          WriteUuid{{0, 0}, "0\n"},
          WriteSize{{0, 0}, "0\n"},
          Create{0}};
}

// What tells, behind one of the two, that the other has not happened yet.
std::array<Operation, 2> witnesses() {
  return {ReadAvailable{0}, ReadSize{{0, 1}}};
}

// What a pair meets, by name: most calls want no more of it than the number of its pairs.
struct Scene {
  enum class About { device, tag, kind, space };

  About about = About::device;
  Unbind unbind = Unbind::keeps;
  DeviceState device = DeviceState::unclaimed;
  bool driver_bound = true;
  bool tag_in_use = false;
  RegionKind kind = RegionKind::plain;
  Space space = Space::empty;
};

bool has(std::uint64_t set, std::uint32_t number) {
  return (set & CLAIMCHECK_SET_OF(number)) != 0;
}

void add_device_scenes(Unbind unbind, std::vector<Scene>& scenes) {
  using enum DeviceState;
  for (const auto state : {unclaimed, tagged, untagged, driven, gone}) {
    scenes.push_back({.unbind = unbind, .device = state});
    // Without a driver a region that drops has no device at all (R2).
    if (unbind == Unbind::keeps || state == unclaimed) {
      scenes.push_back({.unbind = unbind, .device = state, .driver_bound = false});
    }
  }
}

std::vector<Scene> scenes_of(const claimcheck_engine_api& api) {
  using enum Space;
  std::vector<Scene> scenes;
  for (const auto space : {empty, untagged, untagged_claimed, tagged, tagged_claimed}) {
    scenes.push_back({.about = Scene::About::space, .space = space});
  }
  for (const auto unbind : {Unbind::keeps, Unbind::drops}) {
    if (!has(api.unbinds, static_cast<std::uint32_t>(unbind))) continue;
    add_device_scenes(unbind, scenes);
    for (const bool in_use : {false, true}) {
      scenes.push_back({.about = Scene::About::tag, .unbind = unbind, .tag_in_use = in_use});
    }
    for (const auto kind : {RegionKind::static_, RegionKind::plain}) {
      if (!has(api.kinds, static_cast<std::uint32_t>(kind))) continue;
      scenes.push_back({.about = Scene::About::kind, .unbind = unbind, .kind = kind});
    }
  }
  return scenes;
}

template <std::size_t size>
Trace pair_of(const Trace& start, const std::array<Operation, size>& all, std::uint64_t number) {
  std::size_t first = 0;
  for (; number >= size - first; ++first) number -= size - first;
  return side_by_side(start, {all[first], all[first + number]});
}

// Each behind each, with each witness behind the first.
Trace witnessed(const Trace& start, std::uint64_t number) {
  const auto all = operations_of_a_space(start);
  const auto witness = witnesses()[number / (all.size() * all.size())];
  auto trace = side_by_side(start, {all[number % all.size()]});
  trace.steps.push_back({witness, {}, {}, 1});
  trace.steps.push_back({all[number / all.size() % all.size()], {}, {}, 2});
  return trace;
}

Trace pair_of(const Scene& scene, std::uint64_t number) {
  const auto with_unbinding = [&](Trace start) {
    for (auto& region : start.setup.regions) region.unbind = scene.unbind;
    return start;
  };
  switch (scene.about) {
    case Scene::About::space:
      return witnessed(space_start(scene.space), number);
    case Scene::About::tag: {
      const auto start = with_unbinding(tag_start(scene.tag_in_use));
      return pair_of(start, operations_of_a_tag(start), number);
    }
    case Scene::About::kind: {
      const auto start = with_unbinding(kind_start(scene.kind));
      return pair_of(start, operations_of_a_kind(start), number);
    }
    default: {
      const auto start = with_unbinding(device_start(scene.device, scene.driver_bound));
      return pair_of(start, operations_of_a_device(start), number);
    }
  }
}

constexpr std::uint64_t witnessed_pairs = std::tuple_size_v<decltype(witnesses())> *
                                          std::tuple_size_v<decltype(operations_of_a_space({}))> *
                                          std::tuple_size_v<decltype(operations_of_a_space({}))>;

template <std::size_t size>
constexpr std::uint64_t pairs_in(std::array<Operation, size> (*)(const Trace&)) {
  return size * (size + 1) / 2;
}

std::uint64_t pairs_of(const Scene& scene) {
  switch (scene.about) {
    case Scene::About::space:
      return witnessed_pairs;
    case Scene::About::tag:
      return pairs_in(operations_of_a_tag);
    case Scene::About::kind:
      return pairs_in(operations_of_a_kind);
    default:
      return pairs_in(operations_of_a_device);
  }
}

}  // namespace

std::uint64_t state_pair_count(const claimcheck_engine_api& api) {
  std::uint64_t count = 0;
  for (const auto& scene : scenes_of(api)) count += pairs_of(scene);
  return count;
}

Trace state_pair(const claimcheck_engine_api& api, std::uint64_t number) {
  for (const auto& scene : scenes_of(api)) {
    if (number < pairs_of(scene)) return pair_of(scene, number);
    number -= pairs_of(scene);
  }
  return {};
}

}  // namespace claimcheck::concurrent
