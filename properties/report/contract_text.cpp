// SPDX-License-Identifier: MIT
#include "properties/report/contract_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>

namespace claimcheck::report {
namespace {

// From behind "**T3** " to the next clause, list item, heading or empty line.
std::string passage(const std::string& document, std::string_view name) {
  const auto mark = fmt::format("**{}** ", name);
  const auto found = document.find(mark);
  if (found == std::string::npos) return "";
  const auto begin = found + mark.size();
  auto end = document.size();
  for (const auto* stop : {"\n- ", "\n\n", "\n#", " **"}) {
    end = std::min(end, document.find(stop, begin));
  }
  return document.substr(begin, end - begin);
}

std::string one_line(const std::string& text) {
  std::istringstream in(text);
  std::string line;
  for (std::string word; in >> word;) line += (line.empty() ? "" : " ") + word;
  return line;
}

std::string_view origin_of(char source) {
  switch (source) {
    case 'P':
      return "the posted description or code";
    case 'R':
      return "the review of the posted code";
    case 'N':
      return "the next posting";
    case 'S':
      return "CXL r4.0, table 8-230";
    case 'K':
      return "what sysfs and the driver core do";
    case 'H':
      return "where no document says it, what users would expect";
    default:
      return "";
  }
}

}  // namespace

std::string contract_text(const std::filesystem::path& root, model::Clause clause) {
  std::ifstream in(root / "docs/contract.md");
  const std::string document{std::istreambuf_iterator<char>(in), {}};
  auto text = one_line(passage(document, name(clause)));
  static const std::regex source(" ?\\((follows from [A-Z][0-9]+|[PRNSKH]([,;: ][^)]*)?)\\)");
  text = std::regex_replace(text, source, "");
  std::erase(text, '`');
  return text.empty() ? std::string(info(clause).sentence) : text;
}

std::string origin_of(model::Clause clause) {
  std::string words;
  for (const char source : info(clause).source) {
    const auto origin = origin_of(source);
    if (!origin.empty()) words += fmt::format("{}{}", words.empty() ? "" : "; ", origin);
  }
  return words;
}

}  // namespace claimcheck::report
