// SPDX-License-Identifier: MIT
#include "properties/process/published.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <functional>

#include "properties/judge/coverage.hpp"
#include "properties/process/child.hpp"
#include "properties/process/shared_memory.hpp"

namespace claimcheck::process {
namespace {

struct Counts {
  std::array<std::uint64_t, 4> words{};
};

using Memory = Published<Counts>;

TEST(Published, IsReadAsItWasPublishedLast) {
  Memory memory;
  Publisher<Counts> counted(memory, {});
  for (std::uint64_t i = 1; i <= 5; ++i) {
    counted.value().words[i % 4] = i;
    counted.publish();
    EXPECT_EQ(memory.read()->words, counted.value().words);
  }
}

TEST(Published, HasTheSameSumByWhatChangedAsByAll) {
  const std::array<std::uint64_t, 4> before = {1, 2, 0, ~0ull};
  const std::array<std::uint64_t, 4> now = {1, 3, 1ull << 40, 0};
  EXPECT_EQ(Checksum::changed(Checksum::of(before), before, now), Checksum::of(now));
  EXPECT_NE(Checksum::of(before), Checksum::of(now));
}

TEST(Published, GoesOnFromWhatWasRead) {
  Memory memory;
  for (std::uint64_t i = 1; i <= 5; ++i) {
    Publisher<Counts> counted(memory, memory.read().value_or(Counts{}));
    ++counted.value().words[0];
    counted.publish();
  }
  EXPECT_EQ(memory.read()->words[0], 5u);
}

TEST(Published, IsNothingBeforeItWasPublished) {
  EXPECT_FALSE(Memory().read());
}

// However an engine writes over it, what comes out is what was counted or nothing.
TEST(Published, IsNeverWhatSomebodyElseWrote) {
  const std::function<void(Memory&)> scribbles[] = {
      [](Memory& memory) { std::memset(static_cast<void*>(&memory), 0, sizeof memory); },
      [](Memory& memory) { std::memset(static_cast<void*>(&memory), 1, sizeof memory); },
      [](Memory& memory) { std::memset(static_cast<void*>(&memory), 0xff, sizeof memory); },
  };
  for (const auto& scribble : scribbles) {
    Memory memory;
    Publisher<Counts> counted(memory, {{1, 2, 3, 4}});
    scribble(memory);
    EXPECT_FALSE(memory.read());
    counted.publish();
    EXPECT_FALSE(memory.read()) << "and it stays so";
  }
}

TEST(Published, ToleratesNoWordThatIsNotItsOwn) {
  constexpr std::size_t words = sizeof(Memory) / sizeof(std::uint64_t);
  for (std::size_t word = 0; word < words; ++word) {
    Memory memory;
    Publisher<Counts> counted(memory, {{1, 2, 3, 4}});
    counted.publish();
    auto* bytes = reinterpret_cast<unsigned char*>(&memory) + word * sizeof(std::uint64_t);
    bytes[0] ^= 1;
    const auto read = memory.read();
    if (read) {
      EXPECT_EQ(read->words, counted.value().words) << word;
    }
    counted.publish();
    counted.publish();
    EXPECT_TRUE(!memory.read() || read) << word << ": once seen, never forgotten";
  }
}

TEST(Published, KeepsTheCopyBeforeWhereItsProcessDiesAsItWrites) {
  Memory memory;
  Publisher<Counts> counted(memory, {{1, 0, 0, 0}});
  counted.value().words[0] = 2;
  counted.publish();
  // The copy that comes next, half written.
  auto* bytes = reinterpret_cast<unsigned char*>(&memory);
  const auto before = memory.read()->words;
  std::memset(bytes + sizeof memory / 2, 7, sizeof(std::uint64_t));
  const auto after = memory.read();
  ASSERT_TRUE(after);
  EXPECT_LE(after->words[0], before[0]);
}

TEST(Published, OutlivesTheProcessThatCounted) {
  const SharedMemory<Shared> shared;
  const auto ending = run_in_child(
      *shared, {},
      [&](const Send&) {
        Publisher<judge::Coverage> counted(shared->coverage, {});
        for (;;) {
          ++counted.value().operations;
          counted.publish();
          if (counted.value().operations == 1000) raise(SIGKILL);
        }
      },
      [](std::string_view) {});
  EXPECT_EQ(ending.kind, Ending::Kind::signalled);
  ASSERT_TRUE(shared->coverage.read());
  EXPECT_EQ(shared->coverage.read()->operations, 1000u);
}

}  // namespace
}  // namespace claimcheck::process
