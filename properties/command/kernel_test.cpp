// SPDX-License-Identifier: MIT
// Kernel source under claimcheck, as a user runs it: a tree by its folder, patches in a copy.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "properties/command/kernel_testing.hpp"
#include "properties/kernel/build.hpp"

namespace claimcheck::command {
namespace {

namespace fs = std::filesystem;

using kernel_testing::claimcheck;
using kernel_testing::patch_of;
using kernel_testing::root;
using kernel_testing::sample;

std::map<std::string, std::string> contents(const fs::path& folder) {
  std::map<std::string, std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) all[entry.path().string()] = testing::read_file(entry.path());
  }
  return all;
}

TEST(Kernel, FindsNothingInTheSampleTreeAndLeavesItAsItWas) {
  const testing::TemporaryFolder found;
  const auto before = contents(sample());
  const auto ended =
      claimcheck({"run", "--kernel", sample(), "--modes", "check,faults", "--traces", "3000",
                  "--fault-traces", "150", "--budget", "100s", "--save", found.path()});
  // It declares locks that it never waits for in a way that can fail: no reason for no verdict.
  EXPECT_EQ(ended.status, 0) << ended.out;
  EXPECT_NE(ended.out.find("engine kernel 6.17.0-claimcheck-sample  drivers/dax/bus.c"),
            std::string::npos)
      << ended.out;
  EXPECT_NE(ended.out.find("faults: 150 traces"), std::string::npos) << ended.out << ended.err;
  EXPECT_EQ(ended.out.find("FAIL"), std::string::npos) << ended.out;
  EXPECT_EQ(contents(sample()), before);
}

// In every interleaving of threads that the trace leaves free.
void expect_the_sample_keeps(const std::string& steps) {
  const testing::TemporaryFolder folder;
  const auto trace = folder.path() / "threads.trace";
  testing::write_file(trace,
                      "claimcheck trace 1\n"
                      "region 0 dynamic base 4G size 1G align 2M seq-base 1 unbind drops\n"
                      "offer 0 untagged  at 0 +2M\n" +
                          steps);
  const auto ended = claimcheck({"replay", trace, "--kernel", sample()});
  EXPECT_EQ(ended.status, 0) << ended.out << ended.err;
  EXPECT_NE(ended.out.find("interleavings run: "), std::string::npos) << ended.out;
}

// A bind that fails has happened to nobody: not to a file either that was opened before.
TEST(Kernel, KeepsAFileOfTheSampleClosedUntilTheBindCannotFail) {
  expect_the_sample_keeps(R"(thread 1: unbind 0
thread 2: create 0
thread 3: bind 0  ! allocate#2
)");
}

// What the core shows at two moments is one here: who wrote to a device that is being made can bind
// it, and who cannot bind one that is going finds no file of it.
TEST(Kernel, FindsADeviceByItsFilesAndOnItsBusFromOneMomentToOne) {
  expect_the_sample_keeps(R"(thread 1: create 0
thread 2: write 0.1 uuid "no"
thread 2: bind 0.1
)");
  expect_the_sample_keeps(R"(create 0
thread 1: delete 0.1
thread 2: bind 0.1
thread 2: read 0.1 uuid
)");
}

// A text is not refused by a device that somebody has seen gone, though its files still stand.
TEST(Kernel, RefusesATextInTheNameOfADeviceThatIsThere) {
  for (const std::string written : {"uuid \"no\"", "size 1M"}) {
    expect_the_sample_keeps("create 0\nthread 1: write 0.1 " + written +
                            "\nthread 2: delete 0.1\nthread 3: read 0.1 uuid\n");
  }
}

// The core answers it as long as the files stand, whatever the tree has told others of the device.
TEST(Kernel, AsksNothingOfTheCoreWhileADeviceComesOrGoes) {
  for (const std::string asked : {"mode 0.1 uuid", "write 0.1 size \"\""}) {
    const auto beside = "thread 1: " + asked + "\nthread 2: read 0.1 uuid\nthread 3: ";
    expect_the_sample_keeps(beside + "create 0\n");
    for (const std::string end : {"delete 0.1", "unbind 0"})
      expect_the_sample_keeps("create 0\n" + beside + end + "\n");
  }
}

