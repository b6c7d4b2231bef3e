// SPDX-License-Identifier: MIT
#include "properties/html/pages.hpp"

#include <algorithm>
#include <stdexcept>

#include "model/trace/trace_text.hpp"
#include "properties/html/charts.hpp"
#include "properties/html/graph.hpp"
#include "properties/installation/installation.hpp"
#include "properties/kernel/build.hpp"
#include "properties/replay/show.hpp"
#include "properties/text/count.hpp"

namespace claimcheck::html {
namespace {

constexpr std::size_t max_films = 40;

Markup line_of(const Broken& broken, std::size_t number) {
  const auto& difference = broken.difference;
  const auto operation = said_step(broken.trace, difference.step);
  return markup("<li><a href=\"#d{}\"><b>{}</b> {}</a><br><code>{}</code>: {}</li>", number,
                name(difference.defect.clause), info(difference.defect.clause).sentence, operation,
                difference.message);
}

// A film is a help to look at a defect: where there cannot be one, the defect stays.
Film any_film_of(const engines::Engine& engine, const Broken& broken) {
  try {
    return film_of(engine, broken);
  } catch (const std::runtime_error& error) {
    Film none;
    none.order = markup("<p class=\"note\">There is no film: {}.</p>", error.what());
    return none;
  }
}

std::string replay_sentence(options::ExitStatus status, std::size_t broken, std::size_t all,
                            const std::string& engine) {
  const auto traces = fmt::format("{} trace{}", all, all == 1 ? "" : "s");
  if (broken > 0) {
    return fmt::format("{} of {} break{} a clause on {}", broken, traces, broken == 1 ? "s" : "",
                       engine);
  }
  return status == options::ExitStatus::holds
             ? fmt::format("{} keeps the contract in {}", engine, traces)
             : fmt::format("No verdict on {} from {}", engine, traces);
}

}  // namespace

Markup films_legend() {
  return Markup::raw(
      "<details class=\"legend\"><summary>How to read a film, and its keys</summary>"
      "<p>A <b>trace</b> is a list of operations. A film runs one on the <b>contract</b>, which is "
      "what a correct engine does, and on the <b>engine</b> under test, and shows both after each "
      "step. A box in the upper row is an <b>extent</b>: its tag, its number in the group, its "
      "length, and whether a device holds it. A box in the lower row is a device; a line from it "
      "is a <b>range</b>, a dashed line a registered <b>mapping</b>. A thick border is what the "
      "step changed; where the two differ, what the contract wants is green and what "
      "the engine has is red. "
      "Places are in the order of their addresses and not to scale.</p>"
      "<p><kbd>&larr;</kbd> <kbd>&rarr;</kbd> one step back or on, <kbd>Home</kbd> <kbd>End</kbd> "
      "the first or the last step, <kbd>n</kbd> <kbd>p</kbd> the next or the previous defect.</p>"
      "</details>");
}

Markup defects_part(const engines::Engine& engine, const std::vector<Broken>& defects) {
  if (defects.empty()) return {};
  auto out = Markup::raw(
      "<h2>What is wrong</h2><p>Each defect is a clause of the contract "
      "that the engine breaks, with the shortest list of operations found "
      "that shows it.</p><ol class=\"defects\">");
  for (std::size_t i = 0; i < defects.size(); ++i) out += line_of(defects[i], i + 1);
  out += Markup::raw("</ol>");
  out += films_legend();
  for (std::size_t i = 0; i < defects.size(); ++i) {
    out += section(defects[i], i < max_films ? any_film_of(engine, defects[i]) : Film{}, i + 1);
  }
  return out;
}

Markup exploration_part(const std::string& title, const explore::claim::Report& report) {
  std::vector<Bar> depths;
  for (std::size_t depth = 0; depth < report.states_per_depth.size(); ++depth) {
    depths.push_back({fmt::format("{} operations", depth), report.states_per_depth[depth]});
  }
  return bars(
      fmt::format("{}: {} states, {} transitions", title, report.distinct, report.generated),
      depths);
}

std::string replay_page(const engines::Engine& engine,
                        const std::vector<replay::ReplayedTrace>& replayed,
                        options::ExitStatus status) {
  std::vector<Broken> defects;
  Markup others;
  for (const auto& one : replayed) {
    const auto file = installation::show(one.path);
    const bool is_of_engine = one.difference && one.verdict != replay::Replayed::wrong_file;
    if (is_of_engine) {
      Broken broken{one.trace, *one.difference, one.last_lines, one.path};
      broken.command = replay::replay_command(one.path, engine.argument());
      if (one.verdict == replay::Replayed::breaks_as_said) {
        broken.notes.push_back("Its file says that this engine breaks this clause here.");
      }
      defects.push_back(std::move(broken));
    } else {
      others += markup("<li><code>{}</code>: {}</li>", file, report::sentence(one, engine.name()));
    }
  }
  Verdict verdict{status, {}, {}};
  verdict.sentence = replay_sentence(status, defects.size(), replayed.size(), engine.name());
  auto body = defects_part(engine, defects);
  if (!others.empty()) body += markup("<h2>The other traces</h2><ul>{}</ul>", others);
  return document("claimcheck replay", verdict, body);
}

std::string explore_page(const engines::Engine* engine, const report::ExploreCommand& command,
                         const report::ExploreReport& report) {
  std::vector<Broken> defects;
  for (std::size_t i = 0; i < report.report.findings.size(); ++i) {
    const auto& finding = report.report.findings[i];
    Broken broken{
        finding.trace, {finding.defect, finding.step, finding.message}, finding.last_lines};
    if (i < report.paths.size()) {
      broken.path = report.paths[i];
      broken.command = replay::replay_command(report.paths[i], command.engine);
    }
    defects.push_back(std::move(broken));
  }
  const auto scope = to_string(command.options.scope);
  Verdict verdict{report::verdict(report.report), {}, {}};
  const auto who = command.engine == report::no_engine ? std::string("The model")
                                                       : kernel::engine_title(command.engine);
  verdict.sentence = !defects.empty()
                         ? text::count_of(defects.size(), "distinct defect") + " of " + who
                     : verdict.status == options::ExitStatus::holds
                         ? fmt::format("{} keeps every clause in all {} states of the scope", who,
                                       report.report.distinct)
                         : fmt::format("No verdict on {} from {} states of the scope", who,
                                       report.report.distinct);
  verdict.facts = {"scope: " + scope,
                   fmt::format("{} states up to symmetry, {} transitions, {} of them run on the "
                               "engine",
                               report.report.distinct, report.report.generated,
                               report.report.counts.engine_transitions)};
  if (report.report.limit != explore::Limit::none) {
    verdict.facts.push_back(report::what_is_left(report.report));
  }
  Markup body;
  if (engine) body += defects_part(*engine, defects);
  body += Markup::raw(
      "<h2>Clauses</h2><table class=\"clauses\"><tr><th>clause</th><th>verdict</th>"
      "<th>first reached after</th><th>what it says</th></tr>");
  for (const auto& goal : report.report.goals) {
    const auto word = report::verdict_on(report.report, goal);
    body += markup(
        "<tr class=\"{}\"><th scope=\"row\">{}</th><td class=\"word\">{}</td><td>{}</td><td>{}</td>"
        "</tr>",
        word == "BROKEN"  ? "broken"
        : word == "holds" ? "holds"
                          : "open",
        name(goal.clause), word,
        goal.steps ? fmt::format("{} operation{}", *goal.steps, *goal.steps == 1 ? "" : "s")
                   : "never reached",
        info(goal.clause).sentence);
  }
  body += Markup::raw("</table><h2>States by depth</h2>");
  body += exploration_part("states by the fewest operations that lead there", report.report);
  body += graph_part(command.options.scope, command.options.symmetry, report.report.findings);
  return document("claimcheck explore", verdict, body);
}

}  // namespace claimcheck::html
