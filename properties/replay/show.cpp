// SPDX-License-Identifier: MIT
#include "properties/replay/show.hpp"

#include <fmt/format.h>

#include "model/trace/trace_text.hpp"
#include "properties/installation/installation.hpp"
#include "properties/kernel/build.hpp"
#include "properties/process/thread_sanitizer.hpp"

namespace claimcheck::replay {

std::string replay_command(const std::filesystem::path& path, const std::string& engine) {
  if (path.empty()) return "not saved: the trace that is printed is all there is of it";
  // What is compiled so runs on real threads only.
  const auto* verb = process::wants_thread_sanitizer(engine) ? "soak" : "replay";
  return fmt::format("{} {} {} {}", installation::program_word(), verb,
                     installation::shell_word(installation::show(path)),
                     kernel::engine_words(engine));
}

std::string show_indented(const model::Trace& trace) {
  std::string text;
  for (const auto& line : model::document(trace).lines) {
    using enum model::Line::Kind;
    if (line.kind != region && line.kind != tag && line.kind != step && line.kind != schedule) {
      continue;
    }
    text += "    " + model::print(model::Document{trace, {line}});
  }
  return text;
}

}  // namespace claimcheck::replay
