// SPDX-License-Identifier: MIT
#include "properties/report/clause_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <string_view>

#include "properties/options/options.hpp"
#include "properties/report/proved.hpp"

namespace claimcheck::report {
namespace {

using Path = std::filesystem::path;

constexpr std::size_t max_shown_obligations = 5;

bool has_word(std::string_view text, std::string_view word) {
  const auto is_letter = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const auto end = at + word.size();
    if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end])))
      return true;
  }
  return false;
}

std::string trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t") + 1 - begin));
}

std::vector<std::string> lines_of(const Path& file) {
  std::ifstream in(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// The files below a folder with one of the endings, in the order of their names.
std::vector<Path> files_below(const Path& folder, std::initializer_list<std::string_view> endings) {
  std::vector<Path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const auto ending = entry.path().extension().string();
    if (entry.is_regular_file() && std::ranges::find(endings, ending) != endings.end())
      files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

std::string from(const Path& root, const Path& file) {
  return file.lexically_relative(root).generic_string();
}

// The table of clauses names all of them and decides none; a test and a benchmark decide nothing.
bool can_decide(const Path& file) {
  const auto stem = file.stem().string();
  return stem != "clause" && !stem.ends_with("_test") && !stem.ends_with("_bench");
}

// `alone`: the clause's name by itself is enough, in a comment or behind `using enum Clause`.
std::vector<SourceLine> marks(const Path& root, const Path& folder, std::string_view clause,
                              bool alone) {
  const auto qualified = fmt::format("Clause::{}", clause);
  std::vector<SourceLine> found;
  for (const auto& file : files_below(root / folder, {".c", ".cpp", ".h", ".hpp"})) {
    if (!can_decide(file)) continue;
    const auto lines = lines_of(file);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (has_word(lines[i], alone ? clause : qualified))
        found.push_back({from(root, file), i + 1, trimmed(lines[i])});
    }
  }
  return found;
}

void add_traces(const Path& root, std::string_view clause, ClausePage& page) {
  const auto breaks = fmt::format("expect breaks {} ", clause);
  const auto decides = fmt::format(" {}", clause);
  for (const auto& file : files_below(root / "corpus", {".trace"})) {
    // What a search found a minute ago is not what the tree says.
    if (from(root, file).starts_with("corpus/found/")) continue;
    const auto lines = lines_of(file);
    const auto begins = [&](const std::string& line) { return line.starts_with(breaks); };
    const auto ends = [&](const std::string& line) {
      return line.find("-> ") != std::string::npos && line.ends_with(decides);
    };
    const auto names = [&](const std::string& line) {
      return line.starts_with("# ") && has_word(line, clause);
    };
    if (const auto broken = std::ranges::find_if(lines, begins); broken != lines.end())
      page.breaking_traces.push_back({from(root, file), *broken});
    else if (const auto decided = std::ranges::find_if(lines, ends); decided != lines.end())
      page.deciding_traces.push_back({from(root, file), trimmed(*decided)});
    else if (const auto named = std::ranges::find_if(lines, names); named != lines.end())
      page.deciding_traces.push_back({from(root, file), *named});
  }
}

void add_seeded_bugs(const Path& root, std::string_view clause, ClausePage& page) {
  for (const auto* folder : {"impl/mutants", "smt/mutants"}) {
    for (const auto& file : files_below(root / folder, {".patch"})) {
      const auto lines = lines_of(file);
      const auto breaks = std::ranges::find_if(
          lines, [](const std::string& line) { return line.starts_with("Breaks: "); });
      if (breaks != lines.end() && has_word(std::string_view(*breaks).substr(8), clause))
        page.seeded_bugs.push_back({from(root, file), lines.front()});
    }
  }
}

void add_obligations(const Path& root, std::string_view clause, ClausePage& page) {
  for (const auto& proved : proved_obligations(root / "smt" / "LEDGER.md")) {
    if (has_word(proved.clauses, clause)) page.obligations.push_back({proved.id, proved.sentence});
  }
}

void print(const std::vector<SourceLine>& lines, std::string_view heading, std::string& out) {
  auto to = std::back_inserter(out);
  fmt::format_to(to, "\n{}: {}\n", heading, lines.empty() ? "no line of its own" : "");
  for (const auto& line : lines)
    fmt::format_to(to, "  {}:{}  {}\n", line.file, line.number, line.text);
}

void print(const std::vector<NamedText>& texts, std::string_view heading, std::size_t max_shown,
           std::string& out) {
  auto to = std::back_inserter(out);
  fmt::format_to(to, "\n{}: {}\n", heading, texts.size());
  for (std::size_t i = 0; i < std::min(texts.size(), max_shown); ++i)
    fmt::format_to(to, "  {}  {}\n", texts[i].name, texts[i].text);
  if (texts.size() > max_shown) fmt::format_to(to, "  and {} more\n", texts.size() - max_shown);
}

}  // namespace

ClausePage clause_page(const Path& root, model::Clause clause) {
  for (const auto* folder : {"model", "impl/indexed", "impl/posted", "properties", "corpus",
                             "impl/mutants", "smt/mutants"}) {
    if (!std::filesystem::is_directory(root / folder))
      throw options::UsageError(
          fmt::format("clauses {}: the sources are needed, and there is no folder {}",
                      model::name(clause), (root / folder).string()));
  }
  const auto name = model::name(clause);
  ClausePage page;
  page.clause = clause;
  page.model = marks(root, "model", name, true);
  page.indexed = marks(root, "impl/indexed", name, true);
  page.posted = marks(root, "impl/posted", name, true);
  page.harness = marks(root, "properties", name, false);
  add_traces(root, name, page);
  add_seeded_bugs(root, name, page);
  add_obligations(root, name, page);
  return page;
}

std::string text_of(const ClausePage& page) {
  const auto& info = model::info(page.clause);
  std::string out = fmt::format("{}  {}\n", info.name, info.sentence);
  fmt::format_to(std::back_inserter(out), "in full, with its source: docs/contract.md, {}\n",
                 info.name);
  print(page.model, "decided in the model", out);
  print(page.indexed, "decided in the indexed engine", out);
  print(page.posted, "decided in the posted engine", out);
  if (!page.harness.empty()) print(page.harness, "judged by the harness", out);
  print(page.breaking_traces, "traces that break it", page.breaking_traces.size(), out);
  print(page.deciding_traces, "traces in which it decides", page.deciding_traces.size(), out);
  print(page.seeded_bugs, "seeded bugs that break it", page.seeded_bugs.size(), out);
  print(page.obligations, "obligations proved of it", max_shown_obligations, out);
  return out;
}

}  // namespace claimcheck::report
