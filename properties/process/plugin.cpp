// SPDX-License-Identifier: MIT
#include "properties/process/plugin.hpp"

#include <fmt/format.h>

#include "properties/process/child.hpp"
#include "properties/process/shared_memory.hpp"

namespace claimcheck::process {
namespace {

constexpr int hang_timeout_ms = 10'000;

// What the plugin, or what it is made of, said last.
std::string why(const Ending& ending) {
  if (!ending.died.empty()) return ": " + ending.died;
  return ending.last_lines.empty() ? "" : ": " + ending.last_lines.back();
}

}  // namespace

engines::Engine engine_named(const std::string& name) {
  const SharedMemory<Shared> shared;
  const auto ending = run_in_child(
      *shared, hang_timeout_ms, [&](const Send&) { engines::Engine::named(name); },
      [](std::string_view) {});
  if (ending.kind != Ending::Kind::finished) {
    throw engines::EngineError(fmt::format("cannot load {}: {} while it is loaded{}", name,
                                           ending.describe(), why(ending)));
  }
  return engines::Engine::named(name);
}

}  // namespace claimcheck::process
