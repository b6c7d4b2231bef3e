// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <sstream>

#include "properties/kernel/coverage.hpp"
#include "properties/kernel/tree.hpp"
#include "properties/text/wrap.hpp"

// What coverage looks like.

namespace claimcheck::kernel {

std::string annotate(const FileCoverage& coverage, const std::string& source) {
  struct Line {
    bool some_reached = false;
    bool some_not = false;
  };
  std::map<int, Line> lines;
  for (const auto& block : coverage.blocks) {
    auto& line = lines[block.line];
    (block.reached ? line.some_reached : line.some_not) = true;
  }
  std::string text;
  std::istringstream in(source);
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    const auto found = lines.find(++number);
    char sign = ' ';
    if (found != lines.end()) {
      sign = !found->second.some_reached ? '-' : found->second.some_not ? '~' : '+';
    }
    text += fmt::format("{} {:5}  {}\n", sign, number, line);
  }
  return text;
}

std::string summary(const FileCoverage& coverage) {
  auto text = fmt::format("{}: {} of {} blocks reached\n", coverage.file, coverage.reached(),
                          coverage.blocks.size());
  std::string never;
  for (const auto& function : coverage.functions_never_reached()) {
    never += fmt::format("{}{}()", never.empty() ? "" : ", ", function);
  }
  if (!never.empty()) {
    text += text::wrap(never, text::terminal_width, "  never reached: ", "    ");
  }
  std::string missed;
  for (const auto& [function, lines] : coverage.lines_never_reached()) {
    missed +=
        fmt::format("{}{}() {}", missed.empty() ? "" : "; ", function, fmt::join(lines, ", "));
  }
  if (!missed.empty()) {
    text += text::wrap(missed, text::terminal_width, "  reached but for lines: ", "    ");
  }
  return text;
}

std::string annotated_text(const TextCoverage& coverage, const std::filesystem::path& tree) {
  std::string text;
  if (!coverage.unknown.empty()) return "not known: " + coverage.unknown + "\n";
  for (const auto& file : coverage.files) text += summary(file);
  text +=
      "\nBefore each line: '+' a block of code starts there and was reached, '-' one\n"
      "starts there and was not, '~' some were and some were not, ' ' none starts\nthere.\n";
  for (const auto& file : coverage.files) {
    text += fmt::format("\n{}\n\n{}", file.file, annotate(file, read_source(tree / file.file)));
  }
  return text;
}

}  // namespace claimcheck::kernel
