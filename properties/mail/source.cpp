// SPDX-License-Identifier: MIT
#include "properties/mail/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <utility>

#include "properties/process/program.hpp"

namespace claimcheck::mail {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_statement = 4;  // lines of one that are quoted

// Calls `replace` for each match, and puts in its place what it returns.
template <class Replace>
std::string replaced(const std::string& text, const std::regex& pattern, Replace replace) {
  std::string out;
  auto begin = text.cbegin();
  for (std::sregex_iterator match(text.begin(), text.end(), pattern), end; match != end; ++match) {
    out.append(begin, (*match)[0].first);
    out += replace(*match);
    begin = (*match)[0].second;
  }
  out.append(begin, text.cend());
  return out;
}

// The function whose definition begins in the line; empty where none does.
std::string function_begun_in(const std::string& line) {
  static const std::regex definition("^[A-Za-z_][\\w \\t*]*?\\b(\\w+)\\s*\\([^;]*$");
  std::smatch match;
  return std::regex_match(line, match, definition) ? match[1].str() : "";
}

bool ends_a_statement(const std::string& line) {
  const auto last = line.find_last_not_of(" \t");
  return last == std::string::npos || line[last] == ';' || line[last] == '{' || line[last] == '}' ||
         line[last] == ':' || line[last] == '/';
}

}  // namespace

Sources::Sources(fs::path tree, fs::path plugin)
    : tree_(std::move(tree)), plugin_(std::move(plugin)) {
  std::error_code error;
  for (fs::recursive_directory_iterator entry(tree_, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->is_regular_file()) files_.push_back(fs::relative(entry->path(), tree_).string());
  }
  std::ranges::sort(files_);
}

// nm names the file and line of each function, behind a tab.
Sources Sources::of_plugin(const fs::path& plugin) {
  Sources sources;
  sources.plugin_ = plugin;
  const auto listed =
      process::run_program({"nm", "-l", "--defined-only", "--", plugin.string()}, ".");
  std::istringstream lines(listed.succeeded() ? listed.output : "");
  std::set<std::string> files;
  for (std::string line; std::getline(lines, line);) {
    const auto begin = line.rfind('\t');
    const auto end = line.rfind(':');
    if (begin == std::string::npos || end == std::string::npos || end < begin) continue;
    files.insert(line.substr(begin + 1, end - begin - 1));
  }
  sources.files_.assign(files.begin(), files.end());
  return sources;
}

std::string Sources::path_of(const std::string& name) const {
  if (std::ranges::find(files_, name) != files_.end()) return name;
  const auto is_it = [&](const std::string& file) { return file.ends_with("/" + name); };
  const auto found = std::ranges::find_if(files_, is_it);
  if (found == files_.end()) return "";
  const bool is_open =
      tree_.empty() && std::find_if(found + 1, files_.end(), is_it) != files_.end();
  return is_open ? "" : *found;
}

std::string Sources::place_of_address(const std::string& address) const {
  const auto answer =
      process::run_program({"addr2line", "-f", "-i", "-e", plugin_.string(), address}, ".");
  std::istringstream lines(answer.succeeded() ? answer.output : "");
  std::string innermost;
  std::string place;
  for (std::string function; std::getline(lines, function) && std::getline(lines, place);) {
    const auto below = tree_.string() + "/";
    if (place.starts_with(below)) {
      return place.substr(below.size(), place.find(' ') - below.size());
    }
    if (innermost.empty() && !function.starts_with('?')) innermost = function + "()";
  }
  return innermost;
}

std::string Sources::with_places(const std::string& message) const {
  static const std::regex address("\\bengine\\.so\\+(0x[0-9a-f]+)");
  static const std::regex line("([\\w./-]+\\.[ch]):([0-9]+)\\b");
  const auto resolved = replaced(message, address, [&](const std::smatch& match) {
    const auto place = place_of_address(match[1]);
    return place.empty() ? match[0].str() : place;
  });
  return replaced(resolved, line, [&](const std::smatch& match) {
    const auto file = path_of(match[1]);
    return file.empty() ? match[0].str() : fmt::format("{}:{}", file, match[2].str());
  });
}

std::vector<Place> Sources::places_in(const std::string& message) {
  static const std::regex line("([\\w./-]+\\.(?:c|h|cc|hh|cpp|hpp|cxx|hxx)):([0-9]{1,7})\\b");
  std::vector<Place> places;
  for (std::sregex_iterator match(message.begin(), message.end(), line), end; match != end;
       ++match) {
    Place place{(*match)[1], std::stoi((*match)[2])};
    if (std::ranges::find(places, place) == places.end()) places.push_back(std::move(place));
  }
  return places;
}

std::vector<std::string> Sources::lines_of(const std::string& file) const {
  std::vector<std::string> lines;
  const auto path = path_of(file);
  if (path.empty()) return lines;
  std::ifstream in(tree_ / path);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

LockNames Sources::lock_names() const {
  static const std::regex declaration(
      "\\b(?:DECLARE_RWSEM|DEFINE_MUTEX)\\s*\\(\\s*(\\w+)\\s*\\)|"
      "\\bstruct\\s+(?:rw_semaphore|mutex)\\s+(\\w+)\\s*;");
  static const std::regex of_regions("(?:^|_)region(?:_|$)");
  static const std::regex of_devices("(?:^|_)dev(?:ice)?(?:_|$)");
  std::string region;
  std::string device;
  for (const auto& file : files_) {
    if (!file.starts_with("drivers/dax/")) continue;
    for (const auto& line : lines_of(file)) {
      std::smatch match;
      if (!std::regex_search(line, match, declaration)) continue;
      const auto name = match[1].matched ? match[1].str() : match[2].str();
      auto& named = std::regex_search(name, of_regions) ? region : device;
      if (named.empty() && (&named == &region || std::regex_search(name, of_devices))) named = name;
    }
  }
  LockNames names;
  if (!region.empty()) names.region = region;
  if (!device.empty()) names.device = device;
  return names;
}

std::string Sources::quote(const Place& place) const {
  const auto lines = lines_of(place.file);
  if (place.line < 1 || static_cast<std::size_t>(place.line) > lines.size()) return "";
  const auto at = static_cast<std::size_t>(place.line) - 1;
  std::string function;
  for (std::size_t i = at + 1; i-- > 0 && function.empty();) {
    function = function_begun_in(lines[i]);
    if (i < at && lines[i].starts_with('}')) break;  // of the function before
  }
  auto text = fmt::format("{}:{}{}\n", place.file, place.line,
                          function.empty() ? "" : ", " + function + "():");
  for (std::size_t i = at; i < lines.size() && i < at + max_statement; ++i) {
    text += fmt::format("> {}\n", lines[i]);
    if (ends_a_statement(lines[i])) break;
  }
  return text;
}

}  // namespace claimcheck::mail
