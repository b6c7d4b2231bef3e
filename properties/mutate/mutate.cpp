// SPDX-License-Identifier: MIT
#include "properties/mutate/mutate.hpp"

#include <algorithm>
#include <array>

#include "model/trace/trace_text.hpp"
#include "properties/mutate/changes.hpp"
#include "properties/mutate/sayable.hpp"

namespace claimcheck::mutate {
namespace {

using model::Trace;

using Change = void (*)(Trace&, Random&);

struct Weighted {
  Change change;
  unsigned weight;
};

constexpr std::array changes = {
    Weighted{insert_step, 30},  Weighted{drop_steps, 10},  Weighted{repeat_steps, 10},
    Weighted{swap_steps, 8},    Weighted{move_step, 6},    Weighted{move_number, 20},
    Weighted{change_tag, 8},    Weighted{change_text, 6},  Weighted{change_fault, 6},
    Weighted{change_choice, 8}, Weighted{change_region, 4}};

constexpr auto all_weights = [] {
  unsigned sum = 0;
  for (const auto& each : changes) sum += each.weight;
  return sum;
}();

Change some_change(Random& random) {
  auto left = random.below(all_weights);
  for (const auto& each : changes) {
    if (left < each.weight) return each.change;
    left -= each.weight;
  }
  return changes.front().change;
}

// One region that claims can be made in.
Trace shortest() {
  model::RegionSetup region;
  region.base = std::uint64_t{4} << 30;
  region.size = std::uint64_t{1} << 30;
  Trace trace;
  trace.setup.regions.push_back(region);
  return trace;
}

Trace trace_of(std::string_view text) {
  try {
    return without_threads(model::parse(text).trace);
  } catch (const model::SyntaxError&) {
    return shortest();
  }
}

// Whether the model may step it, which asks less than that a text can say it, and costs less too.
bool is_runnable(const Trace& trace, const model::Setup& before) {
  if (trace.setup != before) {
    Trace alone;
    alone.setup = trace.setup;
    if (!said_again(alone)) return false;
  }
  const auto& regions = trace.setup.regions;
  return std::ranges::all_of(trace.steps, [&](const model::Step& step) {
    const auto region = model::region_of(step.operation);
    const bool is_of_dynamic =
        model::is_admission(step.operation) || model::is_a<model::WriteSize>(step.operation);
    return region < regions.size() &&
           (!is_of_dynamic || regions[region].kind == model::RegionKind::dynamic);
  });
}

// Without its last operations, as many as it takes.
std::string text_within(Trace trace, std::size_t max_size) {
  for (;;) {
    auto text = print(model::document(trace));
    if (text.size() <= max_size) return text;
    if (trace.steps.empty()) return {};
    trace.steps.resize(trace.steps.size() / 2);
  }
}

}  // namespace

Trace without_threads(Trace trace) {
  trace.breaks.clear();
  trace.schedule.clear();
  for (auto& step : trace.steps) {
    step.thread = 0;
    step.expected.reset();
  }
  return trace;
}

std::optional<Trace> said_again(const Trace& trace) {
  // A place is printed as it lies in its region.
  for (const auto& step : trace.steps) {
    if (model::region_of(step.operation) >= trace.setup.regions.size()) return std::nullopt;
  }
  try {
    auto again = model::parse(print(model::document(trace))).trace;
    if (again == trace) return again;
  } catch (const model::SyntaxError&) {
    // No text says it.
  }
  return std::nullopt;
}

bool is_sayable(const Trace& trace, const model::Step& step) {
  Trace alone;
  alone.setup = trace.setup;
  alone.tags = trace.tags;
  alone.steps.push_back(step);
  return said_again(alone).has_value();
}

Trace mutated(const Trace& trace, Random& random) {
  constexpr int tries = 16;
  const auto original = without_threads(trace);
  for (int i = 0; i < tries; ++i) {
    auto changed = original;
    for (auto left = 1 + random.below(4); left > 0; --left) {
      auto next = changed;
      some_change(random)(next, random);
      if (next.steps.size() > max_steps) next.steps.resize(max_steps);
      if (is_runnable(next, changed.setup)) changed = std::move(next);
    }
    if (changed != original && said_again(changed)) return changed;
  }
  return original;
}

std::string mutated_text(std::string_view text, std::size_t max_size, std::uint64_t seed) {
  Random random(seed);
  return text_within(mutated(trace_of(text), random), max_size);
}

std::string spliced_text(std::string_view first, std::string_view second, std::size_t max_size,
                         std::uint64_t seed) {
  Random random(seed);
  return text_within(spliced(trace_of(first), trace_of(second), random), max_size);
}

}  // namespace claimcheck::mutate
