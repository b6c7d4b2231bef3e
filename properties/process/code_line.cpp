// SPDX-License-Identifier: MIT
#include "properties/process/code_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <sstream>
#include <string_view>
#include <system_error>

#include "properties/process/program.hpp"

namespace claimcheck::process {
namespace {

constexpr int look_up_ms = 5'000;

std::string file_name(std::string_view path) {
  return std::filesystem::path(path).filename().string();
}

// A file whose name ends as the engine's does is another.
bool is_of_a_name(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '.';
}

// "bus.c:412" of addr2line's "bus.c:412 (discriminator 2)"; empty where it knows no line.
std::string line_of(std::string_view answer) {
  answer = answer.substr(0, answer.find_first_of(" \n"));
  const auto colon = answer.rfind(':');
  if (colon == std::string_view::npos || answer.starts_with('?')) return {};
  const auto line = answer.substr(colon + 1);
  if (line.empty() || line.find_first_not_of("0123456789") != std::string_view::npos) return {};
  if (line == "0") return {};
  return file_name(answer);
}

// A function that the compiler put into its callers has a line of each. What the shims do for the
// code that is checked is the doing of that code.
std::string outer_line_of(const std::string& answer) {
  std::istringstream lines(answer);
  std::string innermost;
  for (std::string line; std::getline(lines, line);) {
    auto found = line_of(line);
    if (found.empty()) continue;
    if (line.find("impl/kernel/include") == std::string::npos) return found;
    if (innermost.empty()) innermost = std::move(found);
  }
  return innermost;
}

}  // namespace

std::string code_line(const std::string& object, std::uint64_t offset) {
  // One byte before what it returns to is still the call's own line.
  const auto call = fmt::format("{:#x}", offset - 1);
  // Where no process is to be had, a finding without lines is better than none.
  try {
    const auto answer =
        run_program({"addr2line", "-i", "-e", object, call}, ".", {}, {.time_ms = look_up_ms});
    return answer.succeeded() ? outer_line_of(answer.output) : std::string();
  } catch (const std::system_error&) {
    return {};
  }
}

std::string with_code_lines(const std::string& text, const std::string& engine) {
  const auto object = engine.substr(0, engine.find(','));
  if (file_name(object).empty()) return text;
  const auto mark = file_name(object) + "+0x";
  std::string out;
  std::size_t begin = 0;
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
    const bool is_of_another = at > 0 && is_of_a_name(text[at - 1]);
    const auto digits = at + mark.size();
    const auto end = std::min(text.find_first_not_of("0123456789abcdef", digits), text.size());
    if (is_of_another || end == digits || end - digits > 16) continue;
    const auto offset = std::stoull(text.substr(digits, end - digits), nullptr, 16);
    const auto line = code_line(object, offset);
    if (line.empty()) continue;
    out += text.substr(begin, at - begin) + line;
    begin = end;
  }
  return out + text.substr(begin);
}

}  // namespace claimcheck::process
