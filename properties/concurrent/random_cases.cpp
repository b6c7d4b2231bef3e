// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <utility>

#include "model/step.hpp"
#include "properties/concurrent/cases.hpp"
#include "properties/faults/sweep.hpp"
#include "properties/generate/abilities.hpp"
#include "properties/generate/choices.hpp"
#include "properties/generate/texts.hpp"

namespace claimcheck::concurrent {
namespace {

using namespace model;

// Of the threads of a random case. Whether a defect needs threads is tried out in every sequential
// order of their operations: of eight there are 2,520 at most.
constexpr std::uint64_t max_operations = 8;
constexpr std::uint64_t max_of_one_thread = 4;

// The kinds of operation that the engine has, by their place in the table.
std::vector<std::size_t> kinds_of(const generate::Abilities& abilities) {
  std::vector<std::size_t> kinds;
  for (std::size_t kind = 0; kind < operation_count; ++kind) {
    if ((abilities.operations >> operation_table[kind].number & 1u) != 0) kinds.push_back(kind);
  }
  return kinds;
}

// One after the other each two of so many kinds, and each with itself.
std::pair<std::size_t, std::size_t> pair_of(std::uint64_t number, std::size_t kinds) {
  number %= kinds * (kinds + 1) / 2;
  std::size_t first = 0;
  for (; number >= kinds - first; ++first) number -= kinds - first;
  return {first, first + number};
}

// A case while it is made: what its sequential start has led to, and where most of its threads
// meet.
class RandomCase {
 public:
  RandomCase(const claimcheck_engine_api& api, generate::Choices choices, std::uint64_t number)
      : api_(api),
        abilities_(generate::abilities_of(api)),
        kinds_(kinds_of(abilities_)),
        choices_(choices),
        pair_(kinds_.empty() ? std::pair<std::size_t, std::size_t>()
                             : pair_of(number, kinds_.size())) {
    trace_ = choices_.percent(20) ? partly_in_use() : small_setup(choices_.percent(40));
    if (!choices_.percent(40)) trace_.steps.clear();
    add_third_region();
    read_unbinding();
    state_ = initial_state(trace_.setup);
    for (const auto& step : trace_.steps) {
      model::step<Checks::off>(trace_.setup, state_, step.operation);
    }
    grids_ = generate::grids_of(trace_.setup);
    meeting_.region = choices_.percent(70) ? 0 : some_region();
  }

  Trace all() && {
    if (kinds_.empty()) return std::move(trace_);
    start();
    meeting_.index = some_device(meeting_.region).index;
    add_threads();
    add_failures();
    return std::move(trace_);
  }

 private:
  void add_third_region() {
    if (!choices_.percent(25)) return;
    auto third = trace_.setup.regions.back();
    third.base += third.base - trace_.setup.regions.front().base;
    if (choices_.percent(40)) {
      third.kind = choices_.one_of({RegionKind::static_, RegionKind::plain});
    }
    trace_.setup.regions.push_back(third);
  }

  void read_unbinding() {
    const bool drops =
        abilities_.has(Unbind::drops) && (!abilities_.has(Unbind::keeps) || choices_.percent(30));
    for (auto& region : trace_.setup.regions) {
      region.unbind = drops ? Unbind::drops : Unbind::keeps;
    }
  }

  // Something to claim, somebody to claim it, and any operations.
  void start() {
    const auto region = is_dynamic(meeting_.region) ? meeting_.region : 0;
    const auto scene = this->scene();
    if (choices_.percent(80)) run(generate::offer(choices_, scene, region));
    if (choices_.percent(40)) run(Create{region});
    if (choices_.percent(30)) run(generate::write_uuid(choices_, scene, {region, 0}));
    if (choices_.percent(15)) run(BindDevice{{region, 0}});
    for (auto left = choices_.below(3); left > 0; --left) run(any_operation());
  }
  void run(Operation operation) {
    if (!abilities_.has(operation)) return;
    model::step<Checks::off>(trace_.setup, state_, operation);
    trace_.steps.push_back({std::move(operation), {}, {}});
  }

  // Few long threads, or many short ones: the number of interleavings explodes with both. A few
  // cases are larger, and of those a sample is run. The pair's kinds come first in two of them.
  void add_threads() {
    const auto threads = 2 + choices_.weighted({6, 3, 1});
    const bool is_large = choices_.percent(5);
    auto left = is_large ? max_operations : 6;
    const bool turned = choices_.percent(50);
    const auto second = choices_.percent(20) ? some_device(meeting_.region) : meeting_;
    for (std::uint32_t thread = 1; thread <= threads; ++thread) {
      const auto spare = left - (threads - thread);  // one for each that is to come
      const auto most = is_large ? std::min(max_of_one_thread, spare) : 6 / threads;
      const auto length = choices_.between(1, most);
      left -= length;
      const auto place = thread > 2 ? length : choices_.below(length);
      for (std::uint64_t i = 0; i < length; ++i) {
        const auto kind = (thread == 1) == turned ? pair_.first : pair_.second;
        auto operation =
            i == place ? of_kind(kinds_[kind], thread == 1 ? meeting_ : second) : any_operation();
        trace_.steps.push_back({std::move(operation), {}, {}, thread});
      }
    }
  }

