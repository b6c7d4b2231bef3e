// SPDX-License-Identifier: MIT
#include "properties/fuzz/judged_input.hpp"

#include <fmt/format.h>

#include "model/trace/trace_text.hpp"
#include "properties/engines/restrict.hpp"
#include "properties/installation/installation.hpp"
#include "properties/mutate/sayable.hpp"
#include "properties/search/search_range.hpp"
#include "properties/store/store.hpp"

namespace claimcheck::fuzz {
namespace {

constexpr std::size_t max_attempts = 5'000;  // to shrink a finding

std::optional<model::Trace> trace_of(std::string_view text, const claimcheck_engine_api& api) {
  try {
    auto trace = mutate::without_threads(model::parse(text).trace);
    trace = engines::restricted(trace, api).trace;
    if (!trace.steps.empty()) return trace;
  } catch (const model::SyntaxError&) {
    // A fuzzer makes up what it likes.
  }
  return std::nullopt;
}

}  // namespace

std::optional<judge::Finding> judged(const engines::Engine& engine, std::string_view text,
                                     const judge::Defects& known) {
  const auto trace = trace_of(text, engine.api());
  if (!trace) return std::nullopt;
  search::Probe probe;
  probe.find = [&](const search::SearchContext& context, std::uint64_t) {
    auto run = *trace;
    return search::check_one(context, run);
  };
  probe.max_attempts = max_attempts;
  std::optional<judge::Finding> found;
  const search::RangeEvents events{[](std::uint64_t) {}, [](const model::Trace&) {},
                                   [](const search::Failure&) {},
                                   [&](const judge::Finding& finding) {
                                     found = finding;
                                     return false;
                                   }};
  search::search_range(engine, probe, {0, 1}, known, {}, events);
  if (found) found->search = "a fuzzer";
  return found;
}

judge::Defects known_of(const engines::Engine& engine, const std::filesystem::path& folder) {
  judge::Defects known;
  for (const auto& path : store::traces_below(folder)) {
    const auto text = print(store::load(path).document);
    if (const auto finding = judged(engine, text, known)) known.insert(finding->defect);
  }
  return known;
}

std::string report_of(const judge::Finding& finding, const std::string& engine,
                      const std::filesystem::path& folder) {
  const auto name = finding.trace.breaks.empty() ? engine : finding.trace.breaks.front().engine;
  const auto path = store::save(finding, name, folder, {});
  auto text = fmt::format("FAIL {}: {}\nshrunk from {} to {} operations in {} runs\n",
                          model::name(finding.defect.clause), finding.message,
                          finding.unshrunk_steps, finding.trace.steps.size(), finding.attempts);
  text += print(model::document(finding.trace));
  text += fmt::format("  saved as {}\n  claimcheck replay {} --engine {}\n", path.string(),
                      installation::shell_word(path.string()), installation::shell_word(engine));
  return text;
}

}  // namespace claimcheck::fuzz
