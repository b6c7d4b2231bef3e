// SPDX-License-Identifier: MIT
#include "properties/options/shard.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "properties/options/options.hpp"

namespace claimcheck::options {
namespace {

using Settings = std::map<std::string, std::string>;

Shard shard_of(const Settings& settings) {
  return shard_from([&](const char* name) {
    const auto found = settings.find(name);
    return found == settings.end() ? nullptr : found->second.c_str();
  });
}

std::string refusal_of(const Settings& settings) {
  try {
    shard_of(settings);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "not refused";
}

std::string refusal_of(const std::string& text) {
  try {
    parse_shard(text);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "not refused";
}

TEST(Shard, IsOneOfSoMany) {
  EXPECT_EQ(parse_shard("1/1").index, 0u);
  EXPECT_EQ(parse_shard("2/4").index, 1u);
  EXPECT_EQ(parse_shard("4/4").count, 4u);
}

TEST(Shard, IsRefusedOutOfItsRange) {
  for (const std::string text :
       {"", "1", "/", "0/4", "5/4", "1/0", "1/2/3", "a/b", "1/ 2", "-1/2"}) {
    EXPECT_NE(refusal_of(text).find("--shard " + text + ": expected i/n"), std::string::npos)
        << text;
  }
}

TEST(Shard, IsAllWhereNoVariableIsSet) {
  const auto shard = shard_of({});
  EXPECT_EQ(shard.index, 0u);
  EXPECT_EQ(shard.count, 1u);
  EXPECT_EQ(shard.source, "");
}

TEST(Shard, IsToldByTheVariablesOfEachProgram) {
  for (const auto& row : shard_variables()) {
    const std::string index(row.index), count(row.count);
    const auto shard = shard_of({{index, std::to_string(row.first + 1)}, {count, "4"}});
    EXPECT_EQ(shard.index, 1u) << row.program;
    EXPECT_EQ(shard.count, 4u) << row.program;
    EXPECT_EQ(shard.source, index + " and " + count);
    const auto beyond = refusal_of({{index, std::to_string(row.first + 4)}, {count, "4"}});
    EXPECT_NE(beyond.find(index), std::string::npos) << beyond;
  }
}

// An index without a count would search a part of nobody knows how many.
TEST(Shard, IsRefusedWhereAVariableIsMissingOrNoNumber) {
  for (const auto& row : shard_variables()) {
    const std::string index(row.index), count(row.count);
    if (row.index_means_shard) {
      EXPECT_NE(refusal_of({{index, "1"}}).find(count), std::string::npos) << row.program;
    }
    if (row.count_means_shard) {
      EXPECT_NE(refusal_of({{count, "4"}}).find(index), std::string::npos) << row.program;
    }
    for (const std::string wrong : {"", "x", "1x", "-1", " 1", "99999999999999999999"}) {
      EXPECT_NE(refusal_of({{index, wrong}, {count, "4"}}), "not refused") << row.program << wrong;
      EXPECT_NE(refusal_of({{index, "1"}, {count, wrong}}), "not refused") << row.program << wrong;
    }
    EXPECT_NE(refusal_of({{index, "0"}, {count, "0"}}), "not refused") << row.program;
  }
}

TEST(Shard, IsNotToldByVariablesThatAreSetWhereNothingIsDivided) {
  EXPECT_EQ(shard_of({{"CI_NODE_TOTAL", "1"}}).count, 1u);
  EXPECT_EQ(shard_of({{"SLURM_PROCID", "0"}, {"SLURM_NTASKS", "4"}}).count, 1u);
}

TEST(Shard, OfAnArrayMayBeginAnywhereAndSkip) {
  const Settings array = {{"SLURM_ARRAY_TASK_COUNT", "3"},
                          {"SLURM_ARRAY_TASK_MIN", "10"},
                          {"SLURM_ARRAY_TASK_STEP", "5"}};
  const auto with_id = [&](const std::string& id) {
    auto settings = array;
    settings["SLURM_ARRAY_TASK_ID"] = id;
    return settings;
  };
  EXPECT_EQ(shard_of(with_id("10")).index, 0u);
  EXPECT_EQ(shard_of(with_id("20")).index, 2u);
  for (const std::string id : {"5", "9", "11", "25"}) {
    EXPECT_NE(refusal_of(with_id(id)), "not refused") << id;
  }
}

TEST(Shard, IsRefusedWhereTwoProgramsContradict) {
  Settings both = {{"GTEST_SHARD_INDEX", "1"},
                   {"GTEST_TOTAL_SHARDS", "4"},
                   {"CI_NODE_INDEX", "2"},
                   {"CI_NODE_TOTAL", "4"}};
  EXPECT_EQ(shard_of(both).index, 1u);  // they agree
  both["CI_NODE_INDEX"] = "3";
  EXPECT_EQ(refusal_of(both),
            "GTEST_SHARD_INDEX and GTEST_TOTAL_SHARDS say shard 2/4, and CI_NODE_INDEX and "
            "CI_NODE_TOTAL say 3/4: expected one of them, or --shard i/n");
}

}  // namespace
}  // namespace claimcheck::options
