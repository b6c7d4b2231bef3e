// SPDX-License-Identifier: MIT
#include "properties/mail/source.hpp"

#include <gtest/gtest.h>

#include "properties/process/program.hpp"
#include "properties/testing/program.hpp"

namespace claimcheck::mail {
namespace {

class MailSource : public ::testing::Test {
 protected:
  MailSource() {
    std::filesystem::create_directories(folder_.path() / "drivers/dax");
    testing::write_file(folder_.path() / "drivers/dax/bus.c",
                        "static int first(void)\n"
                        "{\n"
                        "\treturn 0;\n"
                        "}\n"
                        "\n"
                        "static ssize_t uuid_store(struct device *dev,\n"
                        "\t\tconst char *buf)\n"
                        "{\n"
                        "\treturn claim(dev,\n"
                        "\t\t     buf);\n"
                        "}\n");
  }

  void add(const std::string& file, const std::string& text) {
    testing::write_file(folder_.path() / file, text);
  }
  Sources sources() const { return {folder_.path(), folder_.path() / "engine.so"}; }

 private:
  testing::TemporaryFolder folder_;
};

TEST_F(MailSource, NamesAFileFromTheRootOfTheTree) {
  const auto message = sources().with_places("a race at bus.c:9, other.c:2");
  EXPECT_EQ(message, "a race at drivers/dax/bus.c:9, other.c:2");
  EXPECT_EQ(Sources::places_in(message),
            (std::vector<Place>{{"drivers/dax/bus.c", 9}, {"other.c", 2}}));
}

TEST_F(MailSource, QuotesTheWholeStatementWithItsFunction) {
  EXPECT_EQ(sources().quote({"drivers/dax/bus.c", 9}),
            "drivers/dax/bus.c:9, uuid_store():\n"
            "> \treturn claim(dev,\n"
            "> \t\t     buf);\n");
}

TEST(Places, AreOfCAndCpp) {
  EXPECT_EQ(Sources::places_in("a.c:1 b.hpp:22, c.cpp:3; d.cpp3:4 e.py:5"),
            (std::vector<Place>{{"a.c", 1}, {"b.hpp", 22}, {"c.cpp", 3}}));
}

TEST(SourcesOfAPlugin, AreThoseThatItsDebugInformationNames) {
  const testing::TemporaryFolder folder;
  const auto compile = [&](const std::string& name, const char* debug) {
    return process::run_program({"cc", debug, "-shared", "-fPIC", "-o", name, "sub/mine.c"},
                                folder.path());
  };
  std::filesystem::create_directory(folder.path() / "sub");
  testing::write_file(folder.path() / "sub/mine.c",
                      "int count;\nint add(void)\n{\n\treturn ++count;\n}\n");
  ASSERT_TRUE(compile("mine.so", "-g").succeeded());
  ASSERT_TRUE(compile("bare.so", "-g0").succeeded());
  EXPECT_EQ(Sources::of_plugin(folder.path() / "mine.so").quote({"mine.c", 4}),
            "mine.c:4, add():\n> \treturn ++count;\n");
  EXPECT_EQ(Sources::of_plugin(folder.path() / "bare.so").quote({"mine.c", 4}), "");
  EXPECT_EQ(Sources::of_plugin(folder.path() / "none.so").quote({"mine.c", 4}), "");
}

TEST_F(MailSource, CallsTheLocksAsTheTreeDeclaresThem) {
  EXPECT_EQ(sources().lock_names().region, "the region lock");
  EXPECT_EQ(sources().lock_names().device, "the device lock");
  add("drivers/dax/locks.c",
      "static DECLARE_RWSEM(dax_create_rwsem);\n"
      "static DEFINE_MUTEX(dax_devices_mutex);\n"
      "DECLARE_RWSEM( dax_dev_region_rwsem );\n"
      "\tstruct rw_semaphore dev_lock;\n");
  EXPECT_EQ(sources().lock_names().region, "dax_dev_region_rwsem");
  EXPECT_EQ(sources().lock_names().device, "dev_lock");
}

TEST_F(MailSource, QuotesNothingThatIsNotThere) {
  EXPECT_EQ(sources().quote({"drivers/dax/bus.c", 99}), "");
  EXPECT_EQ(sources().quote({"other.c", 2}), "");
  EXPECT_EQ(sources().with_places("in engine.so+0x10"), "in engine.so+0x10");
}

}  // namespace
}  // namespace claimcheck::mail
