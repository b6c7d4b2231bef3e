// SPDX-License-Identifier: MIT
#include <algorithm>

#include "properties/mutate/mutate.hpp"
#include "properties/mutate/sayable.hpp"

namespace claimcheck::mutate {
namespace {

using model::Trace;
using model::Uuid;

// The tags of the second under names that the first has not given, as far as they are others.
void take_tags(Trace& trace, const Trace& second) {
  for (const auto& tag : second.tags) {
    if (trace.tags.size() >= model::max_tags) return;
    const bool is_there = std::ranges::any_of(
        trace.tags, [&](const model::NamedTag& own) { return own.uuid == tag.uuid; });
    if (is_there) continue;
    auto name = tag.name;
    const auto is_taken = [&](const model::NamedTag& own) { return own.name == name; };
    for (std::size_t number = 0; std::ranges::any_of(trace.tags, is_taken); ++number) {
      name = "S" + std::to_string(number);
    }
    trace.tags.push_back({name, tag.uuid});
  }
}

// A place is as far into the region as it was in the other trace's.
void move_to_regions(model::Step& step, const Trace& trace, const Trace& second) {
  auto& region = model::region_of(step.operation);
  const auto before = second.setup.regions[region].base;
  region = static_cast<std::uint32_t>(region % trace.setup.regions.size());
  const auto by = trace.setup.regions[region].base - before;
  std::visit(
      [&]<class O>(O& o) {
        if constexpr (requires { o.members; }) {
          for (auto& member : o.members) member.start += by;
        }
        if constexpr (requires { o.member; }) o.member.start += by;
        if constexpr (requires { o.start; }) o.start += by;
      },
      step.operation);
}

}  // namespace

Trace spliced(const Trace& first, const Trace& second, Random& random) {
  auto trace = without_threads(first);
  const auto other = without_threads(second);
  const auto kept = static_cast<std::size_t>(random.below(trace.steps.size() + 1));
  const auto begin = static_cast<std::size_t>(random.below(other.steps.size() + 1));
  const auto count = static_cast<std::size_t>(random.below(other.steps.size() - begin + 1));
  auto steps = std::vector<model::Step>(trace.steps.begin() + static_cast<std::ptrdiff_t>(kept),
                                        trace.steps.end());
  trace.steps.resize(kept);
  take_tags(trace, other);
  for (std::size_t i = begin; i < begin + count; ++i) {
    auto step = other.steps[i];
    move_to_regions(step, trace, other);
    if (is_sayable(trace, step)) trace.steps.push_back(std::move(step));
  }
  // What the first went on with comes behind, every second time.
  if (random.below(2) == 0) trace.steps.insert(trace.steps.end(), steps.begin(), steps.end());
  if (trace.steps.size() > max_steps) trace.steps.resize(max_steps);
  return said_again(trace).value_or(without_threads(first));
}

}  // namespace claimcheck::mutate
