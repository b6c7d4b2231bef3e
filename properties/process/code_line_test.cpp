// SPDX-License-Identifier: MIT
#include "properties/process/code_line.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

#include "properties/process/program.hpp"
#include "properties/testing/program.hpp"

namespace claimcheck::process {
namespace {

// With a function of two lines and debug information; its name is engine.so.
std::string compiled(const testing::TemporaryFolder& folder) {
  testing::write_file(folder.path() / "careless.c",
                      "int careless(int *at)\n{\n\tabort();\n\treturn *at;\n}\n");
  const auto object = (folder.path() / "engine.so").string();
  const auto made = run_program(
      {"cc", "-include", "stdlib.h", "-g", "-O0", "-shared", "-fPIC", "-o", object, "careless.c"},
      folder.path());
  EXPECT_TRUE(made.succeeded()) << made.output;
  return object;
}

// The offset of the function, as nm says it.
std::string offset_in(const std::string& object) {
  const auto listed = run_program({"nm", "--defined-only", object}, ".").output;
  const auto name = listed.find(" T careless");
  const auto begin = listed.rfind('\n', name) + 1;
  return listed.substr(begin, name - begin);
}

TEST(CodeLine, StandsInATextForEachAddressOfTheEngine) {
  const testing::TemporaryFolder folder;
  const auto object = compiled(folder);
  const auto offset = std::stoull(offset_in(object), nullptr, 16) + 1;
  EXPECT_EQ(code_line(object, offset), "careless.c:2");
  char address[40];
  std::snprintf(address, sizeof address, "engine.so+%#llx", offset);
  const std::string text = address;
  EXPECT_EQ(with_code_lines("read in " + text + "; freed in " + text, object + ",unbind=drops"),
            "read in careless.c:2; freed in careless.c:2");
}

TEST(CodeLine, IsLeftOutWhereNothingTellsIt) {
  const testing::TemporaryFolder folder;
  const auto object = compiled(folder);
  for (const auto* text : {"in engine.so+0x", "in engine.so+0xfffffff0, out", "other.so+0x10",
                           "libengine.so+0x1119", "in engine.so+0x123456789abcdef01", ""}) {
    EXPECT_EQ(with_code_lines(text, object), text);
    EXPECT_EQ(with_code_lines(text, "indexed"), text);
  }
  EXPECT_EQ(code_line((folder.path() / "none.so").string(), 16), "");
}

}  // namespace
}  // namespace claimcheck::process
