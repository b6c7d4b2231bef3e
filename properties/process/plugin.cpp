// SPDX-License-Identifier: MIT
#include "properties/process/plugin.hpp"

#include <fmt/format.h>

#include "properties/process/child.hpp"
#include "properties/process/code_line.hpp"
#include "properties/process/shared_memory.hpp"
#include "properties/process/thread_sanitizer.hpp"

namespace claimcheck::process {
namespace {

// What the plugin, or what it is made of, said last.
std::string why(const Ending& ending, const std::string& name) {
  if (!ending.died.empty()) return ": " + with_code_lines(ending.died, name);
  return ending.last_lines.empty() ? "" : ": " + ending.last_lines.back();
}

}  // namespace

engines::Engine engine_named(const std::string& name, int hang_timeout_ms) {
  if (engines::is_of_this_tree(name)) return engines::Engine::named(name);
  if (wants_thread_sanitizer(name) && !has_thread_sanitizer()) {
    throw engines::EngineError(fmt::format(
        "cannot load {}: it is compiled with -fsanitize=thread, which only the command soak can "
        "run; compile it without for any other",
        name));
  }
  const SharedMemory<Shared> shared;
  std::string described;
  const auto ending = run_in_child(
      *shared, {.engine_ms = hang_timeout_ms},
      [&](const Send& send) {
        const engines::MarkedCall call(&shared->marks[0]);
        const auto engine = engines::Engine::named(name);
        send(encode(engines::describe(engine.api(), engine.about())));
      },
      [&](std::string_view text) { described = text; });
  if (ending.kind != Ending::Kind::finished) {
    throw engines::EngineError(fmt::format("cannot load {}: {} while it is loaded{}", name,
                                           ending.describe(), why(ending, name)));
  }
  return engines::Engine::described(name, engines::decode_description(described));
}

}  // namespace claimcheck::process
