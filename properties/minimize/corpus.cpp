// SPDX-License-Identifier: MIT
#include "properties/minimize/corpus.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <system_error>
#include <unordered_set>

#include "properties/minimize/cover.hpp"
#include "properties/process/read_text.hpp"
#include "properties/reach/reached.hpp"
#include "properties/store/store.hpp"

namespace claimcheck::minimize {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, std::string_view why) {
  throw store::StoreError(fmt::format("{}: {}", path.string(), why));
}

std::string bytes_of(const fs::path& path) {
  try {
    return process::read_text(path, model::max_text_size);
  } catch (const std::system_error& error) {
    refuse(path, error.code().message());
  }
}

bool is_within(const fs::path& inner, const fs::path& outer) {
  const auto [end, rest] = std::ranges::mismatch(outer, inner);
  return end == outer.end();
}

// Without links and dots, and without the slash that a folder's name may end with.
fs::path whole_path(const fs::path& path) {
  std::error_code error;
  auto whole = fs::weakly_canonical(path, error);
  if (error) refuse(path, error.message());
  return whole.has_filename() ? whole : whole.parent_path();
}

}  // namespace

Minimized minimized(const fs::path& folder) {
  const auto paths = store::inputs_below(folder);
  if (paths.empty()) refuse(folder, "no trace below this folder");
  Minimized result;
  result.traces = paths.size();
  std::vector<Reaching> traces;
  std::unordered_set<std::uint64_t> features;
  reach::Reach scratch;
  for (const auto& path : paths) {
    const auto stored = store::load(path);
    Reaching trace;
    trace.name = path.string();
    trace.size = print(stored.document).size();
    trace.features = reach::reached_by(stored.document.trace, scratch);
    trace.is_kept = stored.document.trace.is_concurrent();
    features.insert(trace.features.begin(), trace.features.end());
    traces.push_back(std::move(trace));
  }
  result.features = features.size();
  for (const auto place : least_cover(traces)) {
    result.kept.push_back(paths[place]);
    if (traces[place].is_kept) ++result.with_threads;
  }
  return result;
}

void copy_into(const fs::path& into, const fs::path& folder, const std::vector<fs::path>& files) {
  const auto target = whole_path(into);
  const auto source = whole_path(folder);
  if (is_within(target, source) || is_within(source, target)) {
    refuse(into, "is the folder that is read, or lies in it, or around it: take another");
  }
  struct Copy {
    fs::path path;
    std::string bytes;
  };
  std::vector<Copy> copies;
  std::error_code error;
  for (const auto& file : files) {
    Copy copy{target / fs::relative(file, folder), bytes_of(file)};
    if (fs::exists(copy.path, error)) {
      if (!fs::is_regular_file(copy.path, error) || bytes_of(copy.path) != copy.bytes) {
        refuse(copy.path, "is there already and is another: nothing was written");
      }
      continue;
    }
    copies.push_back(std::move(copy));
  }
  for (const auto& copy : copies) {
    fs::create_directories(copy.path.parent_path(), error);
    if (error) refuse(copy.path.parent_path(), "cannot be made: " + error.message());
    store::write_file(copy.path, copy.bytes);
  }
}

}  // namespace claimcheck::minimize
