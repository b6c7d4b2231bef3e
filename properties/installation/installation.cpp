// SPDX-License-Identifier: MIT
#include "properties/installation/installation.hpp"

#include <cstdlib>
#include <fstream>
#include <string_view>

namespace claimcheck::installation {
namespace {

namespace fs = std::filesystem;

// CMake writes it into the build tree: the path of the source tree.
constexpr const char* root_file = "claimcheck.root";

std::string first_line(const fs::path& file) {
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  return line;
}

// As the XDG base directory specification has it.
fs::path user_caches() {
  if (const char* caches = std::getenv("XDG_CACHE_HOME"); caches && *caches == '/') return caches;
  if (const char* home = std::getenv("HOME"); home && *home == '/')
    return fs::path(home) / ".cache";
  return fs::temp_directory_path();
}

}  // namespace

Installation installation_of(const fs::path& program, const fs::path& folder,
                             const fs::path& caches) {
  std::error_code ignored;
  // First: what is installed may lie below a build tree.
  const auto shared = (program.parent_path().parent_path() / "share/claimcheck").lexically_normal();
  if (fs::is_directory(shared / "corpus", ignored))
    return {shared, {}, folder / "claimcheck-found", caches / "claimcheck/kernel"};
  for (auto at = program.parent_path(); at != at.root_path(); at = at.parent_path()) {
    if (!fs::is_regular_file(at / root_file, ignored)) continue;
    const fs::path root = first_line(at / root_file);
    return {root, at, root / "corpus/found", root / ".build/kernel"};
  }
  throw NoFiles(program.string() + ": its files are not there: expected " + shared.string() +
                ", or a build tree with the file " + root_file);
}

Installation installation() {
  return installation_of(fs::read_symlink("/proc/self/exe"), fs::current_path(), user_caches());
}

std::string program_word() {
  const auto here = installation();
  if (!here.is_source_tree()) return "claimcheck";
  const auto word = shell_word(show(here.root / "claimcheck"));
  return word.find('/') == std::string::npos ? "./" + word : word;
}

std::string show(const fs::path& path) {
  std::error_code error;
  const auto near = fs::proximate(path, error);
  if (error || near.empty() || *near.begin() == "..") return path.string();
  return near.string();
}

std::string shell_word(const std::string& text) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./+-=:,@%";
  if (!text.empty() && text.find_first_not_of(plain) == std::string::npos) return text;
  std::string word = "'";
  for (const char c : text) {
    if (c == '\'') {
      word += "'\\''";
    } else {
      word += c;
    }
  }
  return word + "'";
}

}  // namespace claimcheck::installation
