// SPDX-License-Identifier: MIT
#include "properties/replay/show.hpp"

#include <fmt/format.h>

#include "model/trace/trace_text.hpp"
#include "properties/kernel/build.hpp"

namespace claimcheck::replay {
namespace {

// One word of a POSIX shell.
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

}  // namespace

std::string show(const std::filesystem::path& path) {
  std::error_code error;
  const auto near = std::filesystem::proximate(path, error);
  if (error || near.empty() || *near.begin() == "..") return path.string();
  return near.string();
}

std::string replay_command(const std::filesystem::path& path, const std::string& engine) {
  return fmt::format("./claimcheck replay {} {}", shell_word(show(path)),
                     kernel::engine_words(engine));
}

std::string show_indented(const model::Trace& trace) {
  std::string text;
  for (const auto& line : model::document(trace).lines) {
    using enum model::Line::Kind;
    if (line.kind != region && line.kind != tag && line.kind != step && line.kind != schedule) {
      continue;
    }
    text += "    " + model::print(model::Document{trace, {line}});
  }
  return text;
}

}  // namespace claimcheck::replay