  void add_failures() {
    if (faults::site_count(api_) == 0) return;
    for (auto& step : trace_.steps) {
      if (step.thread == 0 || !choices_.percent(15)) continue;
      step.faults.push_back(faults::random_fault(choices_, api_));
    }
  }

  generate::Scene scene() const { return {trace_.setup, state_, trace_.tags, grids_}; }

  bool is_dynamic(std::uint32_t region) const {
    return trace_.setup.regions[region].kind == RegionKind::dynamic;
  }
  std::uint32_t some_region() {
    return static_cast<std::uint32_t>(choices_.below(trace_.setup.regions.size()));
  }
  // Mostly one that is there; else the one that the next create makes.
  DeviceName some_device(std::uint32_t region) {
    const auto& devices = state_.regions[region].devices;
    // Of a region that lost all it had, the first: gone too, but it comes back.
    if (devices.empty()) return {region, 0};
    if (!choices_.percent(12)) return {region, choices_.one_of(devices).index};
    std::uint32_t next = 0;
    for (const auto& device : devices) next += device.index == next;
    return {region, next};
  }

  // What threads do to each other's devices, tags and regions.
  Operation any_operation() {
    const auto device = choices_.percent(50) ? meeting_ : some_device(some_region());
    constexpr std::array<std::uint64_t, operation_count> weights = {3, 1,  2, 1, 2, 1, 2, 2, 2,
                                                                    1, 12, 4, 2, 1, 1, 1, 1, 1};
    for (;;) {
      const auto kind = choices_.weighted(weights);
      if (std::ranges::find(kinds_, kind) != kinds_.end()) return of_kind(kind, device);
      if (!choices_.percent(90)) return of_kind(choices_.one_of(kinds_), device);
    }
  }

  // By place in Operation.
  Operation of_kind(std::size_t kind, DeviceName device) {
    // The contract says nothing of extents and sizes of another region; the first is dynamic.
    const bool is_of_dynamic = operation_table[kind].role == Role::admission ||
                               operation_table[kind].number == WriteSize::info.number;
    if (is_of_dynamic && !is_dynamic(device.region)) device.region = 0;
    const auto scene = this->scene();
    const auto region = device.region;
    const auto tag = choices_.one_of(trace_.tags).uuid;
    const std::array<Operation, operation_count> plain = {
        Offer{},
        Inject{},
        ReleaseTag{region, tag},
        ReleaseUntagged{region, grids_[region].start_of(choices_.below(6))},
        BindRegion{region},
        UnbindRegion{region},
        Create{region},
        Delete{device},
        BindDevice{device},
        UnbindDevice{device},
        WriteUuid{},
        WriteSize{device, "0\n"},
        ReadUuid{device},
        ReadSize{device},
        ReadAvailable{region},
        ReadMode{device, choices_.one_of({Attribute::uuid, Attribute::size, Attribute::align})},
        ReadResource{device},
        ReadMapping{device, static_cast<std::uint32_t>(choices_.below(2)),
                    static_cast<MappingField>(choices_.below(3))}};
    const auto& operation = plain[kind];
    if (is_a<Offer>(operation)) return generate::offer(choices_, scene, region);
    if (is_a<Inject>(operation)) return generate::inject(choices_, scene, region);
    if (is_a<WriteUuid>(operation)) return generate::write_uuid(choices_, scene, device);
    if (is_a<WriteSize>(operation) && choices_.percent(15)) {
      return generate::write_size(choices_, scene, device);
    }
    if (is_a<ReleaseTag>(operation) || is_a<ReleaseUntagged>(operation)) {
      // Of an extent that is there.
      for (int tries = 0; tries < 4; ++tries) {
        auto release = generate::release(choices_, scene, region);
        if (release.index() == kind) return release;
      }
    }
    return operation;
  }

  const claimcheck_engine_api& api_;
  const generate::Abilities abilities_;
  const std::vector<std::size_t> kinds_;
  generate::Choices choices_;
  const std::pair<std::size_t, std::size_t> pair_;  // places in kinds_
  Trace trace_;
  State state_;  // behind the sequential start
  std::vector<generate::Grid> grids_;
  DeviceName meeting_;  // that the pair is about
};

}  // namespace

Trace random_case(const claimcheck_engine_api& api, std::uint64_t seed, std::uint64_t index) {
  const generate::Choices choices(rc::Random(rc::Random::Key{seed, index, 2, 0}));
  return RandomCase(api, choices, index).all();
}

}  // namespace claimcheck::concurrent
