// SPDX-License-Identifier: MIT
#include "properties/html/graph.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "properties/html/html_testing.hpp"

namespace claimcheck::html {
namespace {

std::set<std::string> all_of(const std::string& text, const std::string& pattern) {
  const std::regex expression(pattern);
  std::set<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), expression), end; at != end; ++at) {
    found.insert((*at)[1]);
  }
  return found;
}

explore::claim::Scope small_scope() {
  explore::claim::Scope scope;
  scope.tags = 1;
  scope.extents = 1;
  scope.injected = 0;
  return scope;
}

TEST(Graph, HasAStateForEachThatTheExplorationCountsAndLeadsToNoOther) {
  explore::claim::ExploreOptions options;
  options.scope = small_scope();
  const auto report = explore::claim::explore_model(options);
  ASSERT_LE(report.distinct, max_graph_states);
  const auto text = graph_part(options.scope, true, {}).text();
  const auto states = all_of(text, "id=\"s([0-9]+)\"");
  EXPECT_EQ(states.size(), report.distinct);
  EXPECT_EQ(all_of(text, "href=\"#s([0-9]+)\""), states);
  EXPECT_EQ(all_of(text, "data-from=\"([0-9]+)\""), states);
  EXPECT_NE(text.find("<code>offer 0 "), std::string::npos);
  EXPECT_EQ(text.find("The scope has more"), std::string::npos);
  // A state in which a device has an extent is drawn as one.
  EXPECT_NE(text.find("class=\"range\""), std::string::npos);
}

TEST(Graph, OfALargeScopeIsCutAndSaysSo) {
  const auto text = graph_part(explore::claim::Scope(), true, {}).text();
  EXPECT_EQ(all_of(text, "id=\"s([0-9]+)\"").size(), max_graph_states);
  EXPECT_NE(text.find("The scope has more: these are the first 200 states."), std::string::npos);
  EXPECT_NE(text.find("Some operations lead to states that are not shown."), std::string::npos);
  EXPECT_LT(text.size(), 2u << 20);
}

TEST(Graph, MarksTheStateInWhichTheEngineBreaksAClause) {
  explore::claim::ExploreOptions options;
  options.scope = small_scope();
  const auto report = explore::claim::explore_engine(engines::Engine::named("posted"), options);
  ASSERT_FALSE(report.findings.empty());
  const auto text = graph_part(options.scope, true, report.findings).text();
  std::set<std::string> numbers;
  for (std::size_t i = 1; i <= report.findings.size(); ++i) numbers.insert(std::to_string(i));
  EXPECT_EQ(all_of(text, "breaks <a href=\"#d([0-9]+)\""), numbers);
  EXPECT_NE(text.find("class=\"broken\" tabindex"), std::string::npos);
}

}  // namespace
}  // namespace claimcheck::html
