// SPDX-License-Identifier: MIT
#include "properties/hunt/plugin.hpp"

#include <fmt/format.h>

#include "properties/hunt/child.hpp"
#include "properties/hunt/shared_memory.hpp"

namespace claimcheck::hunt {
namespace {

constexpr int patience_ms = 10'000;

}  // namespace

driver::Engine engine_named(const std::string& name) {
  const SharedMemory<Shared> shared;
  const auto ending = run_in_child(
      *shared, patience_ms, [&](const Send&) { driver::Engine::named(name); },
      [](std::string_view) {});
  if (ending.kind != Ending::Kind::finished) {
    throw driver::EngineError(fmt::format("cannot load {}: {}", name, ending.describe()));
  }
  return driver::Engine::named(name);
}

}  // namespace claimcheck::hunt
