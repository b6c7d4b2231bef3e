// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <dlfcn.h>

#include <cstdint>
#include <string>
#include <vector>

#include "model/trace/trace_text.hpp"
#include "properties/fuzz/judged_input.hpp"
#include "properties/mutate/mutate.hpp"
#include "properties/store/store.hpp"
#include "properties/testing/program.hpp"

namespace claimcheck::fuzz {
namespace {

using testing::TemporaryFolder;

// T3 broken by the posted engine, behind much that is beside the point.
constexpr const char* broken_on_posted =
    "claimcheck trace 1\n"
    "region 0 dynamic base 4G size 1G align 2M seq-base 1\n"
    "tag A 11111111-1111-1111-1111-111111111111\n"
    "tag B 22222222-2222-2222-2222-222222222222\n\n"
    "create 0\noffer 0 B  at 512M +2M\n"
    "offer 0 A  at 0 +2M, at 64M +2M, at 128M +2M  lost\n"
    "write 0.0 uuid A\nread 0.0 size\nread 0.1 size\n";

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(Fuzz, JudgesAnInputAndShrinksWhatItBreaks) {
  const auto posted = engines::Engine::named("posted");
  const auto finding = judged(posted, broken_on_posted);
  ASSERT_TRUE(finding);
  EXPECT_EQ(model::name(finding->defect.clause), "T3");
  EXPECT_LE(finding->trace.steps.size(), 2u);
  EXPECT_FALSE(judged(engines::Engine::named("indexed"), broken_on_posted));
}

TEST(Fuzz, HasNothingToSayOfWhatIsNoTrace) {
  const auto engine = engines::Engine::named("indexed");
  for (const auto* text : {"", "claimcheck trace 1\n", "claimcheck trace 2\n", "\xff\xfe"}) {
    EXPECT_FALSE(judged(engine, text));
  }
}

TEST(Fuzz, SaysWhereTheTraceIsAndWhatShowsItAgain) {
  const TemporaryFolder folder;
  const auto finding = judged(engines::Engine::named("posted"), broken_on_posted);
  ASSERT_TRUE(finding);
  const auto text = report_of(*finding, "posted", folder.path() / "found");
  const auto saved = store::traces_below(folder.path());
  ASSERT_EQ(saved.size(), 1u);
  EXPECT_TRUE(has(text, "FAIL T3: "));
  EXPECT_TRUE(has(text, "  claimcheck replay " + saved.front().string() + " --engine posted\n"));
  const auto again = testing::run_program(
      {CLAIMCHECK_BINARY, "replay", saved.front().string(), "--engine", "posted"});
  EXPECT_EQ(again.status, 1) << "it breaks what its header says: " << again.out << again.err;
  EXPECT_TRUE(has(again.out, "T3")) << again.out;
}

// As AFL++ and a user run it.
TEST(Fuzz, EndsByASignalForAFuzzerToSee) {
  const TemporaryFolder folder;
  testing::write_file(folder.path() / "input", broken_on_posted);
  const std::vector<std::string> settings{"CLAIMCHECK_FUZZ_ENGINE=posted",
                                          "CLAIMCHECK_FUZZ_FOUND=found"};
  const auto broken = testing::run_program({ENGINE_FUZZ, "input"}, folder.path(), settings);
  EXPECT_EQ(broken.status, -6);
  EXPECT_TRUE(has(broken.err, "  claimcheck replay found/T3-")) << broken.err;
  const auto holds = testing::run_program({ENGINE_FUZZ, "input"}, folder.path());
  EXPECT_EQ(holds.status, 0) << holds.err;
  const auto known =
      testing::run_program({ENGINE_FUZZ, "input"}, folder.path(),
                           {"CLAIMCHECK_FUZZ_ENGINE=posted", "CLAIMCHECK_FUZZ_KNOWN=found"});
  EXPECT_EQ(known.status, 0) << "what is known is no news: " << known.err;
  const auto missing = testing::run_program({ENGINE_FUZZ, "input"}, folder.path(),
                                            {"CLAIMCHECK_FUZZ_ENGINE=./none.so"});
  EXPECT_EQ(missing.status, 2);
  EXPECT_TRUE(has(missing.err, "none.so"));
}

// The engine's own mistake is what is found, and not what fuzzers call it by.
TEST(Fuzz, RunsTheEngineThatIsLinked) {
  const TemporaryFolder folder;
  testing::write_file(folder.path() / "input", broken_on_posted);
  const auto broken = testing::run_program({LINKED_FUZZ, "input"}, folder.path());
  EXPECT_EQ(broken.status, -6) << broken.err;
  EXPECT_TRUE(has(broken.err, "FAIL T3: ")) << broken.err;
}

TEST(Fuzz, GivesAflTheSameMutations) {
  void* library = dlopen(AFL_LIBRARY, RTLD_NOW | RTLD_LOCAL);
  ASSERT_TRUE(library) << dlerror();
  const auto init = reinterpret_cast<void* (*)(void*, unsigned)>(dlsym(library, "afl_custom_init"));
  const auto fuzz = reinterpret_cast<std::size_t (*)(
      void*, std::uint8_t*, std::size_t, std::uint8_t**, std::uint8_t*, std::size_t, std::size_t)>(
      dlsym(library, "afl_custom_fuzz"));
  const auto deinit = reinterpret_cast<void (*)(void*)>(dlsym(library, "afl_custom_deinit"));
  ASSERT_TRUE(init && fuzz && deinit);
  void* mutator = init(nullptr, 7);
  std::string text = broken_on_posted;
  std::string other = text;
  for (int i = 0; i < 100; ++i) {
    std::uint8_t* out = nullptr;
    const auto size = fuzz(mutator, reinterpret_cast<std::uint8_t*>(text.data()), text.size(), &out,
                           i % 2 == 0 ? nullptr : reinterpret_cast<std::uint8_t*>(other.data()),
                           other.size(), 4'096);
    ASSERT_LE(size, 4'096u);
    text.assign(reinterpret_cast<char*>(out), size);
    EXPECT_NO_THROW(model::parse(text)) << text;
  }
  deinit(mutator);
  dlclose(library);
}

}  // namespace
}  // namespace claimcheck::fuzz
