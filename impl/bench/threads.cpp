// SPDX-License-Identifier: MIT
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "impl/bench/measure.hpp"
#include "impl/bench/rig.hpp"
#include "impl/indexed/indexed.h"
#include "impl/posted/posted.h"

namespace claimcheck::bench {
namespace {

using Body = std::function<void(std::uint32_t thread)>;

double seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// The time from when all threads are there until the last is done.
double run_together(std::uint32_t count, const Body& body) {
  std::atomic<std::uint32_t> ready = 0;
  std::vector<std::jthread> threads;
  const auto start = [&](std::uint32_t thread) {
    ++ready;
    while (ready < count) std::this_thread::yield();
    body(thread);
  };
  const double begin = seconds();
  for (std::uint32_t i = 1; i < count; i++) threads.emplace_back(start, i);
  start(0);
  threads.clear();
  return seconds() - begin;
}

constexpr Shape shape{1024, 16, 2, 2};

// What a thread does `count` times, each time with what undoes it: on a device and a group of its
// own, of that number in the region.
using Work = void (*)(Rig& rig, std::uint32_t region, std::uint32_t index, std::size_t count);

void claims(Rig& rig, std::uint32_t region, std::uint32_t index, std::size_t count) {
  Rig::Claim claim;
  rig.prepare_claim(claim, region, index, index);
  for (std::size_t i = 0; i < count; i++) {
    rig.run(claim);
    rig.give_back(region, index);
  }
}

void releases(Rig& rig, std::uint32_t region, std::uint32_t index, std::size_t count) {
  for (std::size_t i = 0; i < count; i++) {
    rig.release(region, index);
    rig.inject(region, index);
  }
}

void removals(Rig& rig, std::uint32_t region, std::uint32_t, std::size_t count) {
  for (std::size_t i = 0; i < count; i++) {
    rig.remove_last(region);
    rig.create(region);
  }
}

void uuid_reads(Rig& rig, std::uint32_t region, std::uint32_t index, std::size_t count) {
  for (std::size_t i = 0; i < count; i++) rig.read_uuid(region, index);
}

void size_reads(Rig& rig, std::uint32_t region, std::uint32_t index, std::size_t count) {
  for (std::size_t i = 0; i < count; i++) rig.read_size(region, index);
}

void available_reads(Rig& rig, std::uint32_t region, std::uint32_t, std::size_t count) {
  for (std::size_t i = 0; i < count; i++) rig.read_available(region);
}

// Every thread wants the same group.
void racing_claims(Rig& rig, std::uint32_t region, std::uint32_t index, std::size_t count) {
  Rig::Claim claim;
  rig.prepare_claim(claim, region, 0, index);
  for (std::size_t i = 0; i < count; i++) {
    if (rig.wins(claim)) rig.give_back(region, index);
  }
}

// How the threads share what they work on.
struct Sharing {
  const char* name;
  std::uint32_t threads;
  std::uint32_t engines;
  std::uint32_t regions;
};

constexpr Sharing alone{"alone", 1, 1, 1};
// What the machine makes of two threads that share nothing, and the most that others can come to.
constexpr Sharing two_engines{"2-engines", 2, 2, 1};
constexpr Sharing two_regions{"2-regions", 2, 1, 2};
constexpr Sharing two_tags{"2-tags", 2, 1, 1};  // and two devices

// So many that starting the threads is nothing beside them; ten times as many of reads.
std::size_t times(const claimcheck_engine_api& api, Work work) {
  const bool reads = work == uuid_reads || work == size_reads || work == available_reads;
  return (&api == claimcheck_posted_engine() ? 1'000u : 20'000u) * (reads ? 10u : 1u);
}

void measure(benchmark::State& state, std::uint32_t threads, std::size_t count, const Body& body) {
  for (auto _ : state) state.SetIterationTime(run_together(threads, body));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(threads * count));
}

void add(const char* operation, const claimcheck_engine_api& api, const char* sharing,
         const std::function<void(benchmark::State&)>& benchmark) {
  benchmark::RegisterBenchmark(threads_name(operation, api.name, sharing).c_str(), benchmark)
      ->UseManualTime()
      ->MinTime(0.05);
}

void add(const char* operation, const claimcheck_engine_api& api, Work work,
         const Sharing& sharing) {
  add(operation, api, sharing.name, [&api, work, sharing](benchmark::State& state) {
    std::vector<std::unique_ptr<Rig>> rigs;
    for (std::uint32_t i = 0; i < sharing.engines; i++) {
      rigs.push_back(std::make_unique<Rig>(api, shape));
    }
    const auto count = times(api, work);
    measure(state, sharing.threads, count, [&](std::uint32_t thread) {
      const bool same_region = sharing.engines == 1 && sharing.regions == 1;
      work(*rigs[thread % sharing.engines], thread % sharing.regions, same_region ? thread : 1,
           count);
    });
  });
}

// One thread claims while another reads, again and again.
void add_with_reader(const claimcheck_engine_api& api, const char* reader, Work read) {
  add("claim", api, reader, [&api, read](benchmark::State& state) {
    Rig rig(api, shape);
    const std::jthread reading([&](const std::stop_token& stop) {
      while (!stop.stop_requested()) read(rig, 0, 1, 1);
    });
    const auto count = times(api, claims);
    measure(state, 1, count, [&](std::uint32_t) { claims(rig, 0, 0, count); });
  });
}

}  // namespace

std::string threads_name(const std::string& operation, const std::string& engine,
                         const std::string& sharing) {
  return fmt::format("threads/{}/{}/{}", operation, engine, sharing);
}

void register_threads() {
  const std::pair<const char*, Work> operations[] = {
      {"claim", claims},         {"release", releases},     {"destroy", removals},
      {"read-uuid", uuid_reads}, {"read-size", size_reads}, {"read-available", available_reads}};
  for (const auto* api : {claimcheck_indexed_engine(), claimcheck_posted_engine()}) {
    for (const auto& [operation, work] : operations) {
      for (const Sharing& sharing : {alone, two_engines, two_regions}) {
        add(operation, *api, work, sharing);
      }
      // Of a region only the last device is removed and made again.
      if (work != removals) add(operation, *api, work, two_tags);
    }
    add("claim", *api, racing_claims, {"one-tag", 2, 1, 1});
    add_with_reader(*api, "and-uuid-reader", uuid_reads);
    add_with_reader(*api, "and-size-reader", size_reads);
    add_with_reader(*api, "and-available-reader", available_reads);
  }
}

}  // namespace claimcheck::bench
