// SPDX-License-Identifier: MIT
#include "properties/command/new_engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <string>
#include <utility>

#include "properties/installation/installation.hpp"
#include "properties/options/options.hpp"
#include "properties/report/generated_page.hpp"

namespace claimcheck::command {
namespace {

namespace fs = std::filesystem;

// Below impl/, and what each is called in the new folder.
constexpr std::array<std::pair<const char*, const char*>, 4> files{{
    {"skeleton/engine.c", "engine.c"},
    {"engine.h", "engine.h"},
    {"skeleton/Makefile", "Makefile"},
    {"skeleton/build.cmake", "CMakeLists.txt"},
}};

// It becomes the name of a file, of a CMake target and of the engine in every trace.
bool is_engine_name(const std::string& name) {
  return !name.empty() && std::isalpha(static_cast<unsigned char>(name[0])) != 0 &&
         std::ranges::all_of(name, [](unsigned char c) {
           return c < 0x80 && (std::isalnum(c) != 0 || c == '_' || c == '-');
         });
}

std::string named(std::string text, const std::string& name) {
  constexpr std::string_view word = "@NAME@";
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + name.size()))
    text.replace(at, word.size(), name);
  return text;
}

fs::path without_last_slash(const fs::path& folder) {
  const auto normal = fs::absolute(folder).lexically_normal();
  return normal.has_filename() ? normal : normal.parent_path();
}

}  // namespace

void write_engine_skeleton(const fs::path& given) {
  const auto folder = without_last_slash(given);
  const auto name = folder.filename().string();
  if (!is_engine_name(name)) {
    throw options::UsageError(
        fmt::format("new-engine {}: the engine has the folder's name, which is to be a letter and "
                    "then letters, digits, - and _",
                    given.string()));
  }
  if (fs::exists(folder) && (!fs::is_directory(folder) || !fs::is_empty(folder))) {
    throw options::UsageError(fmt::format(
        "new-engine {}: it is there already: expected a folder that is not, or is empty",
        given.string()));
  }
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    throw options::UsageError(
        fmt::format("new-engine {}: cannot make it: {}", given.string(), error.message()));
  }
  const auto sources = installation::installation().root / "impl";
  for (const auto& [from, to] : files) {
    report::write_document(folder / to, named(report::read_document(sources / from), name));
  }
}

void add_new_engine(CLI::App& app, options::ExitStatus& status) {
  const auto folder = std::make_shared<std::string>();
  auto* command = app.add_subcommand(
      "new-engine", "Write the beginning of an engine of your own, with what builds it");
  command->add_option("DIR", *folder, "Where; its last part is the engine's name")->required();
  command->callback([folder, &status] {
    write_engine_skeleton(*folder);
    const auto shown = installation::shell_word(installation::show(*folder));
    const auto here = installation::installation();
    const auto program = here.is_source_tree()
                             ? " CLAIMCHECK=" + installation::shell_word(here.root / "claimcheck")
                             : std::string();
    fmt::print(
        "{0} has engine.c, engine.h, Makefile and CMakeLists.txt. The first finding:\n"
        "  make -C {0} check{1}\n",
        shown, program);
    status = options::ExitStatus::holds;
  });
}

}  // namespace claimcheck::command
