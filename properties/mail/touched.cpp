// SPDX-License-Identifier: MIT
#include "properties/mail/touched.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <string_view>

#include "properties/engines/restrict.hpp"
#include "properties/kernel/tree.hpp"
#include "properties/replay/corpus.hpp"

namespace claimcheck::mail {
namespace {

// With an operation in front that nothing depends on, so that a step ends before the last begins
// and what the making of the engine reached can be told from what the operation does.
model::Trace with_a_step_before(model::Trace trace, const engines::Engine& engine) {
  model::ReadSize read;
  read.device = {0, 0};
  model::Step step;
  step.operation = read;
  auto longer = trace;
  longer.steps.insert(longer.steps.begin(), step);
  return engines::can_be_asked(longer, engine.api()) ? longer : trace;
}

// The addresses that are marked, as text: what a child knows of a moment that passes.
std::string addresses_of(std::string_view marks) {
  std::string text;
  for (auto at = marks.find_first_not_of('\0'); at != std::string_view::npos;
       at = marks.find_first_not_of('\0', at + 1)) {
    text += fmt::format("{} ", at);
  }
  return text;
}

std::string marks_of(const std::string& addresses) {
  std::string marks(kernel::coverage_bytes, '\0');
  std::istringstream in(addresses);
  for (std::size_t at = 0; in >> at;) {
    if (at < marks.size()) marks[at] = 1;
  }
  return marks;
}

std::vector<std::string> functions_of(const std::vector<kernel::FileCoverage>& files) {
  std::vector<std::string> functions;
  for (const auto& file : files) {
    for (const auto& block : file.blocks) {
      if (block.reached && std::ranges::find(functions, block.function) == functions.end()) {
        functions.push_back(block.function);
      }
    }
  }
  return functions;
}

}  // namespace

std::vector<std::string> functions_touched(const engines::Engine& engine,
                                           const std::filesystem::path& tree,
                                           const model::Trace& trace, kernel::CoverageMap& map) {
  if (trace.is_concurrent() || trace.steps.empty()) return {};
  const auto run = with_a_step_before(trace, engine);
  map.clear();
  std::string at_its_end;  // of the last operation: the engine is not destroyed yet
  replay::Narration narration;
  narration.tell = [&](const judge::StepReport& report) {
    if (report.step + 1 == run.steps.size()) return addresses_of(map.marks());
    if (report.step + 2 == run.steps.size()) map.clear();
    return std::string();
  };
  narration.hear = [&](const std::string& text) { at_its_end += text; };
  replay::replay_trace(engine, run, {}, narration);
  // An operation that ends the process has no end.
  if (at_its_end.empty()) at_its_end = addresses_of(map.marks());
  try {
    return functions_of(kernel::read_coverage(engine.argument(), tree, marks_of(at_its_end)));
  } catch (const kernel::KernelError&) {
    return {};
  }
}

}  // namespace claimcheck::mail
