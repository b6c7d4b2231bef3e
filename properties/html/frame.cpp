// SPDX-License-Identifier: MIT
#include "properties/html/frame.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "model/step.hpp"
#include "model/trace/trace_text.hpp"
#include "properties/html/film.hpp"
#include "properties/html/region_map.hpp"

namespace claimcheck::html {
namespace {

constexpr std::size_t max_rows = 60;  // of changes

std::string without_label(const std::string& returned) {
  const auto colon = returned.find(": ");
  return colon == std::string::npos ? returned : returned.substr(colon + 2);
}

Markup heading(const model::Trace& trace, std::size_t step) {
  return markup("<section class=\"frame\" data-step=\"{}\"><h4>Step {} <code>{}</code></h4>", step,
                step + 1, said_step(trace, step));
}

Markup side_of(std::string_view classes, std::string_view title, std::string_view returned,
               const Markup& maps) {
  return markup(
      "<div class=\"side {}\"><h5>{}</h5><p class=\"returned\">returns <b>{}</b></p>{}"
      "</div>",
      classes, title, returned, maps);
}

// Which failure hit, and where.
Markup failures(const engines::Environment& environment) {
  Markup out;
  for (const auto& hit : environment.hits()) {
    out += markup(
        "<p class=\"failure\">Injected failure: <code>{}</code>, call {} of it in this operation, "
        "gives {}.</p>",
        hit.site, hit.nth, model::print_result({}, model::ReadMode{}, {-hit.error, {}, 0}));
  }
  return out;
}

Markup changes(const std::vector<replay::Row>& rows, const std::string& engine) {
  if (rows.empty())
    return markup("<p class=\"changes none\">It changed nothing on either side.</p>");
  auto out = markup(
      "<div class=\"changes\"><p class=\"row head\"><span>What it changed by the "
      "contract</span><span>in {}</span></p>",
      engine);
  const bool is_only_here =
      std::ranges::all_of(rows, [](const auto& row) { return row.contract.empty(); });
  if (is_only_here) {
    out += Markup::raw("<p class=\"row\"><code>nothing</code><code></code></p>");
  }
  for (const auto& row : std::span(rows).first(std::min(rows.size(), max_rows))) {
    out += markup("<p class=\"row{}\"><code>{}</code><code>{}</code></p>",
                  row.same ? "" : " differs", row.contract, row.engine);
  }
  if (rows.size() > max_rows) out += markup("<p>And {} more.</p>", rows.size() - max_rows);
  return out += Markup::raw("</div>");
}

Markup wrong(const judge::Difference& difference) {
  const auto clause = difference.defect.clause;
  return markup("<p class=\"wrong\"><b>{} is broken:</b> {}</p>", name(clause), difference.message);
}

}  // namespace

Frames::Frames(const model::Trace& trace, std::string engine)
    : trace_(trace), engine_(std::move(engine)), explanation_(trace, engine_) {
  contract_ = snapshot_of(trace.setup, model::initial_state(trace.setup));
  seen_ = contract_;
}

Markup Frames::next(const judge::StepReport& report) {
  auto rows = explanation_.rows(report);
  auto contract = snapshot_of(trace_.setup, report.state);
  const auto lost = lost_members(trace_, report.step, contract);
  const auto returned = rows.front();
  rows.erase(rows.begin());

  auto out = heading(trace_, report.step);
  out += failures(report.environment);
  out += Markup::raw("<div class=\"sides\">");
  out += side_of("contract", "The contract", without_label(returned.contract),
                 region_maps({trace_, contract, contract_, report.snapshot, lost, true}));
  out += side_of(report.difference ? "engine differs" : "engine", engine_,
                 without_label(returned.engine),
                 region_maps({trace_, report.snapshot, seen_, contract, lost}));
  out += Markup::raw("</div>");
  out += changes(rows, engine_);
  if (report.difference) out += wrong(*report.difference);
  out += Markup::raw("</section>");
  contract_ = std::move(contract);
  seen_ = report.snapshot;
  return out;
}

Markup last_frame(const model::Trace& trace, const std::string& engine,
                  const judge::Difference& difference, const std::vector<std::string>& last_lines) {
  if (trace.steps.empty()) return {};
  const auto step = std::min(difference.step, trace.steps.size() - 1);
  auto state = model::initial_state(trace.setup);
  engines::Snapshot before;
  model::Outcome outcome;
  for (std::size_t i = 0; i <= step; ++i) {
    before = snapshot_of(trace.setup, state);
    outcome = model::step<model::Checks::off>(trace.setup, state, trace.steps[i].operation);
  }
  const auto after = snapshot_of(trace.setup, state);
  const auto lost = lost_members(trace, step, after);
  auto out = heading(trace, step);
  out += Markup::raw("<div class=\"sides\">");
  out += side_of("contract", "The contract",
                 model::print_result(trace, trace.steps[step].operation, outcome),
                 region_maps({trace, after, before, after, lost, true}));
  auto said = markup("<p>{}: there is no state to show.</p>", difference.message);
  for (const auto& line : last_lines) said += markup("<pre>{}</pre>", line);
  out += side_of("engine differs", engine, "nothing", said);
  out += Markup::raw("</div>");
  out += wrong(difference);
  return out += Markup::raw("</section>");
}

}  // namespace claimcheck::html
