// SPDX-License-Identifier: MIT
#include "properties/installation/installation.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>
#include <string>

namespace claimcheck::installation {
namespace {

namespace fs = std::filesystem;

class InstallationTest : public testing::Test {
 protected:
  InstallationTest() {
    auto pattern = (fs::temp_directory_path() / "installation-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~InstallationTest() override { fs::remove_all(folder_); }

  Installation of(const fs::path& program) const {
    return installation_of(folder_ / program, folder_ / "here", folder_ / "caches");
  }

  fs::path folder_;
};

TEST_F(InstallationTest, OfABuildTreeHasTheFilesOfItsSourceTree) {
  fs::create_directories(folder_ / "build/properties/command");
  std::ofstream(folder_ / "build/claimcheck.root") << "/path/to/sources\n";
  const auto found = of("build/properties/command/some_test");
  EXPECT_TRUE(found.is_source_tree());
  EXPECT_EQ(found.root, "/path/to/sources");
  EXPECT_EQ(found.build, folder_ / "build");
  EXPECT_EQ(found.found, "/path/to/sources/corpus/found");
  EXPECT_EQ(found.kernels, "/path/to/sources/.build/kernel");
}

TEST_F(InstallationTest, HasItsFilesBesideItAndWritesWhereTheUserStands) {
  fs::create_directories(folder_ / "usr/share/claimcheck/corpus");
  const auto found = of("usr/bin/claimcheck");
  EXPECT_FALSE(found.is_source_tree());
  EXPECT_EQ(found.root, folder_ / "usr/share/claimcheck");
  EXPECT_EQ(found.found, folder_ / "here/claimcheck-found");
  EXPECT_EQ(found.kernels, folder_ / "caches/claimcheck/kernel");
}

TEST_F(InstallationTest, NamesThePlacesWhereItsFilesAreNot) {
  try {
    of("usr/bin/claimcheck");
    FAIL() << "expected NoFiles";
  } catch (const NoFiles& error) {
    EXPECT_NE(std::string(error.what()).find("usr/share/claimcheck"), std::string::npos);
    EXPECT_NE(std::string(error.what()).find("claimcheck.root"), std::string::npos);
  }
}

TEST(ProgramWord, IsThePathFromWhereTheUserStands) {
  const auto root = installation().root;
  const auto before = fs::current_path();
  fs::current_path(root);
  EXPECT_EQ(program_word(), "./claimcheck");
  fs::current_path(root.parent_path());
  EXPECT_EQ(program_word(), shell_word((root.filename() / "claimcheck").string()));
  fs::current_path(root / "docs");
  EXPECT_EQ(program_word(), shell_word((root / "claimcheck").string()));
  fs::current_path(before);
}

TEST(ShellWord, IsQuotedWhereAShellWouldReadMoreIntoIt) {
  EXPECT_EQ(shell_word("a/b-1.trace"), "a/b-1.trace");
  EXPECT_EQ(shell_word("two words"), "'two words'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_word(""), "''");
}

}  // namespace
}  // namespace claimcheck::installation
