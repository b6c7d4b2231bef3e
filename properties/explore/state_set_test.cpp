// SPDX-License-Identifier: MIT
#include "properties/explore/state_set.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>
#include <string>
#include <unordered_set>
#include <vector>

#include "properties/explore/hash.hpp"

namespace claimcheck::explore {
namespace {

constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max();

std::span<const std::uint8_t> bytes_of(const std::string& text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string text_of(std::span<const std::uint8_t> bytes) {
  return {bytes.begin(), bytes.end()};
}

std::uint64_t hash_of(const std::string& text) {
  return hash_bytes(bytes_of(text).data(), text.size());
}

std::string number(std::uint64_t value) {
  return "state " + std::to_string(value);
}

// Inserts each text under the hash that `hash` gives it and compares with the standard set.
template <class Hash>
void expect_same_as_standard_set(const std::vector<std::string>& texts, Hash hash) {
  StateSet set;
  std::unordered_set<std::string> standard;
  for (const std::string& text : texts) {
    const bool fresh = standard.insert(text).second;
    const Insertion insertion = set.insert(bytes_of(text), hash(text), {}, unlimited);
    RC_ASSERT(insertion == (fresh ? Insertion::fresh : Insertion::known));
    RC_ASSERT(set.size() == standard.size());
  }
  for (const std::string& text : texts) RC_ASSERT(set.contains(bytes_of(text), hash(text)));
  std::size_t walked = 0;
  for (std::uint32_t at = 0; at != set.arena().end(); at = set.arena().next(at)) {
    RC_ASSERT(standard.count(text_of(set.arena().encoding(at))) == 1);
    ++walked;
  }
  RC_ASSERT(walked == standard.size());
}

// Few letters and short texts, so that equal ones and prefixes of one another are common.
rc::Gen<std::vector<std::string>> some_texts() {
  const auto text = rc::gen::container<std::string>(rc::gen::element('a', 'b', '\0'));
  return rc::gen::container<std::vector<std::string>>(
      rc::gen::map(text, [](std::string tail) { return "x" + tail; }));
}

RC_GTEST_PROP(StateSet, AnswersAsTheStandardSetDoes, ()) {
  expect_same_as_standard_set(*some_texts(), hash_of);
}

RC_GTEST_PROP(StateSet, AnswersAsTheStandardSetDoesWhenEveryHashIsTheSame, ()) {
  const auto hash = *rc::gen::arbitrary<std::uint64_t>();
  expect_same_as_standard_set(*some_texts(), [hash](const std::string&) { return hash; });
}

RC_GTEST_PROP(StateSet, AnswersAsTheStandardSetDoesWhenHashesCrowdAtTheEndOfTheTable, ()) {
  expect_same_as_standard_set(*some_texts(), [](const std::string& text) {
    return ~std::uint64_t{0} << (32 + hash_of(text) % 4);
  });
}

TEST(StateSet, KeepsEveryStateOverManyGrowths) {
  StateSet set;
  constexpr std::uint64_t count = 200'000;
  for (std::uint64_t value = 0; value < count; ++value) {
    const std::string text = number(value);
    ASSERT_EQ(set.insert(bytes_of(text), hash_of(text), {}, unlimited), Insertion::fresh);
  }
  EXPECT_EQ(set.size(), count);
  for (std::uint64_t value = 0; value < count; ++value) {
    const std::string text = number(value);
    ASSERT_TRUE(set.contains(bytes_of(text), hash_of(text)));
  }
  const std::string other = number(count);
  EXPECT_FALSE(set.contains(bytes_of(other), hash_of(other)));
}

TEST(StateSet, RemembersWhereEachStateCameFrom) {
  StateSet set;
  const Origin first{{StateId::no_offset, 0}, 7};
  const Origin second{{123'456'789, 15}, Arena::max_action};
  EXPECT_EQ(set.insert(bytes_of("one"), hash_of("one"), first, unlimited), Insertion::fresh);
  EXPECT_EQ(set.insert(bytes_of("two"), hash_of("two"), second, unlimited), Insertion::fresh);
  EXPECT_EQ(set.insert(bytes_of("one"), hash_of("one"), second, unlimited), Insertion::known);
  EXPECT_EQ(set.arena().origin(0), first);
  EXPECT_EQ(set.arena().origin(set.arena().next(0)), second);
  EXPECT_TRUE(set.arena().origin(0).is_initial());
}

TEST(StateSet, HoldsEncodingsOfEveryLengthUpToTheBound) {
  StateSet set;
  for (std::size_t length = 1; length <= Arena::max_encoding_bytes; ++length) {
    const std::string text(length, 'x');
    ASSERT_EQ(set.insert(bytes_of(text), hash_of(text), {}, unlimited), Insertion::fresh);
  }
  std::size_t length = 1;
  for (std::uint32_t at = 0; at != set.arena().end(); at = set.arena().next(at)) {
    ASSERT_EQ(set.arena().encoding(at).size(), length++);
  }
  EXPECT_EQ(length, Arena::max_encoding_bytes + 1);
}

TEST(StateSet, IsFullBeforeItTakesMoreThanItsLimitAndStaysAsItWas) {
  constexpr std::size_t limit_bytes = 1 << 20;
  StateSet set;
  std::uint64_t value = 0;
  for (Insertion insertion = Insertion::fresh; insertion == Insertion::fresh; ++value) {
    const std::string text = number(value);
    insertion = set.insert(bytes_of(text), hash_of(text), {}, limit_bytes);
    ASSERT_LE(set.memory_bytes(), limit_bytes);
  }
  EXPECT_EQ(set.size(), value - 1);
  EXPECT_GT(set.size(), 10'000U);
  const std::string refused = number(value - 1);
  EXPECT_FALSE(set.contains(bytes_of(refused), hash_of(refused)));
  const std::string kept = number(value - 2);
  EXPECT_TRUE(set.contains(bytes_of(kept), hash_of(kept)));
}

TEST(Hash, TellsApartEncodingsThatDifferInOneByte) {
  for (std::size_t length = 1; length <= 40; ++length) {
    const std::string text(length, 'x');
    std::unordered_set<std::uint64_t> hashes{hash_of(text)};
    for (std::size_t at = 0; at < length; ++at) {
      std::string other = text;
      other[at] = 'y';
      EXPECT_TRUE(hashes.insert(hash_of(other)).second) << length << " bytes, byte " << at;
    }
  }
}

}  // namespace
}  // namespace claimcheck::explore
