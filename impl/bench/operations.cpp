// SPDX-License-Identifier: MIT
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>

#include "impl/bench/floor.hpp"
#include "impl/bench/measure.hpp"
#include "impl/bench/rig.hpp"
#include "impl/indexed/indexed.h"
#include "impl/posted/posted.h"

namespace claimcheck::bench {
namespace {

// One region's worth of memory at a time would be nicer to the caches of the next; but repetitions
// are interleaved, and filling a region takes a thousand times as long as measuring it.
Rig& rig_of(const claimcheck_engine_api& api, const Shape& shape) {
  static std::map<std::pair<std::string, Shape>, std::unique_ptr<Rig>> rigs;
  auto& rig = rigs[{api.name, shape}];
  if (!rig) rig = std::make_unique<Rig>(api, shape);
  return *rig;
}

// This thread's processor time: what else the machine does is not counted.
double now_s() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

// `prepare` and `undo` are given the place in the batch and are not timed.
struct Timed {
  std::function<void(std::size_t)> prepare;
  std::function<void(std::size_t)> work;
  std::function<void(std::size_t)> undo;
};

void measure(benchmark::State& state, std::size_t batch, const Timed& timed) {
  for (auto _ : state) {
    for (std::size_t i = 0; i < batch; i++) timed.prepare(i);
    const double begin = now_s();
    for (std::size_t i = 0; i < batch; i++) timed.work(i);
    state.SetIterationTime(now_s() - begin);
    for (std::size_t i = 0; i < batch; i++) timed.undo(i);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(batch));
}

using Bench = void (*)(benchmark::State&, Rig&, std::size_t batch);

void nothing(std::size_t) {}

std::uint32_t device(std::size_t index) {
  return static_cast<std::uint32_t>(index);
}

// A group at random, which in a large region is in no cache.
void claim(benchmark::State& state, Rig& rig, std::size_t batch) {
  std::vector<Rig::Claim> claims(batch);
  const auto prepare = [&](std::size_t i) {
    rig.prepare_claim(claims[i], 0, rig.next_group(), device(i));
  };
  const auto undo = [&](std::size_t i) { rig.give_back(0, device(i)); };
  measure(state, batch, {prepare, [&](std::size_t i) { rig.run(claims[i]); }, undo});
}

// The same groups every time: what they are made of is in the caches, however large the region.
void claim_again(benchmark::State& state, Rig& rig, std::size_t batch) {
  std::vector<Rig::Claim> claims(batch);
  for (std::size_t i = 0; i < batch; i++) {
    rig.prepare_claim(claims[i], 0, rig.next_group(), device(i));
  }
  const auto undo = [&](std::size_t i) { rig.give_back(0, device(i)); };
  measure(state, batch, {nothing, [&](std::size_t i) { rig.run(claims[i]); }, undo});
}

void give_back(benchmark::State& state, Rig& rig, std::size_t batch) {
  const auto prepare = [&](std::size_t i) { rig.claim(0, rig.next_group(), device(i)); };
  measure(state, batch, {prepare, [&](std::size_t i) { rig.give_back(0, device(i)); }, nothing});
}

void release(benchmark::State& state, Rig& rig, std::size_t batch) {
  std::vector<std::size_t> groups(batch);
  const auto prepare = [&](std::size_t i) { groups[i] = rig.next_group(); };
  const auto undo = [&](std::size_t i) { rig.inject(0, groups[i]); };
  measure(state, batch, {prepare, [&](std::size_t i) { rig.release(0, groups[i]); }, undo});
}

// The device with the highest index, which is made again. One at a time.
void destroy(benchmark::State& state, Rig& rig, std::size_t) {
  const auto undo = [&](std::size_t) { rig.create(0); };
  measure(state, 1, {nothing, [&](std::size_t) { rig.remove_last(0); }, undo});
}

void read_uuid(benchmark::State& state, Rig& rig, std::size_t batch) {
  measure(state, batch, {nothing, [&](std::size_t i) { rig.read_uuid(0, device(i)); }, nothing});
}

void read_size(benchmark::State& state, Rig& rig, std::size_t batch) {
  for (std::size_t i = 0; i < batch; i++) rig.claim(0, rig.next_group(), device(i));
  measure(state, batch, {nothing, [&](std::size_t i) { rig.read_size(0, device(i)); }, nothing});
  for (std::size_t i = 0; i < batch; i++) rig.give_back(0, device(i));
}

void read_available(benchmark::State& state, Rig& rig, std::size_t batch) {
  measure(state, batch, {nothing, [&](std::size_t) { rig.read_available(0); }, nothing});
}

void claim_floor(benchmark::State& state, Floor& floor, std::size_t batch) {
  std::vector<std::size_t> groups(batch);
  const auto prepare = [&](std::size_t i) { groups[i] = floor.next_group(); };
  const auto undo = [&](std::size_t i) { floor.give_back(i); };
  measure(state, batch, {prepare, [&](std::size_t i) { floor.claim(groups[i], i); }, undo});
}

bool is_posted(const claimcheck_engine_api& api) {
  return &api == claimcheck_posted_engine();
}

// Fewer at a time where each takes milliseconds, and what undoes it for each extent again.
std::size_t batch_of(const claimcheck_engine_api& api, const Shape& shape) {
  const bool slow = is_posted(api) && shape.extents > 1000;
  const std::size_t most =
      slow ? std::clamp<std::size_t>(64 / shape.group_size, 1, 4) : max_in_batch;
  return std::min(most, shape.groups());
}

// Posted looks through all that is there for each extent: of one that it claims, and of one that
// undoes a release.
bool takes_too_long(const claimcheck_engine_api& api, std::size_t extents, std::size_t group_size,
                    Bench bench) {
  if (!is_posted(api)) return false;
  return extents > 100'000 || (bench == release && extents * group_size > 10'000 * 4096);
}

void add(const std::string& operation, const claimcheck_engine_api& api, std::size_t extents,
         std::size_t group_size, Bench bench) {
  const Shape shape{extents, group_size, 1, max_in_batch};
  benchmark::RegisterBenchmark(name(operation, api.name, extents, group_size).c_str(),
                               [&api, shape, bench](benchmark::State& state) {
                                 bench(state, rig_of(api, shape), batch_of(api, shape));
                               })
      ->UseManualTime()
      ->MinTime(0.001);
}

void add_floor(std::size_t extents, std::size_t group_size) {
  const auto floor = std::make_shared<std::unique_ptr<Floor>>();
  benchmark::RegisterBenchmark(name("claim", "floor", extents, group_size).c_str(),
                               [=](benchmark::State& state) {
                                 if (!*floor) *floor = std::make_unique<Floor>(extents, group_size);
                                 claim_floor(state, **floor,
                                             std::min(max_in_batch, extents / group_size));
                               })
      ->UseManualTime()
      ->MinTime(0.001);
}

}  // namespace

std::string name(const std::string& operation, const std::string& engine, std::size_t extents,
                 std::size_t group_size) {
  return fmt::format("{}/{}/{}/{}", operation, engine, extents, group_size);
}

void register_operations(std::size_t max_extents) {
  const std::pair<const char*, Bench> operations[] = {
      {"claim", claim},         {"claim-again", claim_again},
      {"give-back", give_back}, {"release", release},
      {"destroy", destroy},     {"read-uuid", read_uuid},
      {"read-size", read_size}, {"read-available", read_available}};
  for (std::size_t extents = 100; extents <= max_extents; extents *= 10) {
    for (const std::size_t group_size : {1u, 16u, 256u, 4096u}) {
      if (group_size > extents) continue;
      add_floor(extents, group_size);
      for (const auto* api : {claimcheck_indexed_engine(), claimcheck_posted_engine()}) {
        for (const auto& [operation, bench] : operations) {
          if (takes_too_long(*api, extents, group_size, bench)) continue;
          add(operation, *api, extents, group_size, bench);
        }
      }
    }
  }
}

}  // namespace claimcheck::bench
