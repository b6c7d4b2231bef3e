// SPDX-License-Identifier: MIT
#include "properties/explore/claim/claim_model.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/theorems.hpp"
#include "properties/explore/claim/exploration.hpp"
#include "properties/explore/dot.hpp"
#include "properties/explore/explorer.hpp"

namespace claimcheck::explore::claim {
namespace {

Scope tiny() {
  Scope scope;
  scope.tags = scope.extents = scope.devices = 1;
  scope.untagged = 0;
  return scope;
}

Scope one_tag() {
  Scope scope;
  scope.tags = 1;
  return scope;
}

Scope two_regions() {
  Scope scope;
  scope.regions = 2;
  scope.untagged = scope.injected = 0;
  return scope;
}

Scope dropping() {
  Scope scope = one_tag();
  scope.unbind_drops = true;
  scope.injected = 0;
  return scope;
}

Scope with_failures() {
  Scope scope;
  scope.failures = true;
  scope.seq_base = 0;
  scope.lengths = {1, 2};
  scope.injected = 0;
  return scope;
}

Report explored(const Scope& scope, bool symmetry, std::size_t workers = 1) {
  ExploreOptions options;
  options.scope = scope;
  options.symmetry = symmetry;
  options.workers = workers;
  return explore_model(options);
}

// The same count from the simplest search there is: the model's own operations on its own states,
// told apart by its own encoding. Only the operations are shared.
std::size_t plain_count(const Scope& scope) {
  const auto setup = setup_of(scope);
  const auto operations = operations_of(scope);
  std::set<std::string> seen;
  std::vector<model::State> pending;
  const auto add = [&](const model::State& state) {
    std::string bytes;
    model::encode(state, bytes);
    if (seen.insert(bytes).second) pending.push_back(state);
  };
  add(model::initial_state(setup));
  while (!pending.empty()) {
    const auto state = std::move(pending.back());
    pending.pop_back();
    for (const auto& operation : operations) {
      const auto* create = std::get_if<model::Create>(&operation);
      if (create && state.regions[create->region].devices.size() == scope.devices) continue;
      auto next = state;
      model::step<model::Checks::on>(setup, next, operation);
      add(next);
    }
  }
  return seen.size();
}

struct Golden {
  Scope scope;
  std::uint64_t states;
  std::uint64_t transitions;
  std::uint64_t orbits;
  std::size_t depth;
};

std::vector<Golden> golden() {
  return {{tiny(), 98, 7742, 76, 5},
          {one_tag(), 8872, 1111118, 3588, 11},
          {dropping(), 203, 23403, 121, 7},
          {two_regions(), 16848, 3500832, 6096, 12},
          {with_failures(), 74148, 10884946, 7728, 9}};
}

TEST(ClaimModel, HasTheGoldenCountsForAnyNumberOfWorkers) {
  for (const auto& [scope, states, transitions, orbits, depth] : golden()) {
    SCOPED_TRACE(to_string(scope));
    for (const std::size_t workers : {1U, 2U, 3U}) {
      if (CLAIMCHECK_IS_SANITIZED && workers != 2) continue;  // a minute each
      const auto full = explored(scope, false, workers);
      EXPECT_EQ(full.distinct, states);
      EXPECT_EQ(full.generated, transitions);
      EXPECT_EQ(full.states_per_depth.size() - 1, depth);
      const auto reduced = explored(scope, true, workers);
      EXPECT_EQ(reduced.distinct, orbits);
      EXPECT_EQ(reduced.states_per_depth.size() - 1, depth);
      for (const auto& report : {full, reduced}) {
        EXPECT_EQ(report.overall(), Verdict::holds);
        EXPECT_TRUE(report.findings.empty());
        EXPECT_TRUE(report.unreached().empty());
      }
    }
  }
}

TEST(ClaimModel, HasAsManyStatesAsASearchWithoutEncodingOrExplorer) {
  auto scopes = std::vector{tiny(), one_tag(), dropping()};
  if (!CLAIMCHECK_IS_SANITIZED) scopes.push_back(two_regions());  // a minute and a half
  for (const auto& scope : scopes) {
    EXPECT_EQ(explored(scope, false).distinct, plain_count(scope)) << to_string(scope);
  }
}

TEST(ClaimModel, ReachesEachClauseAsSoonUnderSymmetry) {
  for (const auto& row : golden()) {
    const auto full = explored(row.scope, false);
    const auto reduced = explored(row.scope, true);
    for (std::size_t goal = 0; goal < full.goals.size(); ++goal) {
      EXPECT_EQ(full.goals[goal].steps, reduced.goals[goal].steps) << name(full.goals[goal].clause);
    }
  }
}

// Walks the whole of a scope and asks `visit` of every state and its index in the operations's
// order.
template <class Visit>
void for_each_state(const Scope& scope, Visit visit) {
  struct Walker : ClaimModel {
    Walker(const Scope& scope, Visit& visit) : ClaimModel(scope), visit_(visit) {}
    void check(const State& state, Observer&) { visit_(*this, state); }
    Visit& visit_;
  };
  explore(Walker(scope, visit));
}

TEST(ClaimModel, DecodesWhatItEncoded) {
  std::size_t states = 0;
  for_each_state(with_failures(), [&](ClaimModel& model, const ClaimModel::State& state) {
    std::vector<std::uint8_t> bytes(model.max_encoding_bytes());
    bytes.resize(model.encode(state, bytes.data()));
    ClaimModel::State decoded;
    model.decode(bytes, decoded);
    ASSERT_EQ(decoded.value, state.value);
    ++states;
  });
  EXPECT_GT(states, 1000U);
}

// The same state with the two tags, and their places, changed for one another.
model::State with_tags_swapped(const Scope& scope, model::State state) {
  const auto setup = setup_of(scope);
  const Layout layout(scope);
  const std::uint64_t shift = layout.tag_units() * Layout::unit_bytes;
  for (std::uint32_t id = 0; id < scope.regions; ++id) {
    const std::uint64_t first = setup.regions[id].base;
    for (auto& extent : state.regions[id].extents) {
      if (extent.tag.is_null()) continue;
      const bool is_first = extent.tag == tag_of(0);
      extent.tag = tag_of(is_first ? 1 : 0);
      if (extent.start >= first + 2 * shift) continue;  // injected
      extent.start = is_first ? extent.start + shift : extent.start - shift;
    }
  }
  return state;
}

TEST(ClaimModel, HasOneCanonicalFormForStatesThatDifferInTheNamesOfTags) {
  std::size_t differing = 0;
  const auto scope = with_failures();
  for_each_state(scope, [&](ClaimModel& model, const ClaimModel::State& state) {
    const ClaimModel::State other{with_tags_swapped(scope, state.value)};
    std::vector<std::uint8_t> one(model.max_encoding_bytes());
    std::vector<std::uint8_t> two(model.max_encoding_bytes());
    one.resize(model.encode_canonical(state, one.data()));
    two.resize(model.encode_canonical(other, two.data()));
    ASSERT_EQ(one, two) << model.describe(state);
    if (state.value != other.value) ++differing;
  });
  EXPECT_GT(differing, 1000U);
}

TEST(ClaimModel, KeepsInItsEncodingWhatATheoremIsFalseOf) {
  Scope scope;
  Codec codec(scope);
  const auto setup = setup_of(scope);
  auto state = model::initial_state(setup);
  const auto operations = operations_of(scope);
  model::step<model::Checks::on>(setup, state, operations[0]);
  model::step<model::Checks::on>(setup, state,
                                 model::WriteUuid{{0, 0}, model::to_string(tag_of(0)) + "\n"});
  ASSERT_TRUE(state.regions[0].devices[0].has_capacity());
  const auto theorem_after = [&](auto damage) {
    auto damaged = state;
    damage(damaged.regions[0]);
    std::vector<std::uint8_t> bytes(codec.max_bytes());
    bytes.resize(codec.encode(damaged, bytes.data()));
    model::State decoded;
    codec.decode(bytes, decoded);
    return model::false_theorem(setup, decoded);
  };
  using model::Clause;
  using model::Region;
  EXPECT_EQ(theorem_after([](Region&) {}), std::nullopt);
  EXPECT_EQ(theorem_after([](Region& r) { r.extents[0].use_count = 70; }), Clause::I2);
  EXPECT_EQ(theorem_after([](Region& r) { r.extents[0].mapped = false; }), Clause::I2);
  EXPECT_EQ(theorem_after([](Region& r) { r.devices[0].group_size = 2; }), Clause::I3);
  EXPECT_EQ(theorem_after([](Region& r) { r.devices[0].size += 4096; }), Clause::I4);
  EXPECT_EQ(theorem_after([](Region& r) { r.devices[0].ranges[0].offset = 4096; }), Clause::I4);
}

TEST(ClaimModel, IsRefusedAScopeThatCannotBeEncoded) {
  Scope scope;
  scope.tags = 7;
  EXPECT_THROW(validate(scope), ScopeError);
  scope.tags = 6;
  scope.extents = 6;
  scope.lengths = {3};
  EXPECT_THROW(ClaimModel{scope}, ScopeError);
}

TEST(ClaimModel, SaysWhichClausesItsScopeDidNotReach) {
  ExploreOptions options;
  options.max_states = 20;
  const auto report = explore_model(options);
  EXPECT_EQ(report.overall(), Verdict::not_finished);
  EXPECT_EQ(report.limit, Limit::states);
  const auto unreached = report.unreached();
  EXPECT_NE(std::find(unreached.begin(), unreached.end(), model::Clause::W6), unreached.end());
}

TEST(ClaimModel, IsDrawnWithEachStatesShortestPathBold) {
  DotOptions options;
  options.symmetry = true;
  const auto graph = GraphBuilder<ClaimModel>(ClaimModel(tiny()), options).build();
  EXPECT_EQ(graph.nodes.size(), explored(tiny(), true).distinct);
  const auto bold = std::count_if(graph.edges.begin(), graph.edges.end(),
                                  [](const Graph::Edge& edge) { return edge.shortest; });
  EXPECT_EQ(static_cast<std::size_t>(bold), graph.nodes.size() - 1);
}

}  // namespace
}  // namespace claimcheck::explore::claim
