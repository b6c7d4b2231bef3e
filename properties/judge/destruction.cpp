// SPDX-License-Identifier: MIT
#include "properties/judge/destruction.hpp"

#include <fmt/format.h>
#include <malloc.h>

namespace claimcheck::judge {
namespace {

std::size_t heap_in_use() {
  const auto heap = mallinfo2();
  return heap.uordblks + heap.hblkhd;
}

void live_once(const engines::Engine& engine, const model::Trace& trace, const Watch& watch) {
  engines::Instance instance(engine, trace.setup);
  for (std::size_t step = 0; step < trace.steps.size(); ++step) {
    if (watch.begins) watch.begins(step);
    instance.environment().begin(trace.steps[step].faults);
    const auto& operation = trace.steps[step].operation;
    apply(instance.running(), operation, engines::Translated(operation));
  }
  if (watch.begins) watch.begins(trace.steps.size());
}

}  // namespace

std::optional<Difference> not_freed(const engines::Engine& engine, const model::Trace& trace,
                                    const Watch& watch) {
  // The allocator keeps small blocks that were freed, some of each size, and counts them as used:
  // so of many lives only some make the heap grow. And an engine may make tables at its first
  // calls. Lives that are all the same soon find all of that as they leave it.
  constexpr int lives_to_settle = 12;
  constexpr std::size_t lives = 16;
  constexpr int times = 6;
  // A block takes 32 bytes at least, and what a life leaves each life leaves: less is the
  // allocator's, which was once seen to keep 96 bytes more of 16 lives of a right engine, thrice.
  constexpr std::size_t least_growth = lives * 24;
  if (trace.steps.empty()) return std::nullopt;
  for (int life = 0; life < lives_to_settle; ++life) live_once(engine, trace, watch);
  auto in_use = heap_in_use();
  std::size_t growth = 0;
  for (int time = 0; time < times; ++time) {
    for (std::size_t life = 0; life < lives; ++life) live_once(engine, trace, watch);
    const auto now = heap_in_use();
    if (now < in_use + least_growth) return std::nullopt;
    growth = now - in_use;
    in_use = now;
  }
  return Difference{
      {model::Clause::A4, std::string(not_freed_aspect)},
      trace.steps.size() - 1,
      fmt::format("destroyed in this state, and {} bytes are not freed", growth / lives)};
}

}  // namespace claimcheck::judge
