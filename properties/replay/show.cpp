// SPDX-License-Identifier: MIT
#include "properties/replay/show.hpp"

#include <fmt/format.h>

#include "model/trace/trace_text.hpp"
#include "properties/installation/installation.hpp"
#include "properties/kernel/build.hpp"

namespace claimcheck::replay {

std::string replay_command(const std::filesystem::path& path, const std::string& engine) {
  if (path.empty()) return "not saved: the trace that is printed is all there is of it";
  return fmt::format("{} replay {} {}", installation::program_word(),
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
