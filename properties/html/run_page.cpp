// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iterator>
#include <utility>

#include "properties/html/charts.hpp"
#include "properties/html/pages.hpp"
#include "properties/installation/installation.hpp"
#include "properties/kernel/build.hpp"
#include "properties/replay/show.hpp"
#include "properties/text/count.hpp"

namespace claimcheck::html {
namespace {

Broken broken_of(const report::FoundTrace& found, const std::string& engine) {
  const auto& finding = found.finding;
  Broken broken{finding.trace,
                {finding.defect, finding.step, finding.message},
                finding.last_lines,
                found.path,
                replay::replay_command(found.path, engine)};
  if (finding.unshrunk_steps > finding.trace.steps.size()) {
    const auto left = finding.trace.steps.size();
    broken.notes.push_back(fmt::format("Found by {} in a trace of {} operations; {} {} left.",
                                       finding.search, finding.unshrunk_steps, left,
                                       left == 1 ? "is" : "are"));
  }
  if (!finding.reproduced) {
    broken.notes.emplace_back("FLAKY: the trace did not fail when it was run once more.");
  }
  return broken;
}

Broken broken_of(const replay::ReplayedTrace& replayed, const std::string& engine) {
  return {replayed.trace,
          *replayed.difference,
          replayed.last_lines,
          replayed.path,
          replay::replay_command(replayed.path, engine),
          {fmt::format("From the corpus: {}.", installation::show(replayed.path))}};
}

// One for each cause, with the others that it shows as; then what only the corpus shows, and what
// is known.
std::vector<Broken> defects_of(const report::RunReport& report) {
  std::vector<Broken> defects;
  judge::Defects listed;
  for (const auto& cause : report.causes()) {
    auto broken = broken_of(report.found[cause.front()], report.engine);
    for (std::size_t i = 0; i < cause.size(); ++i) {
      const auto& other = report.found[cause[i]];
      listed.insert(other.finding.defect);
      if (i == 0) continue;
      broken.also.push_back(other.finding.defect.clause);
      broken.notes.push_back(fmt::format("Also seen as {}: {}", name(other.finding.defect.clause),
                                         other.finding.message));
    }
    defects.push_back(std::move(broken));
  }
  for (const auto& replayed : report.replay) {
    if (!replayed.difference || replayed.verdict == replay::Replayed::wrong_file) continue;
    if (listed.contains(replayed.difference->defect)) continue;
    listed.insert(replayed.difference->defect);
    defects.push_back(broken_of(replayed, report.engine));
  }
  for (const auto& known : report.known) {
    if (listed.contains(known.finding.defect)) continue;
    listed.insert(known.finding.defect);
    defects.push_back(broken_of(known, report.engine));
    defects.back().notes.emplace_back("Known: a trace of --known shows it.");
  }
  return defects;
}

std::string_view class_of(std::string_view word) {
  return word == "BROKEN" ? "broken" : word == "holds" ? "holds" : "open";
}

std::uint64_t explored(const report::RunReport& report, model::Clause clause) {
  std::uint64_t sum = 0;
  for (const auto& one : report.explorations) sum += one.report.counts.coverage[clause];
  return sum;
}

Markup clauses_part(const report::RunReport& report, const std::vector<Broken>& defects) {
  const auto coverage = report.coverage();
  const auto count = [&](model::Clause clause) {
    return coverage[clause] + explored(report, clause);
  };
  std::uint64_t largest = 0;
  for (const auto& row : model::clauses()) largest = std::max(largest, count(row.clause));
  auto out = Markup::raw(
      "<h2>Every clause</h2><table class=\"clauses\"><tr><th>clause</th><th>verdict</th>"
      "<th>exercised</th><th></th><th>what it says</th></tr>");
  for (const auto& row : model::clauses()) {
    const auto word = report::verdict_on(report, row);
    const auto first = std::ranges::find_if(defects, [&](const Broken& broken) {
      return broken.difference.defect.clause == row.clause ||
             std::ranges::find(broken.also, row.clause) != broken.also.end();
    });
    const auto called = first == defects.end() ? markup("{}", row.name)
                                               : markup("<a href=\"#d{}\">{}</a>",
                                                        first - defects.begin() + 1, row.name);
    out += markup(
        "<tr class=\"{}\"><th scope=\"row\">{}</th><td class=\"word\">{}</td>"
        "<td class=\"count\">{}</td><td class=\"drawn\">{}</td><td>{}</td></tr>",
        class_of(word), called, word, count(row.clause),
        logarithmic_bar(count(row.clause), largest), row.sentence);
  }
  return out += Markup::raw("</table>");
}

Markup charts_part(const report::RunReport& report) {
  auto out = Markup::raw("<h2>What was run</h2><div class=\"charts\">");
  std::vector<Bar> traces;
  std::vector<Bar> operations;
  for (const auto& stage : report.stages) {
    traces.push_back({stage.name, stage.report.coverage.traces});
    operations.push_back({stage.name, stage.report.coverage.operations});
    if (stage.report.coverage.executions > 0) {
      operations.push_back({stage.name + ", executions", stage.report.coverage.executions});
    }
  }
  if (!traces.empty()) out += bars("Traces", traces, true);
  if (!operations.empty()) out += bars("Operations and executions", operations, true);
  std::vector<Bar> sites;
  for (std::size_t site = 0; site < report.sites.size(); ++site) {
    sites.push_back({report.sites[site], faults::total(report.matrix, site).failed});
  }
  if (report.modes.faults && !sites.empty()) {
    out += bars("Operations in which a step was made to fail", sites, true);
  }
  for (const auto& stage : report.stages) out += timeline_chart(stage.name, stage.timeline);
  for (const auto& one : report.explorations) {
    out += exploration_part("explore " + to_string(one.scope), one.report);
  }
  return out += Markup::raw("</div>");
}

// As many defects as the last lines of the run count, and those beside them.
std::string sentence_of(const report::RunReport& report, std::size_t defects) {
  const auto engine = kernel::engine_title(report.engine);
  switch (report::verdict(report)) {
    case options::ExitStatus::holds:
      return fmt::format("{} keeps every clause that was exercised", engine);
    case options::ExitStatus::no_verdict:
      return fmt::format("No verdict on {}", engine);
    default:
      break;
  }
  const auto found = report.causes().size();
  auto text = fmt::format("{} of {}", text::count_of(found, "distinct defect"), engine);
  if (const auto known = defects - found; known > 0) {
    text += fmt::format(", beside {} that {} known", known, known == 1 ? "is" : "are");
  }
  return text;
}

}  // namespace

std::string run_page(const engines::Engine& engine, const report::RunReport& report,
                     const options::RunOptions& options) {
  const auto defects = defects_of(report);
  const auto coverage = report.coverage();
  std::size_t broken = 0;
  std::size_t holding = 0;
  for (const auto& row : model::clauses()) {
    const auto word = report::verdict_on(report, row);
    broken += word == "BROKEN";
    holding += word == "holds";
  }
  Verdict verdict{report::verdict(report), sentence_of(report, defects.size()), {}};
  verdict.facts.push_back(fmt::format("clauses: {} broken, {} hold, {} not checked", broken,
                                      holding, model::clause_count - broken - holding));
  auto run = fmt::format("{} random traces, {} operations", coverage.traces, coverage.operations);
  if (coverage.executions > 0) {
    run += fmt::format(", {} executions of threads", coverage.executions);
  }
  if (!report.replay.empty())
    run += ", " + text::count_of(report.replay.size(), "trace") + " of the corpus";
  verdict.facts.push_back(fmt::format("{}; seed {}", run, options.seed));
  std::ranges::move(report::left_open(report), std::back_inserter(verdict.facts));
  auto body = defects_part(engine, defects);
  body += clauses_part(report, defects);
  body += charts_part(report);
  body += generated_part(report);
  return document(fmt::format("claimcheck: {}", verdict.sentence), verdict, body);
}

std::string soak_page(const engines::Engine& engine, const report::FoundTrace* found,
                      std::vector<std::string> facts, options::ExitStatus status) {
  Verdict verdict{status, {}, std::move(facts)};
  std::vector<Broken> defects;
  const auto called = kernel::engine_title(engine.argument());
  if (found) {
    defects.push_back(broken_of(*found, engine.argument()));
    verdict.sentence =
        fmt::format("{} breaks {} on real threads", called, name(found->finding.defect.clause));
  } else if (status == options::ExitStatus::holds) {
    verdict.sentence = fmt::format("Every history of {} equals some sequential one", called);
  } else {
    verdict.sentence = fmt::format("No verdict on {}", called);
  }
  return document("claimcheck soak", verdict, defects_part(engine, defects));
}

}  // namespace claimcheck::html
