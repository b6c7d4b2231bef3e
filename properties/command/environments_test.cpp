// SPDX-License-Identifier: MIT
// What the program is started in: a row each. However little there is, it ends with a status that
// it documents, and says why in a sentence.
#include <gtest/gtest.h>

#include <string>

#include "properties/testing/program.hpp"

namespace claimcheck::command {
namespace {

namespace fs = std::filesystem;
using testing::Ended;
using testing::TemporaryFolder;

// On an engine that keeps the contract, too few traces for a verdict; and on one that does not.
const std::string keeps = CLAIMCHECK_BINARY
    " run --traces 60 --fault-traces 2 --cases 2 --modes check --corpus none --save found";
const std::string breaks =
    CLAIMCHECK_BINARY " run --engine posted --traces 2000 --modes check --corpus none --save found";
const std::string all_modes = CLAIMCHECK_BINARY
    " run --engine posted --traces 60 --fault-traces 2 --cases 2 --budget 4s --corpus none "
    "--save found";
const std::string explores = CLAIMCHECK_BINARY " explore --tags 1 --extents 2 --save found";

struct Row {
  std::string name;
  std::string line;  // of bash
  int status;
  std::string said;  // on either stream; empty: there is no stream left
};

void PrintTo(const Row& row, std::ostream* out) {
  *out << row.name;
}

class Environment : public ::testing::TestWithParam<Row> {};

TEST_P(Environment, EndsWithADocumentedStatusAndASentence) {
  const auto& row = GetParam();
  const TemporaryFolder folder;
  fs::create_directory(folder.path() / "with space");
  fs::create_symlink("loop-b", folder.path() / "loop-a");
  fs::create_symlink("loop-a", folder.path() / "loop-b");
  testing::write_file(
      folder.path() / "with space/a b.trace",
      "claimcheck trace 1\n"
      "region 0 dynamic base 4G size 1G align 2M seq-base 1\nread 0 available_size -> 0\n");
  const auto ended = testing::run_program({"/bin/bash", "-c", row.line}, folder.path());
  EXPECT_EQ(ended.status, row.status) << ended.out << ended.err;
  EXPECT_NE((ended.out + ended.err).find(row.said), std::string::npos) << ended.out << ended.err;
  EXPECT_EQ(ended.err.find("internal error"), std::string::npos) << ended.err;
}

// Whatever runs the tests may have left us files of its own.
const std::string at_most_files = "exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-; ulimit -n ";
const std::string not_said = "cannot write to standard output: ";

// What starts us may hand down what it ignores, and a reader need not stay.
const std::vector<Row> inherited = {
    {"ChildrenThatNobodyWaitsFor", "trap '' CHLD; " + breaks, 1, "distinct defects of posted"},
    {"AReaderThatDoesNotStayOnADefect", breaks + " | head -c 1 >/dev/null; exit ${PIPESTATUS[0]}",
     1, not_said + "Broken pipe"},
    {"AReaderThatDoesNotStay", explores + " | (exec <&-; sleep 1); exit ${PIPESTATUS[0]}", 3,
     not_said + "Broken pipe"},
};

INSTANTIATE_TEST_SUITE_P(With, Environment, ::testing::ValuesIn(inherited),
                         [](const auto& info) { return info.param.name; });

const std::vector<Row> rows = {
    {"StandardInputIsClosed", keeps + " <&-", 3, "no verdict on indexed"},
    {"StandardOutputIsClosed", keeps + " >&-", 3, not_said + "Bad file descriptor"},
    {"StandardErrorIsClosed", keeps + " 2>&-", 3, "no verdict on indexed"},
    {"AllAreClosed", keeps + " <&- >&- 2>&-", 3, ""},
    {"AllAreClosedOnADefect", breaks + " <&- >&- 2>&-", 1, ""},
    {"StandardOutputIsFull", keeps + " >/dev/full", 3, not_said + "No space left on device"},
    {"StandardOutputIsFullOnADefect", breaks + " >/dev/full", 1, not_said},
    {"StandardErrorIsFull", breaks + " 2>/dev/full", 1, "distinct defects of posted"},
    {"ASmallStack", "ulimit -s 64; " + all_modes, 1, "distinct defects of posted"},
    {"ASmallStackToExplore", "ulimit -s 64; " + explores, 0, "keeps every clause"},
#if !CLAIMCHECK_IS_SANITIZED  // a sanitizer opens a pipe to look at any memory
    {"HardlyAnyFiles", at_most_files + "4; " + keeps, 3, "cannot go on: pipe: Too many open files"},
    {"FewFiles", at_most_files + "8; " + breaks, 1, "distinct defects of posted"},
#endif
    {"SixteenFiles", at_most_files + "16; " + all_modes, 1, "distinct defects of posted"},
    {"NoFileMayHaveAByte", "ulimit -f 0; " + breaks, 3, ""},
    {"SmallFiles", "ulimit -f 64; " + breaks, 3, "cannot go on: no room for "},
    {"NoTemporaryFolder", "TMPDIR=/nope " + breaks, 1, "distinct defects of posted"},
    {"NoHome", "unset HOME; " + breaks, 1, "distinct defects of posted"},
    {"NoEnvironment", "env -i " + breaks, 1, "distinct defects of posted"},
    {"ALocaleThatIsNotThere", "LC_ALL=xx_YY.nope LANG=zz " + breaks, 1,
     "distinct defects of posted"},
    {"AFolderWhereNothingCanBeMade", "cd /proc; " + breaks, 2, "cannot make found: "},
    {"APathWithSpaces", CLAIMCHECK_BINARY " replay 'with space/a b.trace'", 0, "indexed holds"},
    {"ALoopToSaveIn", breaks + "/../loop-a", 2, "cannot make found/../loop-a"},
    {"ALoopForACorpus", CLAIMCHECK_BINARY " run --modes replay --corpus loop-a", 2,
     "--corpus loop-a: there is no such folder"},
    {"ALoopForAnEngine", CLAIMCHECK_BINARY " run --engine ./loop-a", 2,
     "Too many levels of symbolic links"},
    {"ALoopForAReport", breaks + " --json loop-a", 2, "Too many levels of symbolic links"},
};

INSTANTIATE_TEST_SUITE_P(In, Environment, ::testing::ValuesIn(rows),
                         [](const auto& info) { return info.param.name; });

// A sanitizer takes terabytes of addresses for itself.
#if !CLAIMCHECK_IS_SANITIZED
const std::vector<Row> small_memories = {
    {"FortyMegabytes", "ulimit -v 40000; " + keeps, 3, "no verdict on indexed"},
    {"FortyMegabytesToExplore", "ulimit -v 40000; " + explores, 0, "keeps every clause"},
    {"TooLittleForThreads",
     "ulimit -d 1000; " CLAIMCHECK_BINARY
     " run --cases 2 --three-threads 1 --modes concurrent --corpus none --save found",
     3, "cannot go on: in a process of an engine"},
};
INSTANTIATE_TEST_SUITE_P(WithAnAddressSpaceOf, Environment, ::testing::ValuesIn(small_memories),
                         [](const auto& info) { return info.param.name; });
#endif

// A disk of 64 KiB, of our own: mounted where nobody else sees it, by root or in a namespace where
// we are. Where neither can be the test is left out.
class SmallDisk : public Environment {
 protected:
  void SetUp() override {
    const testing::TemporaryFolder folder;
    for (const std::string words : {"unshare -m", "unshare -rm"}) {
      mounting_ = words + " /bin/bash -c 'mkdir -p disk; mount -t tmpfs -o size=64k none disk && ";
      const auto tried = mounted("true", folder.path());
      if (tried.status == 0) return;
      why_ = tried.err;
    }
    GTEST_SKIP() << "no file system can be mounted here: " << why_;
  }

