// SPDX-License-Identifier: MIT
#include <benchmark/benchmark.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <thread>
#include <vector>

#include "impl/bench/measure.hpp"
#include "impl/bench/rig.hpp"
#include "impl/indexed/indexed.h"

namespace claimcheck::bench {
namespace {

constexpr std::size_t pairs = 20'000;  // claims and give-backs that each thread does in a go

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

// Two regions of two groups, two devices each.
Shape small_shape() {
  return {1024, 16, 2, 2};
}

// Every thread claims a group of its own, again and again.
void distinct(Rig& rig, std::uint32_t region, std::uint32_t device) {
  Rig::Claim claim;
  rig.prepare_claim(claim, region, device, device);
  for (std::size_t i = 0; i < pairs; i++) {
    rig.run(claim);
    rig.give_back(region, device);
  }
}

// Every thread wants the same group.
void racing(Rig& rig, std::uint32_t device) {
  Rig::Claim claim;
  rig.prepare_claim(claim, 0, 0, device);
  for (std::size_t i = 0; i < pairs; i++) {
    if (rig.wins(claim)) rig.give_back(0, device);
  }
}

void measure(benchmark::State& state, std::uint32_t threads, const Body& body) {
  for (auto _ : state) state.SetIterationTime(run_together(threads, body));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(threads * pairs));
}

void add(const char* name, std::uint32_t threads, std::function<void(Rig&, std::uint32_t)> body) {
  benchmark::RegisterBenchmark(name,
                               [=](benchmark::State& state) {
                                 Rig rig(*claimcheck_indexed_engine(), small_shape());
                                 measure(state, threads,
                                         [&](std::uint32_t thread) { body(rig, thread); });
                               })
      ->UseManualTime()
      ->MinTime(0.05);
}

// Two threads, each with an engine of its own: what the machine makes of two threads that share
// nothing, and the most that the others can come to.
void add_apart() {
  benchmark::RegisterBenchmark(
      "threads/2-engines",
      [](benchmark::State& state) {
        Rig first(*claimcheck_indexed_engine(), small_shape());
        Rig second(*claimcheck_indexed_engine(), small_shape());
        measure(state, 2, [&](std::uint32_t thread) { distinct(thread ? second : first, 0, 0); });
      })
      ->UseManualTime()
      ->MinTime(0.05);
}

// One thread claims while another reads what `read` does, or while it does nothing.
void add_with_reader(const char* name, std::function<void(Rig&)> read) {
  benchmark::RegisterBenchmark(name,
                               [=](benchmark::State& state) {
                                 Rig rig(*claimcheck_indexed_engine(), small_shape());
                                 const std::jthread reader([&](const std::stop_token& stop) {
                                   while (read && !stop.stop_requested()) read(rig);
                                 });
                                 measure(state, 1, [&](std::uint32_t) { distinct(rig, 0, 0); });
                               })
      ->UseManualTime()
      ->MinTime(0.05);
}

}  // namespace

void register_threads() {
  add("threads/1", 1, [](Rig& rig, std::uint32_t) { distinct(rig, 0, 0); });
  add_apart();
  add("threads/2-regions", 2, [](Rig& rig, std::uint32_t thread) { distinct(rig, thread, 0); });
  add("threads/2-tags", 2, [](Rig& rig, std::uint32_t thread) { distinct(rig, 0, thread); });
  add("threads/2-one-tag", 2, [](Rig& rig, std::uint32_t thread) { racing(rig, thread); });
  add_with_reader("threads/1-alone", nullptr);
  add_with_reader("threads/1-and-size-reader", [](Rig& rig) { rig.read_size(0, 1); });
  add_with_reader("threads/1-and-available-reader", [](Rig& rig) { rig.read_available(0); });
}

}  // namespace claimcheck::bench
