// SPDX-License-Identifier: MIT
#include "properties/command/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "properties/engines/printable.hpp"
#include "properties/options/options.hpp"

namespace claimcheck::command {
namespace {

namespace fs = std::filesystem;

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

// Where the option writes; of --report what stands behind the format. Nothing of another option,
// and of a device or standard output, which take more than one.
std::optional<fs::path> written(std::string_view flag, std::string_view value) {
  constexpr std::array flags = {"--json",     "--html",  "--dot",         "--report",
                                "--coverage", "--reply", "--trace-events"};
  if (std::ranges::find(flags, flag) == flags.end()) return std::nullopt;
  if (flag == "--report") value.remove_prefix(std::min(value.find('=') + 1, value.size()));
  std::error_code error;
  const fs::path path(value);
  const auto status = fs::status(path, error);
  if (value.empty() || value == "-" || (fs::exists(status) && !fs::is_regular_file(status))) {
    return std::nullopt;
  }
  const auto canonical = fs::weakly_canonical(fs::absolute(path, error), error);
  return error ? path : canonical;
}

}  // namespace

void refuse_odd_words(int argc, const char* const* argv) {
  std::map<fs::path, std::string> taken;  // by which option
  for (int index = 1; index < argc; ++index) {
    const std::string_view word = argv[index];
    const std::string before = index > 1 ? argv[index - 1] : "";
    if (word.empty()) {
      throw options::UsageError(
          fmt::format("the word behind '{}' is empty", engines::printable(before)));
    }
    if (std::ranges::any_of(word, is_control)) {
      throw options::UsageError(
          fmt::format("'{}': has control characters", engines::printable(word)));
    }
    const auto equals = word.find('=');
    const bool has_value = word.starts_with("--") && equals != word.npos;
    const std::string flag(has_value ? word.substr(0, equals) : before);
    const auto path = written(flag, has_value ? word.substr(equals + 1) : word);
    if (!path) continue;
    const auto [other, is_first] = taken.emplace(*path, flag);
    if (is_first) continue;
    throw options::UsageError(fmt::format("{} and {}: both are to go to {}", other->second, flag,
                                          has_value ? word.substr(equals + 1) : word));
  }
}

}  // namespace claimcheck::command
