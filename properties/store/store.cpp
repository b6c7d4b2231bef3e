// SPDX-License-Identifier: MIT
#include "properties/store/store.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

#include "properties/engines/printable.hpp"
#include "properties/process/read_text.hpp"

namespace claimcheck::store {
namespace {

namespace fs = std::filesystem;

// FNV-1a, 64 bits: written out because std::hash may differ between builds and names must not.
std::uint64_t content_hash(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3u;
  }
  return hash;
}

// What the trace is, without comments, spelling and the names of tags.
std::string content(model::Trace trace) {
  for (std::size_t i = 0; i < trace.tags.size(); ++i) trace.tags[i].name = fmt::format("T{}", i);
  return print(model::document(std::move(trace)));
}

fs::path same_content(const fs::path& folder, const std::string& wanted) {
  for (const auto& path : traces_below(folder)) {
    try {
      if (content(load(path).document.trace) == wanted) return path;
    } catch (const StoreError&) {
      // Whoever replays the folder is told of it; it does not keep us from saving.
    }
  }
  return {};
}

}  // namespace

namespace {

// A device or a pipe may never end, and a file may be larger than memory: neither is opened.
void refuse_what_is_no_text(const fs::path& path) {
  std::error_code error;
  const auto status = fs::status(path, error);
  const auto refuse = [&](const std::string& why) {
    throw StoreError(fmt::format("cannot read {}: {}", path.string(), why));
  };
  // It would be printed with all that is said of the trace.
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  if (std::ranges::any_of(path.native(), is_control)) {
    throw StoreError(fmt::format("cannot read {}: its name has control characters",
                                 engines::printable(path.native())));
  }
  if (fs::is_directory(status)) refuse("is a folder");
  if (!fs::exists(status)) refuse(error ? error.message() : "No such file or directory");
  if (!fs::is_regular_file(status)) refuse("is a device or a pipe, and no file");
  if (fs::file_size(path, error) > model::max_text_size && !error)
    refuse(fmt::format("has more than {} bytes", model::max_text_size));
}

std::string text_of(const fs::path& path) {
  try {
    return process::read_text(path, model::max_text_size);
  } catch (const std::system_error& error) {
    throw StoreError(fmt::format("cannot read {}: {}", path.string(), error.code().message()));
  }
}

}  // namespace

StoredTrace load(const fs::path& path) {
  refuse_what_is_no_text(path);
  const auto text = text_of(path);
  try {
    return {path, model::parse(text)};
  } catch (const model::SyntaxError& error) {
    throw StoreError(describe(error, path.string(), text));
  }
}

std::vector<fs::path> traces_below(const fs::path& folder) {
  std::vector<fs::path> paths;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".trace") paths.push_back(entry->path());
  }
  std::ranges::sort(paths);
  return paths;
}

void write_file(const fs::path& path, const std::string& text) {
  const fs::path draft = path.string() + fmt::format(".{}.draft", getpid());
  {
    std::ofstream out(draft, std::ios::binary);
    out << text;
    out.close();
    if (!out) {
      const auto why = std::strerror(errno);
      std::error_code ignored;
      fs::remove(draft, ignored);
      throw StoreError(fmt::format("cannot write {}: {}", path.string(), why));
    }
  }
  std::error_code error;
  fs::rename(draft, path, error);
  if (error) throw StoreError(fmt::format("cannot write {}: {}", path.string(), error.message()));
}

namespace {

// Names as libFuzzer and AFL++ give them, and our own. The latter's "id:000001,src:...,op:..." may
// well have a dot.
bool is_input_by_name(const fs::path& path) {
  return path.extension() == ".trace" || path.extension().empty() ||
         path.filename().native().starts_with("id:");
}

}  // namespace

std::vector<fs::path> inputs_below(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    const bool is_there = fs::exists(folder, error);
    throw StoreError(fmt::format("{}: {}", folder.string(),
                                 is_there ? "is no folder" : "there is no such folder"));
  }
  std::vector<fs::path> paths;
  fs::recursive_directory_iterator entry(folder, error);
  for (const fs::recursive_directory_iterator end; !error && entry != end; entry.increment(error)) {
    const auto& path = entry->path();
    std::error_code ignored;
    const bool is_hidden = path.filename().native().starts_with('.');
    if (entry->is_directory(ignored)) {
      if (is_hidden) entry.disable_recursion_pending();
    } else if (!is_hidden && is_input_by_name(path)) {
      paths.push_back(path);
    }
  }
  if (error) throw StoreError(fmt::format("cannot read {}: {}", folder.string(), error.message()));
  std::ranges::sort(paths);
  return paths;
}

bool begins_as_trace(const fs::path& path) {
  constexpr std::string_view beginning = "claimcheck trace ";
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return false;
  std::ifstream file(path, std::ios::binary);
  std::string begun(beginning.size(), '\0');
  file.read(begun.data(), static_cast<std::streamsize>(begun.size()));
  return file && begun == beginning;
}

std::string content_name(const model::Trace& trace) {
  const auto clause = trace.breaks.empty() ? "holds" : name(trace.breaks.front().clause);
  return fmt::format("{}-{:016x}", clause, content_hash(content(trace)));
}

fs::path save(const judge::Finding& finding, const std::string& engine, const fs::path& folder,
              const fs::path& corpus, const std::vector<std::string>& provenance) {
  const auto wanted = content(finding.trace);
  for (const auto& place : {corpus, folder}) {
    if (const auto path = same_content(place, wanted); !path.empty()) return path;
  }
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw StoreError(fmt::format("cannot make {}: {}", folder.string(), error.message()));
  const auto path = folder / (content_name(finding.trace) + ".trace");
  std::vector<std::string> comments = {
      fmt::format("Found by {} on {}, step {}:", finding.search, engine, finding.step + 1),
      finding.message};
  comments.insert(comments.end(), provenance.begin(), provenance.end());
  for (const auto& line : finding.last_lines) comments.push_back("standard error: " + line);
  write_file(path, print(model::document(finding.trace, comments)));
  return path;
}

}  // namespace claimcheck::store
