// SPDX-License-Identifier: MIT
// A plugin that keeps the contract and makes it hard to see: behind the comma of its path stands
// what it does besides.
//
//   apply-ms=N      an operation takes N milliseconds
//   slow-from=N     only the N-th operation of a process and those after it do
//   mode=N          and this is no strain: of an attribute it tells the mode N
//   held=N          a snapshot names N kinds of resource of which nothing is held
//   refuse-from=N   the N-th create() of a process and those after it return -ENOMEM
//   scribble=zero, =ones or =more
//                   an operation writes over the first page of what is shared with other processes
#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include "impl/engine.h"
#include "impl/indexed/indexed.h"

namespace {

enum class Scribble { no, zero, ones, more };

struct Engine {
  void* inner = nullptr;
  std::uint64_t apply_ms = 0;
  std::uint64_t slow_from = 0;
  std::int64_t mode = -1;  // -1: the right one
  std::uint64_t held = 0;
  std::uint64_t refuse_from = std::numeric_limits<std::uint64_t>::max();
  Scribble scribble = Scribble::no;
};

Engine& self(void* engine) {
  return *static_cast<Engine*>(engine);
}

bool understand(Engine& engine, std::string_view option) {
  const auto equals = option.find('=');
  const auto key = option.substr(0, equals);
  const std::string value(equals == option.npos ? "" : option.substr(equals + 1));
  if (key == "apply-ms") engine.apply_ms = std::stoull(value);
  if (key == "slow-from") engine.slow_from = std::stoull(value);
  if (key == "mode") engine.mode = std::stoll(value);
  if (key == "held") engine.held = std::stoull(value);
  if (key == "refuse-from") engine.refuse_from = std::stoull(value);
  if (key == "scribble") {
    engine.scribble = value == "zero"   ? Scribble::zero
                      : value == "ones" ? Scribble::ones
                                        : Scribble::more;
  }
  constexpr std::array keys = {"apply-ms", "slow-from", "mode", "held", "refuse-from", "scribble"};
  return std::ranges::find(keys, key) != keys.end();
}

void write_over(unsigned char* page, Scribble scribble) {
  constexpr std::size_t bytes = 4096;
  if (scribble != Scribble::more) {
    std::memset(page, scribble == Scribble::zero ? 0 : 1, bytes);
    return;
  }
  for (std::size_t at = 0; at < bytes; at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, page + at, sizeof word);
    // What looks like a count becomes a larger one.
    if (word < 1'000'000) word += 1000;
    std::memcpy(page + at, &word, sizeof word);
  }
}

void write_over_what_is_shared(Scribble scribble) {
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    if (line.find(" rw-s ") == line.npos) continue;
    write_over(reinterpret_cast<unsigned char*>(std::stoull(line, nullptr, 16)), scribble);
  }
}

int create(const claimcheck_setup* setup, const claimcheck_env* env, void** engine) {
  auto made = std::make_unique<Engine>();
  std::string_view options = setup->options;
  while (!options.empty()) {
    const auto end = std::min(options.find(','), options.size());
    if (!understand(*made, options.substr(0, end))) return -EINVAL;
    options.remove_prefix(std::min(end + 1, options.size()));
  }
  static std::atomic<std::uint64_t> created = 0;
  if (++created >= made->refuse_from) return -ENOMEM;
  const int result = claimcheck_indexed_engine()->create(setup, env, &made->inner);
  if (result == 0) *engine = made.release();
  return result;
}

void destroy(void* engine) {
  claimcheck_indexed_engine()->destroy(self(engine).inner);
  delete &self(engine);
}

void apply(void* engine, const claimcheck_operation* operation, claimcheck_outcome* outcome) {
  claimcheck_indexed_engine()->apply(self(engine).inner, operation, outcome);
  if (self(engine).scribble != Scribble::no) write_over_what_is_shared(self(engine).scribble);
  if (operation->kind == CLAIMCHECK_MODE && self(engine).mode >= 0) {
    outcome->result = self(engine).mode;
  }
  static std::atomic<std::uint64_t> applied = 0;
  if (++applied < self(engine).slow_from) return;
  std::this_thread::sleep_for(std::chrono::milliseconds(self(engine).apply_ms));
}

void snapshot(void* engine, const claimcheck_sink* sink) {
  claimcheck_indexed_engine()->snapshot(self(engine).inner, sink);
  for (std::uint64_t kind = 0; kind < self(engine).held; ++kind)
    sink->held(sink->context, "thing", 0);
}

}  // namespace

extern "C" __attribute__((visibility("default"))) const claimcheck_engine_api* claimcheck_engine() {
  static const claimcheck_engine_api api = [] {
    auto table = *claimcheck_indexed_engine();
    table.name = "strained";
    table.create = create;
    table.destroy = destroy;
    table.apply = apply;
    table.snapshot = snapshot;
    table.clone = nullptr;
    return table;
  }();
  return &api;
}
