// SPDX-License-Identifier: MIT
#include "properties/process/thread_sanitizer.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "properties/testing/program.hpp"

namespace claimcheck::process {
namespace {

std::string value_of(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "not set";
}

// The child of each test is a process of its own, so that nothing of it stays.
void expect_handed_on(const char* preload_before, const char* preload, const char* options,
                      const std::string& handed_on_preload, const std::string& handed_on_options) {
  const auto run = [&] {
    setenv("CLAIMCHECK_PRELOAD_BEFORE", preload_before, 1);
    setenv("LD_PRELOAD", preload, 1);
    setenv("TSAN_OPTIONS", options, 1);
    keep_thread_sanitizer_to_ourselves();
    const bool is_right = value_of("LD_PRELOAD") == handed_on_preload &&
                          value_of("TSAN_OPTIONS") == handed_on_options;
    std::_Exit(is_right ? 0 : 1);
  };
  EXPECT_EXIT(run(), ::testing::ExitedWithCode(0), "") << preload_before << " " << options;
}

TEST(ThreadSanitizer, IsNotHandedOnToOtherPrograms) {
  expect_handed_on("", "libtsan.so.2", "verbosity=1", "not set", "verbosity=1");
  expect_handed_on("mine.so", "libtsan.so.2:mine.so", "verbosity=1", "mine.so", "verbosity=1");
}

// A file of 20 GiB, most of which is nowhere: it is looked into, and not read.
TEST(ThreadSanitizer, IsNotWantedByAFileThatIsNoEngineWhateverItsSize) {
  const testing::TemporaryFolder folder;
  const auto file = folder.path() / "huge.so";
  testing::write_file(file,
                      "\x7f"
                      "ELF\x02 and nothing that is an object");
  std::filesystem::resize_file(file, std::uintmax_t{20} << 30);
  EXPECT_FALSE(wants_thread_sanitizer(file.string()));
  EXPECT_FALSE(wants_thread_sanitizer((folder.path() / "none.so").string()));
  EXPECT_FALSE(wants_thread_sanitizer("/dev/zero"));
}

}  // namespace
}  // namespace claimcheck::process
