// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "properties/formats/formats.hpp"
#include "properties/formats/text.hpp"

// Workflow commands: a line on standard output that GitHub Actions shows beside the code. A step
// shows ten errors at most, so the verdict comes first and then the defects.

namespace claimcheck::formats {
namespace {

// What stands behind the second "::", and with more characters taken, in a property.
std::string escaped(std::string_view text, bool in_property) {
  std::string out;
  for (const char c : visible(text)) {
    if (c == '%' || c == '\n' || (in_property && (c == ':' || c == ','))) {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out;
}

std::string property(std::string_view text) {
  return escaped(text, true);
}

std::string command(std::string_view kind, const std::string& title, const Place& place,
                    std::string_view message) {
  constexpr std::size_t max_message = 32'000;  // bytes
  auto out = fmt::format("::{} title={}", kind, property(one_line(title)));
  if (!place.file.empty()) out += ",file=" + property(one_line(place.file));
  if (!place.file.empty() && place.line > 0) out += fmt::format(",line={}", place.line);
  return out + "::" + escaped(cut(visible(message), max_message), false) + "\n";
}

bool is_shown(const Case& one) {
  return one.outcome == Outcome::fails && one.suite != clause_suite && one.suite != verdict_suite;
}

// One line for what has no verdict: there may be many.
std::string without_verdict(const Results& results) {
  std::string lines;
  for (const auto& one : results.cases) {
    if (one.outcome != Outcome::no_verdict || one.suite == verdict_suite) continue;
    lines += fmt::format("\n{}: {}: {}", one.suite, one.name, one.message);
  }
  return lines;
}

}  // namespace

std::string github(const Results& results) {
  const auto title = fmt::format("claimcheck {}", results.command);
  const auto kind = results.status == options::ExitStatus::holds ? "notice" : "error";
  auto out = command(kind, title, {}, results.verdict + without_verdict(results));
  for (const auto& one : results.cases) {
    if (!is_shown(one)) continue;
    out += command("error", one.name, one.place(), one.message + "\n" + one.details);
  }
  return out;
}

}  // namespace claimcheck::formats