TEST(Kernel, IsRunWithLessThanAnEngineUnlessAnAmountIsGiven) {
  const testing::TemporaryFolder found;
  const auto says = [&](std::vector<std::string> words, const std::string& amounts) {
    words.insert(words.begin(), "run");
    words.insert(words.end(), {"--modes", "check", "--traces", "7", "--save", found.path()});
    const auto ended = claimcheck(words);
    EXPECT_NE(ended.out.find("budget " + amounts), std::string::npos) << ended.out << ended.err;
  };
  says({"--kernel", sample()}, "7+2500 traces, 500 cases");
  says({"--kernel", sample(), "--effort", "full"}, "7+10000 traces, 2000 cases");
  says({}, "7+10000 traces, 2000 cases");
  says({"--effort", "quick", "--cases", "3"}, "7+2500 traces, 3 cases");
}

TEST(Kernel, SaysWhatTheTreeIsLikeInEachCommandThatRunsIt) {
  const testing::TemporaryFolder folder;
  const auto trace = folder.path() / "reads.trace";
  testing::write_file(trace,
                      "claimcheck trace 1\nregion 0 dynamic base 4G size 1G align 2M "
                      "seq-base 1\nread 0.0 uuid\n");
  const std::vector<std::vector<std::string>> commands = {
      {"replay", trace},
      {"explore", "--extents", "1", "--devices", "1", "--tags", "1", "--save", folder.path()},
      {"soak", "--budget", "1s", "--save", folder.path()}};
  for (auto words : commands) {
    words.insert(words.end(), {"--kernel", sample()});
    const auto ended = claimcheck(words);
    EXPECT_NE(ended.out.find("the tree: dynamic regions"), std::string::npos)
        << words.front() << ": " << ended.out << ended.err;
  }
}

TEST(Kernel, FindsWhatAPatchBreaksAndReplaysItOnTheSamePatch) {
  const testing::TemporaryFolder folder;
  const auto patch = patch_of("421-end-is-past-the-end", folder.path());
  const auto found = folder.path() / "found";
  const auto ended = claimcheck({"run", "--kernel", sample(), "--patch", patch, "--modes", "check",
                                 "--traces", "3000", "--budget", "100s", "--save", found});
  ASSERT_EQ(ended.status, 1) << ended.out << ended.err;
  EXPECT_NE(ended.out.find("FAIL V10"), std::string::npos) << ended.out;
  EXPECT_NE(ended.out.find("--patch " + patch.string()), std::string::npos) << ended.out;
  std::size_t replayed = 0;
  for (const auto& entry : fs::directory_iterator(found)) {
    if (entry.path().extension() != ".trace") continue;
    ++replayed;
    const auto words = std::vector<std::string>{"replay", entry.path(), "--kernel", sample()};
    auto patched = words;
    patched.insert(patched.end(), {"--patch", patch});
    EXPECT_EQ(claimcheck(patched).status, 1);
    const auto without = claimcheck(words).out;
    EXPECT_NE(without.find("kernel holds, though the file expects"), std::string::npos) << without;
  }
  EXPECT_GT(replayed, 0u);
}

TEST(Kernel, ShowsARaceAtTheLineOfTheTree) {
  const testing::TemporaryFolder folder;
  const auto patch = patch_of("409-ranges-read-without-lock", folder.path());
  const auto ended =
      claimcheck({"run", "--kernel", sample(), "--patch", patch, "--modes", "concurrent", "--cases",
                  "0", "--fail-fast", "--budget", "100s", "--save", folder.path() / "found",
                  "--html", folder.path() / "page.html"});
  ASSERT_EQ(ended.status, 1) << ended.out << ended.err;
  EXPECT_NE(ended.out.find("data race"), std::string::npos) << ended.out;
  EXPECT_NE(ended.out.find(" attributes.h:"), std::string::npos) << ended.out;
  // The page quotes the statement.
  const auto page = testing::read_file(folder.path() / "page.html");
  const auto source = page.find("<h4>In the source</h4><pre>drivers/dax/");
  ASSERT_NE(source, std::string::npos);
  EXPECT_NE(page.find("\n&gt; ", source), std::string::npos);
}

void expect_refused(const std::vector<std::string>& words, const std::string& says) {
  const auto ended = claimcheck(words);
  EXPECT_EQ(ended.status, 2) << ended.out;
  EXPECT_NE(ended.err.find(says), std::string::npos) << ended.err;
}

TEST(Kernel, RefusesWhatIsNoTree) {
  const testing::TemporaryFolder folder;
  expect_refused({"run", "--kernel", folder.path() / "nowhere"}, "no such tree");
  expect_refused({"run", "--kernel", folder.path()}, "has no drivers/dax/bus.c");
  expect_refused({"run", "--kernel", ""}, "the word behind '--kernel' is empty");
  expect_refused({"run", "--patch", "a.patch"}, "--patch: needs --kernel TREE");
}

