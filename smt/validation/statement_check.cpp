// SPDX-License-Identifier: MIT
#include "smt/validation/statement_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <stdexcept>

#include "model/theorems.hpp"
#include "smt/validation/world_values.hpp"

namespace claimcheck::smt {
namespace {

using model::Clause;

constexpr std::size_t max_differences = 20;
constexpr std::size_t state_stride = 7;  // neighbours differ little

using Visit = std::function<void(const std::string& what, const model::State& state)>;

// Every fact of an extent that a theorem speaks of, told wrong.
void spoil_extent(const model::State& state, std::size_t region, std::size_t e,
                  const Visit& visit) {
  const auto with = [&](const char* what, auto change) {
    model::State spoiled = state;
    change(spoiled.regions[region].extents[e]);
    if (spoiled != state) visit(what, spoiled);
  };
  for (const std::uint64_t count : {0u, 1u, 2u}) {
    with("use count", [&](model::Extent& extent) { extent.use_count = count; });
  }
  with("mapping", [](model::Extent& extent) { extent.mapped = !extent.mapped; });
  with("seq", [](model::Extent& extent) { ++extent.seq; });
  with("length", [](model::Extent& extent) { extent.length *= 2; });
  with("offer", [](model::Extent& extent) { extent.offered_of += extent.offered_of != 0; });
  for (const auto& other : state.regions[region].extents) {
    with("tag", [&](model::Extent& extent) { extent.tag = other.tag; });
  }
}

void spoil_device(const model::State& state, std::size_t region, std::size_t v,
                  const Visit& visit) {
  const auto with = [&](const char* what, auto change) {
    model::State spoiled = state;
    change(spoiled.regions[region].devices[v]);
    if (spoiled != state) visit(what, spoiled);
  };
  with("size", [](model::Device& device) { ++device.size; });
  const auto& ranges = state.regions[region].devices[v].ranges;
  for (std::size_t q = 0; q < ranges.size(); ++q) {
    with("offset", [&](model::Device& device) { ++device.ranges[q].offset; });
    for (std::uint32_t e = 0; e < state.regions[region].extents.size(); ++e) {
      with("range", [&](model::Device& device) { device.ranges[q].extent = e; });
    }
    with("order", [&](model::Device& device) {
      std::swap(device.ranges[q].extent, device.ranges.front().extent);
    });
  }
}

void spoil(const model::State& state, const Visit& visit) {
  for (std::size_t region = 0; region < state.regions.size(); ++region) {
    for (std::size_t e = 0; e < state.regions[region].extents.size(); ++e) {
      spoil_extent(state, region, e, visit);
    }
    for (std::size_t v = 0; v < state.regions[region].devices.size(); ++v) {
      spoil_device(state, region, v, visit);
    }
  }
}

class Comparison {
 public:
  explicit Comparison(const std::vector<Obligation>& theorems) : values_(vocabulary_) {
    for (const auto& [clause, name] : names) {
      const auto id = std::string("theorem.") + name;
      const auto found = std::ranges::find_if(theorems, [&](const Obligation& obligation) {
        return obligation.id == id || obligation.id.rfind(id + "/", 0) == 0;
      });
      if (found == theorems.end()) throw std::logic_error("no " + id);
      formulas_.emplace(clause, Formula(found->goal, vocabulary_));
    }
  }

  StatementCheck run() {
    std::size_t count = 0;
    for (const auto& world : small_worlds()) {
      const auto look_at = [&](const model::State& state) {
        if (count++ % state_stride != 0) return;
        spoil(state, [&](const std::string& what, const model::State& spoiled) {
          compare(world.setup, what, spoiled);
        });
      };
      explore_world(world, look_at, [](const ModelStep&) {});
    }
    return std::move(result_);
  }

 private:
  static constexpr std::pair<Clause, const char*> names[] = {
      {Clause::I1, "I1"}, {Clause::I2, "I2"}, {Clause::I3, "I3"},
      {Clause::I4, "I4"}, {Clause::I5, "I5"}, {Clause::I6, "I6"}};

  void compare(const model::Setup& setup, const std::string& what, const model::State& state) {
    ++result_.states;
    values_.set_state(setup, state, "_now");
    for (const auto& [clause, name] : names) {
      // What stood is told by who owns an extent, which is one device only where I1 holds.
      if (clause == Clause::I3 && !model::theorem_holds(Clause::I1, setup, state)) continue;
      const bool holds = model::theorem_holds(clause, setup, state);
      const bool holds_here = says(clause, setup, state);
      result_.rejected[name] += !holds;
      if (holds == holds_here || result_.differences.size() == max_differences) continue;
      result_.differences.push_back(
          fmt::format("{} of a state with another {}: {} by the model, {} "
                      "by its formula",
                      name, what, holds, holds_here));
    }
  }

  bool is_true(Clause clause) const { return formulas_.at(clause).is_true(values_.structure()); }

  // By the formula: of every region, of every group, or of every device, as it is about one.
  bool says(Clause clause, const model::Setup& setup, const model::State& state) {
    bool holds = true;
    if (clause == Clause::I4 || clause == Clause::I5) {
      if (clause == Clause::I5 && !model::is_nonvacuous(clause, state)) return true;
      for (std::uint32_t region = 0; region < state.regions.size(); ++region) {
        // The null tag is the first, and no group's.
        for (std::size_t tag = clause == Clause::I5; tag < values_.tags(); ++tag) {
          values_.set_subject(setup, state, region, tag);
          holds = holds && is_true(clause);
        }
      }
      return holds;
    }
    if (clause != Clause::I6) return is_true(clause);
    for (std::size_t device = 0; device < values_.devices(); ++device) {
      values_.set_device(state, device);
      holds = holds && is_true(clause);
    }
    return holds;
  }

  Vocabulary vocabulary_;
  WorldValues values_;
  std::map<Clause, Formula> formulas_;
  StatementCheck result_;
};

}  // namespace

bool StatementCheck::holds() const {
  return differences.empty() &&
         std::ranges::all_of(rejected, [](const auto& counted) { return counted.second > 0; });
}

StatementCheck compare_statements(const std::vector<Obligation>& theorems) {
  return Comparison(theorems).run();
}

}  // namespace claimcheck::smt
