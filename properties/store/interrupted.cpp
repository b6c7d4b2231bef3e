// SPDX-License-Identifier: MIT
#include "properties/store/interrupted.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <fstream>
#include <memory>
#include <optional>

#include "model/trace/trace_text.hpp"
#include "properties/generate/traces.hpp"
#include "properties/store/store.hpp"

namespace claimcheck::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view prefix = "running-";
constexpr std::string_view suffix = ".state";

// The size tells layouts of different builds apart.
std::string format_name() {
  return fmt::format("claimcheck run 1 {}", sizeof(RunState));
}

template <std::size_t size>
void put(std::array<char, size>& into, const std::string& text) {
  std::memcpy(into.data(), text.data(), std::min(text.size(), size - 1));
}

template <std::size_t size>
std::string get(const std::array<char, size>& from) {
  return {from.data(), strnlen(from.data(), size)};
}

fs::path file_of_this_process(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw StoreError(fmt::format("cannot make {}: {}", folder.string(), error.message()));
  return folder / fmt::format("{}{}{}", prefix, getpid(), suffix);
}

bool is_left_over(const fs::path& file) {
  const auto name = file.filename().string();
  return name.starts_with(prefix) && name.ends_with(suffix) && process::is_abandoned(file);
}

// What a left-over file says. It is bytes of a killed process: nothing in it is taken on trust.
struct LeftOver {
  bool is_ours = false;  // of this engine and this layout, or so young that it says nothing
  std::optional<model::Trace> trace;
};

LeftOver read(const fs::path& file, const std::string& name, const engines::Engine& engine) {
  std::ifstream in(file, std::ios::binary);
  std::vector<char> bytes(sizeof(RunState));
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (in.gcount() == 0) return {true, std::nullopt};
  if (in.gcount() != static_cast<std::streamsize>(bytes.size())) return {};
  const auto state = std::make_unique<RunState>();
  std::memcpy(static_cast<void*>(state.get()), bytes.data(), bytes.size());
  const auto wanted = name.substr(0, state->engine.size() - 1);
  if (get(state->format).empty()) return {true, std::nullopt};
  if (get(state->format) != format_name() || get(state->engine) != wanted) return {};
  if (!state->begun) return {true, std::nullopt};
  const std::size_t size = state->shared.text_size;
  if (size == 0) return {true, generate::trace_of(engine.api(), state->seed, state->shared.index)};
  if (size > process::max_running_text) return {};
  try {
    return {true, model::parse({state->shared.text, size}).trace};
  } catch (const model::SyntaxError&) {
    return {true, std::nullopt};  // killed while it was written
  }
}

}  // namespace

RunFile::RunFile(const fs::path& folder, const std::string& engine, std::uint64_t seed)
    : file_(file_of_this_process(folder), sizeof(RunState)), memory_(file_) {
  put(memory_->engine, engine);
  memory_->seed = seed;
  put(memory_->format, format_name());
}

std::vector<Interrupted> interrupted_runs(const fs::path& folder, const std::string& name,
                                          const engines::Engine& engine) {
  std::vector<Interrupted> found;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (!is_left_over(entry->path())) continue;
    auto left_over = read(entry->path(), name, engine);
    if (left_over.trace) {
      found.push_back({std::move(*left_over.trace), entry->path()});
    } else if (left_over.is_ours) {
      fs::remove(entry->path(), error);  // killed before anything ran
    }
  }
  std::ranges::sort(found, {}, &Interrupted::file);
  return found;
}

}  // namespace claimcheck::store
