// SPDX-License-Identifier: MIT
#include "properties/kernel/patches.hpp"

#include <fmt/format.h>

#include <sstream>
#include <string_view>

#include "properties/kernel/tree.hpp"
#include "properties/process/program.hpp"

namespace claimcheck::kernel {
namespace {

namespace fs = std::filesystem;

bool starts(std::string_view line, std::string_view with) {
  return line.substr(0, with.size()) == with;
}

// "a/drivers/dax/bus.c<tab>date" is drivers/dax/bus.c; /dev/null stays.
std::string path_of(std::string_view header) {
  header = header.substr(0, header.find_first_of("\t\r"));
  if (header == "/dev/null") return std::string(header);
  const auto slash = header.find('/');
  return std::string(slash == std::string_view::npos ? header : header.substr(slash + 1));
}

// "Subject: [PATCH v2 3/9] dax: claim" is dax: claim.
std::string subject_of(std::string_view line) {
  line.remove_prefix(std::string_view("Subject:").size());
  while (starts(line, " ")) line.remove_prefix(1);
  if (starts(line, "[")) {
    const auto end = line.find(']');
    if (end != std::string_view::npos) line.remove_prefix(end + 1);
  }
  while (starts(line, " ")) line.remove_prefix(1);
  return std::string(line);
}

// Lines that a hunk still has to have: "@@ -1,7 +1,8 @@" are 7 and 8.
struct HunkSize {
  std::size_t old_lines = 0;
  std::size_t new_lines = 0;

  bool is_done() const { return old_lines == 0 && new_lines == 0; }
  void count(std::string_view line) {
    const char kind = line.empty() ? ' ' : line.front();
    if (kind != '+' && kind != '\\' && old_lines > 0) --old_lines;
    if (kind != '-' && kind != '\\' && new_lines > 0) --new_lines;
  }
};

HunkSize hunk_size(const std::string& header) {
  HunkSize size;
  std::size_t old_start = 0, new_start = 0;
  const char* text = header.c_str();
  if (std::sscanf(text, "@@ -%zu,%zu +%zu,%zu", &old_start, &size.old_lines, &new_start,
                  &size.new_lines) == 4) {
    return size;
  }
  size = {1, 1};
  if (std::sscanf(text, "@@ -%zu,%zu +%zu", &old_start, &size.old_lines, &new_start) == 3) {
    return size;
  }
  size.old_lines = 1;
  std::sscanf(text, "@@ -%zu +%zu,%zu", &old_start, &new_start, &size.new_lines);
  return size;
}

class Parser {
 public:
  explicit Parser(const std::string& origin) : origin_(origin) {}

  void line(const std::string& text) {
    if (!hunk_.is_done()) {
      hunk_.count(text);
      append(text);
    } else if (starts(text, "Subject:")) {
      patches_.push_back({subject_of(text), {}});
      in_subject_ = true;
      return;
    } else if (in_subject_ && starts(text, " ")) {
      patches_.back().subject += text;  // a header that goes on
      return;
    } else if (starts(text, "--- ")) {
      old_header_ = text;
    } else if (starts(text, "+++ ") && !old_header_.empty()) {
      begin_file(text);
    } else if (starts(text, "@@ -") && in_file_) {
      hunk_ = hunk_size(text);
      append(text);
    } else if (starts(text, "\\ ") && in_file_) {
      append(text);
    } else {
      in_file_ = false;
    }
    in_subject_ = false;
  }

  std::vector<Patch> all() && { return std::move(patches_); }

 private:
  void begin_file(const std::string& new_header) {
    if (patches_.empty()) patches_.push_back({origin_, {}});
    auto path = path_of(std::string_view(new_header).substr(4));
    if (path == "/dev/null") path = path_of(std::string_view(old_header_).substr(4));
    patches_.back().files.push_back({path, old_header_ + "\n" + new_header + "\n"});
    old_header_.clear();
    in_file_ = true;
  }
  void append(const std::string& text) { patches_.back().files.back().diff += text + "\n"; }

  const std::string origin_;
  std::vector<Patch> patches_;
  std::string old_header_;  // "--- " of a file whose "+++ " comes next; else empty
  HunkSize hunk_;
  bool in_file_ = false;
  bool in_subject_ = false;
};

bool is_wanted(const FilePatch& file, const fs::path& folder) {
  std::error_code error;
  const bool is_safe = file.path.find("..") == std::string::npos && !starts(file.path, "/");
  return is_safe && (starts(file.path, "drivers/dax/") || fs::exists(folder / file.path, error));
}

// patch says "Hunk #2 FAILED at 120." for each that fails.
std::string failed_hunks(const std::string& output) {
  std::istringstream lines(output);
  std::string text;
  for (std::string line; std::getline(lines, line);) {
    if (line.find("FAILED") == std::string::npos) continue;
    text += (text.empty() ? "" : "; ") + line.substr(0, line.find_last_not_of(". ") + 1);
  }
  return text.empty() ? output.substr(0, output.find('\n')) : text;
}

}  // namespace

std::vector<Patch> parse_patches(const std::string& text, const std::string& origin) {
  Parser parser(origin);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    parser.line(line);
  }
  auto patches = std::move(parser).all();
  std::erase_if(patches, [](const Patch& patch) { return patch.files.empty(); });
  if (patches.empty()) {
    throw KernelError(fmt::format("{}: no patch in it: expected a diff of files", origin));
  }
  return patches;
}

Applied apply_patches(const std::vector<Patch>& patches, const fs::path& folder) {
  Applied applied;
  for (const auto& patch : patches) {
    bool changed = false;
    for (const auto& file : patch.files) {
      if (!is_wanted(file, folder)) {
        ++applied.files_left_out;
        continue;
      }
      const auto result = process::run_program(
          {"patch", "-p1", "--batch", "--forward", "--no-backup-if-mismatch", "--reject-file=-"},
          folder, file.diff);
      if (!result.started) throw KernelError("the program `patch` is not installed");
      if (!result.succeeded()) {
        throw KernelError(fmt::format("patch \"{}\" does not apply to {}: {}", patch.subject,
                                      file.path, failed_hunks(result.output)));
      }
      changed = true;
    }
    if (changed) applied.subjects.push_back(patch.subject);
  }
  return applied;
}

}  // namespace claimcheck::kernel
