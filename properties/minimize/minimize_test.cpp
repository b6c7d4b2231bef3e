// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "properties/minimize/corpus.hpp"
#include "properties/reach/reached.hpp"
#include "properties/store/store.hpp"
#include "properties/testing/program.hpp"

namespace claimcheck::minimize {
namespace {

namespace fs = std::filesystem;
using testing::TemporaryFolder;

const std::string head =
    "claimcheck trace 1\nregion 0 dynamic base 4G size 1G align 2M seq-base 1\n\n";

testing::Ended claimcheck(const std::vector<std::string>& arguments) {
  std::vector<std::string> words{CLAIMCHECK_BINARY};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return testing::run_program(words);
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::set<std::string> names_below(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) names.insert(fs::relative(entry.path(), folder).string());
  }
  return names;
}

// As a fuzzer leaves them: names without an extension.
void write_some(const fs::path& folder) {
  fs::create_directories(folder / "queue");
  testing::write_file(folder / "a", head + "create 0\n");
  testing::write_file(folder / "b", head + "create 0\ncreate 0\nread 0.0 size\n");
  testing::write_file(folder / "queue" / "c.trace", head + "read 0.0 size\n");
  testing::write_file(folder / "queue" / "id:000001,src:000000,op:mutator.so,pos:0",
                      head + "read 0.0 uuid\n");
  testing::write_file(folder / "README.md", "no trace, and none by its name\n");
}

TEST(Minimize, KeepsWhatReachesAsMuchAndChangesNothingElse) {
  const TemporaryFolder folder;
  const auto from = folder.path() / "from";
  const auto into = folder.path() / "into";
  write_some(from);
  const auto before = names_below(from);
  const auto listed = claimcheck({"minimize", from});
  EXPECT_EQ(listed.status, 0) << listed.err;
  EXPECT_TRUE(has(listed.out, (from / "b").string() + "\n")) << listed.out;
  EXPECT_FALSE(has(listed.out, (from / "a").string() + "\n")) << listed.out;
  EXPECT_FALSE(fs::exists(into));
  const auto written = claimcheck({"minimize", from, "--into", into});
  EXPECT_EQ(written.status, 0) << written.err;
  EXPECT_TRUE(has(written.out, "of 4 traces")) << written.out;
  EXPECT_EQ(names_below(from), before);
  EXPECT_EQ(testing::read_file(into / "b"), testing::read_file(from / "b"));
  EXPECT_FALSE(fs::exists(into / "a"));
  const auto replayed = claimcheck({"replay", into});
  EXPECT_EQ(replayed.status, 0) << "a fuzzer's corpus is a folder of traces: " << replayed.err;
  EXPECT_EQ(claimcheck({"minimize", from, "--into", into}).status, 0) << "the same once more";
}

TEST(Minimize, ReachesAsMuchAsTheCorpusDoes) {
  const auto features_of = [](const std::vector<fs::path>& paths) {
    std::set<std::uint64_t> all;
    for (const auto& path : paths) {
      const auto features = reach::reached_by(store::load(path).document.trace);
      all.insert(features.begin(), features.end());
    }
    return all;
  };
  const auto kept = minimized(CORPUS);
  const auto all = store::traces_below(CORPUS);
  EXPECT_LT(kept.kept.size(), all.size());
  EXPECT_EQ(features_of(kept.kept), features_of(all));
  EXPECT_EQ(kept.features, features_of(all).size());
  for (const auto& path : all) {
    const bool is_kept = std::ranges::find(kept.kept, path) != kept.kept.end();
    EXPECT_TRUE(is_kept || !store::load(path).document.trace.is_concurrent()) << path;
  }
}

TEST(Minimize, RefusesBadInputAndWritesNothing) {
  const TemporaryFolder folder;
  const auto from = folder.path() / "from";
  const auto into = folder.path() / "into";
  const auto refused = [&](const std::vector<std::string>& arguments, const std::string& why) {
    std::vector<std::string> words{"minimize"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    const auto ended = claimcheck(words);
    EXPECT_EQ(ended.status, 2) << ended.out;
    EXPECT_TRUE(has(ended.err, why)) << ended.err;
    EXPECT_FALSE(fs::exists(into) && fs::is_directory(into));
  };
  refused({}, "DIR");
  refused({from}, "no such folder");
  fs::create_directories(from);
  refused({from}, "no trace below this folder");
  write_some(from);
  refused({from / "a"}, "is no folder");
  refused({from, "--into", from}, "take another");
  refused({from, "--into", from / "queue"}, "take another");
  refused({from, "--into", folder.path()}, "take another");
  testing::write_file(into, "a file");
  refused({from, "--into", into}, "cannot be made");
  EXPECT_EQ(testing::read_file(into), "a file");
  fs::remove(into);
  testing::write_file(from / "e", "claimcheck trace 1\nnonsense\n");
  refused({from, "--into", into}, "e:2:1");
}

TEST(Minimize, WritesOverNothing) {
  const TemporaryFolder folder;
  const auto from = folder.path() / "from";
  const auto into = folder.path() / "into";
  write_some(from);
  fs::create_directories(into);
  testing::write_file(into / "b", "another\n");
  const auto ended = claimcheck({"minimize", from, "--into", into});
  EXPECT_EQ(ended.status, 2);
  EXPECT_TRUE(has(ended.err, "nothing was written")) << ended.err;
  EXPECT_EQ(names_below(into), std::set<std::string>{"b"});
  EXPECT_EQ(testing::read_file(into / "b"), "another\n");
}

}  // namespace
}  // namespace claimcheck::minimize
