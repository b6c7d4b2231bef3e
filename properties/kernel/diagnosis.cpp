// SPDX-License-Identifier: MIT
#include "properties/kernel/diagnosis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <regex>
#include <set>
#include <sstream>

#include "properties/engines/printable.hpp"

namespace claimcheck::kernel {
namespace {

struct Pattern {
  const char* kind;
  std::regex expression;  // its first group is the name
};

// What compilers and linkers say of a name that nobody declared. Quotes are ' or ` in the C locale.
const std::vector<Pattern>& patterns() {
  static const std::vector<Pattern> all = {
      {"header", std::regex("fatal error: '?([\\w./-]+\\.h)'?(?:: No such file| file not found)")},
      {"function", std::regex("implicit declaration of function '(\\w+)'")},
      {"function", std::regex("call to undeclared function '(\\w+)'")},
      {"function", std::regex("undefined reference to [`'](\\w+)'")},
      {"function", std::regex("undefined symbol: (\\w+)")},
      {"type", std::regex("unknown type name '(\\w+)'")},
      {"type", std::regex("incomplete (?:typedef|type) '(?:struct )?(\\w+)'")},
      {"type", std::regex("has incomplete type '(?:struct )?(\\w+)'")},
      {"type", std::regex("invalid use of undefined type '(?:struct )?(\\w+)'")},
      {"member", std::regex("has no member named '(\\w+)'")},
      {"member", std::regex("no member named '(\\w+)' in")},
      {"name", std::regex("'(\\w+)' undeclared")},
      {"name", std::regex("use of undeclared identifier '(\\w+)'")},
  };
  return all;
}

// "tree/drivers/dax/bus.c:12:3: error: ..." is drivers/dax/bus.c:12; empty where no place is
// said.
std::string where_of(const std::string& line, const std::string& root) {
  static const std::regex place("^(?:[^ ]*/ld: )?([^ :]+):(\\d+):");
  std::smatch match;
  if (!std::regex_search(line, match, place)) return {};
  auto file = match[1].str();
  if (file.rfind(root + "/", 0) == 0) file = file.substr(root.size() + 1);
  return file + ":" + match[2].str();
}

std::size_t edit_distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto substitution = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, substitution});
    }
  }
  return row[b.size()];
}

std::string without_root(std::string line, const std::string& root) {
  for (auto at = line.find(root + "/"); at != std::string::npos; at = line.find(root + "/")) {
    line.erase(at, root.size() + 1);
  }
  return line;
}

}  // namespace

std::vector<std::string> identifiers(std::string_view text) {
  const auto is_start = [](char c) {
    return std::isalpha(static_cast<unsigned char>(c)) || c == '_';
  };
  const auto is_part = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
  };
  std::set<std::string> found;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_part(text[at])) {
      ++at;
      continue;
    }
    auto end = at;
    while (end < text.size() && is_part(text[end])) ++end;
    if (is_start(text[at])) found.emplace(text.substr(at, end - at));
    at = end;
  }
  return {found.begin(), found.end()};
}

std::string nearest_name(const std::string& name, const std::vector<std::string>& known) {
  const std::size_t max_distance = std::max<std::size_t>(2, name.size() / 4);
  std::string nearest;
  std::size_t distance = max_distance + 1;
  for (const auto& candidate : known) {
    if (candidate == name || candidate.size() + max_distance < name.size()) continue;
    const auto here = edit_distance(name, candidate);
    if (here < distance) {
      distance = here;
      nearest = candidate;
    }
  }
  return nearest;
}

Diagnosis diagnose(const std::string& log, const std::string& root,
                   const std::vector<std::string>& known) {
  Diagnosis diagnosis;
  std::set<std::string> seen;
  std::istringstream lines(log);
  for (std::string line; std::getline(lines, line);) {
    for (const auto& pattern : patterns()) {
      std::smatch match;
      if (!std::regex_search(line, match, pattern.expression)) continue;
      const auto name = match[1].str();
      if (seen.insert(name).second) {
        diagnosis.missing.push_back(
            {pattern.kind, name, where_of(line, root), nearest_name(name, known)});
      }
      break;
    }
    const auto error = line.find("error: ");
    if (!diagnosis.first_error && error != std::string::npos) {
      diagnosis.first_error = without_root(line, root);
    }
  }
  return diagnosis;
}

std::string to_string(const Diagnosis& diagnosis) {
  if (diagnosis.missing.empty()) {
    if (!diagnosis.first_error) return "the build failed without an error message";
    constexpr std::size_t max_words = 1000;
    return engines::printable(*diagnosis.first_error, max_words);
  }
  auto text = fmt::format("the shims lack {} {} that this tree uses:", diagnosis.missing.size(),
                          diagnosis.missing.size() == 1 ? "name" : "names");
  for (const auto& missing : diagnosis.missing) {
    text += fmt::format("\n  {} {}", missing.kind, missing.name);
    if (!missing.where.empty()) text += "  used at " + missing.where;
    if (!missing.nearest.empty()) text += "  (nearest: " + missing.nearest + ")";
  }
  return text;
}

}  // namespace claimcheck::kernel