  Ended mounted(const std::string& line, const fs::path& folder) const {
    return testing::run_program({"/bin/bash", "-c", mounting_ + line + "'"}, folder);
  }

 private:
  std::string mounting_;
  std::string why_;
};

TEST_P(SmallDisk, EndsWithADocumentedStatusAndASentence) {
  const auto& row = GetParam();
  const TemporaryFolder folder;
  const auto ended = mounted(row.line, folder.path());
  EXPECT_EQ(ended.status, row.status) << ended.out << ended.err;
  EXPECT_NE((ended.out + ended.err).find(row.said), std::string::npos) << ended.out << ended.err;
  EXPECT_EQ(ended.err.find("internal error"), std::string::npos) << ended.err;
}

const std::string checks_keeping =
    CLAIMCHECK_BINARY " run --traces 60 --modes check --corpus none ";
const std::string checks_breaking =
    CLAIMCHECK_BINARY " run --engine posted --traces 2000 --modes check --corpus none ";
const std::string full = "(head -c 64K /dev/zero >disk/all || true) 2>/dev/null; ";
const std::string no_room = "No space left on device";

const std::vector<Row> small_disks = {
    {"ForTheReportForPrograms", full + checks_breaking + "--save found --json disk/x", 1, no_room},
    {"ForThePage", full + checks_breaking + "--save found --html disk/x", 1, no_room},
    {"ForAPageThatHasRoomForItsBeginning", checks_breaking + "--save found --html disk/x", 1,
     no_room},
    {"ForAReport", full + checks_breaking + "--save found --report junit=disk/x", 1, no_room},
    {"ForAReportWithoutADefect", full + checks_keeping + "--save found --json disk/x", 2, no_room},
    {"ForWhatIsFound", checks_breaking + "--save disk/found", 3, "cannot go on: no room for "},
    {"ForWhatAnExplorationFinds",
     full + CLAIMCHECK_BINARY " explore --engine posted --tags 1 --extents 2 --corpus none "
                              "--save disk/found",
     1, "cannot "},
    {"ForTheCorpus", full + CLAIMCHECK_BINARY " run --modes replay --corpus disk --save found", 3,
     "no verdict"},
    {"ForTemporaryFiles", full + "TMPDIR=$PWD/disk " + checks_breaking + "--save found", 1,
     "distinct defects of posted"},
    {"ForSharedMemory",
     "mount -t tmpfs -o size=4k none /dev/shm; " + checks_breaking + "--save found", 1,
     "distinct defects of posted"},
    {"ForStandardOutput", full + checks_breaking + "--save found >disk/out", 1, not_said + no_room},
};

INSTANTIATE_TEST_SUITE_P(Full, SmallDisk, ::testing::ValuesIn(small_disks),
                         [](const auto& info) { return info.param.name; });

// Where a folder stands in the place of its file, nothing can be written there, whoever we are.
TEST(AFindingThatCannotBeSaved, IsPrintedAndCounted) {
  const TemporaryFolder folder;
  const auto run = [&](const std::string& save) {
    return testing::run_program({"/bin/bash", "-c", breaks + "/" + save + " --json run.json"},
                                folder.path());
  };
  const auto saved = run("there");
  ASSERT_EQ(saved.status, 1) << saved.err;
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(folder.path() / "found/there")) {
    fs::create_directories(folder.path() / "found/nowhere" / entry.path().filename());
    ++count;
  }
  ASSERT_GT(count, 0u);
  const auto unsaved = run("nowhere");
  EXPECT_EQ(unsaved.status, 1) << unsaved.out << unsaved.err;
  EXPECT_NE(unsaved.err.find("cannot write found/nowhere/"), std::string::npos) << unsaved.err;
  EXPECT_NE(unsaved.out.find("not saved: the trace that is printed"), std::string::npos);
  EXPECT_EQ(unsaved.out.find("claimcheck replay"), std::string::npos) << unsaved.out;
  EXPECT_NE(unsaved.out.find(" distinct defects of posted"), std::string::npos) << unsaved.out;
  EXPECT_NE(testing::read_file(folder.path() / "run.json").find("not saved"), std::string::npos);
}

}  // namespace
}  // namespace claimcheck::command