TEST(Kernel, RefusesANameThatTheShimsLackAndSaysWhereItIs) {
  const testing::TemporaryFolder folder;
  fs::copy(sample(), folder.path() / "tree", fs::copy_options::recursive);
  const auto bus = folder.path() / "tree/drivers/dax/bus.c";
  testing::write_file(bus,
                      testing::read_file(bus) + "\nint unknown(void) { return frobnicate(); }\n");
  expect_refused({"run", "--kernel", folder.path() / "tree"}, "function frobnicate  used at");
}

TEST(Kernel, RefusesAPatchThatDoesNotApplyAndOneOfOtherFiles) {
  const testing::TemporaryFolder folder;
  const auto stale = folder.path() / "stale.patch";
  testing::write_file(stale,
                      "Subject: stale\n--- a/drivers/dax/bus.c\n+++ b/drivers/dax/bus.c\n"
                      "@@ -10,3 +10,3 @@\n nothing like this\n-is there\n+was there\n at all\n");
  expect_refused({"run", "--kernel", sample(), "--patch", stale}, "Hunk #1 FAILED");
  const auto other = folder.path() / "other.patch";
  testing::write_file(other,
                      "Subject: other\n--- a/mm/slab.c\n+++ b/mm/slab.c\n"
                      "@@ -1,1 +1,1 @@\n-a\n+b\n");
  expect_refused({"run", "--kernel", sample(), "--patch", other}, "changes no file that is taken");
}

TEST(Kernel, ListsWhatItAssumesOfTheKernelAroundTheTree) {
  const auto ended = claimcheck({"kernel", "--assumptions"});
  EXPECT_EQ(ended.status, 0) << ended.err;
  EXPECT_EQ(ended.out, testing::read_file(root() / "impl/kernel/assumptions.txt"));
}

#ifdef CLAIMCHECK_DEBIAN_TREE
// The text of a real kernel: it has no dynamic regions, and known faults when memory runs out.
TEST(Kernel, ChecksTheBusOfDebiansKernel) {
  const testing::TemporaryFolder found;
  const auto ended =
      claimcheck({"run", "--kernel", CLAIMCHECK_DEBIAN_TREE, "--modes", "check,faults", "--traces",
                  "2000", "--fault-traces", "40", "--budget", "100s", "--save", found.path()});
  EXPECT_EQ(ended.status, 1) << ended.out << ended.err;
  EXPECT_NE(ended.out.find("FAIL A4"), std::string::npos) << ended.out;
  EXPECT_NE(ended.out.find("create 0  ! allocate-dax-device#1"), std::string::npos) << ended.out;
  EXPECT_NE(ended.out.find("a task takes region-lock, which it holds"), std::string::npos)
      << ended.out;
  // A trace is no simpler than what this kernel can be asked.
  for (const auto& entry : fs::directory_iterator(found.path())) {
    if (entry.path().extension() != ".trace") continue;
    EXPECT_EQ(claimcheck({"replay", entry.path(), "--kernel", CLAIMCHECK_DEBIAN_TREE}).status, 1)
        << entry.path();
  }
}
#endif

// In the time of the compiler nothing else is to be seen.
TEST(Kernel, IsSaidToBeCompiledOnATerminalWhereItIs) {
  const testing::TemporaryFolder folder;
  std::filesystem::copy(sample(), folder.path(), std::filesystem::copy_options::recursive);
  const auto bus = folder.path() / "drivers/dax/bus.c";
  const auto as_new = "\n/* " + folder.path().string() + " */\n";
  testing::write_file(bus, testing::read_file(bus) + as_new);
  const std::vector<std::string> words{CLAIMCHECK_BINARY, "kernel", "--kernel",
                                       folder.path().string()};
  const std::string says = "compiling " + bus.string();
  const auto first = testing::run_on_terminal(words, 200, root());
  EXPECT_NE(first.out.find(says), std::string::npos) << first.out;
  const auto again = testing::run_on_terminal(words, 200, root());
  EXPECT_EQ(again.out.find(says), std::string::npos) << again.out;
  // It was built for this test alone.
  const auto engine = kernel::build({folder.path(), {}}, kernel::default_folders());
  fs::remove_all(engine.plugin.parent_path());
}

}  // namespace
}  // namespace claimcheck::command
