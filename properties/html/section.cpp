// SPDX-License-Identifier: MIT
#include <algorithm>

#include "model/trace/trace_text.hpp"
#include "properties/html/film.hpp"
#include "properties/replay/show.hpp"

namespace claimcheck::html {
namespace {

Markup step_line(const Broken& broken, std::size_t place) {
  const auto& step = broken.trace.steps[place];
  std::string classes = place == broken.difference.step ? "breaks" : "";
  if (!step.faults.empty()) classes += " fails";
  return markup("<li class=\"{}\" data-step=\"{}\"><code>{}</code></li>", classes, place,
                model::print(broken.trace, step));
}

// The trace as it stands in its file, its steps numbered.
Markup trace_lines(const Broken& broken) {
  Markup out = Markup::raw("<pre class=\"setup\">");
  std::string setup;
  for (const auto& line : model::document(broken.trace).lines) {
    using enum model::Line::Kind;
    if (line.kind != region && line.kind != tag) continue;
    setup += model::print(model::Document{broken.trace, {line}});
  }
  out += markup("{}</pre><ol class=\"trace\" style=\"--digits:{}\">", setup,
                std::to_string(broken.trace.steps.size()).size());
  for (std::size_t place = 0; place < broken.trace.steps.size(); ++place) {
    out += step_line(broken, place);
  }
  return out += Markup::raw("</ol>");
}

Markup neighbour_part(const Neighbour& neighbour) {
  auto out = markup("<div class=\"neighbour\"><h4>Without {} it passes</h4>", neighbour.without);
  if (!neighbour.threads.empty()) {
    return out += markup("<p>It is the same up to there, and goes on like this:</p>{}</div>",
                         neighbour.threads);
  }
  out += Markup::raw("<ol>");
  std::size_t number = 0;
  for (const auto& line : neighbour.lines) {
    if (!line.removed) ++number;
    const std::string_view element = line.removed ? "del" : line.added ? "ins" : "span";
    out += markup("<li class=\"{}\" value=\"{}\"><code><{}>{}</{}></code></li>", element, number,
                  element, line.text, element);
  }
  out += Markup::raw("</ol>");
  if (!neighbour.map.empty()) {
    out += markup("<h5>At its end, by the contract and in the engine</h5>{}", neighbour.map);
  }
  if (neighbour.lines.empty()) {
    out += Markup::raw(
        "<p>Where each thread goes on until it ends or has to wait, every order of them keeps the "
        "contract.</p>");
  }
  return out += Markup::raw("</div>");
}

Markup controls() {
  return Markup::raw(
      "<p class=\"controls\"><button type=\"button\" class=\"back\" aria-label=\"previous step\">"
      "&#9664; back</button><span class=\"place\" aria-live=\"polite\"></span><button "
      "type=\"button\" class=\"on\" aria-label=\"next step\">on &#9654;</button></p>");
}

}  // namespace

std::string said_step(const model::Trace& trace, std::size_t place) {
  if (place >= trace.steps.size()) return {};
  auto step = trace.steps[place];
  step.expected.reset();
  return model::print(trace, step);
}

Markup section(const Broken& broken, const Film& film, std::size_t number) {
  const auto& difference = broken.difference;
  const auto& clause = info(difference.defect.clause);
  auto out = markup("<section class=\"film\" id=\"d{}\" tabindex=\"0\"><h3>{} is broken: {}</h3>",
                    number, clause.name, clause.sentence);
  // Of threads the message names the steps itself, and not all are of the trace.
  if (broken.trace.is_concurrent() || difference.step >= broken.trace.steps.size()) {
    out += markup("<p class=\"wrong\">{}</p>", difference.message);
  } else {
    out += markup("<p class=\"wrong\">At step {}, <code>{}</code>: {}</p>", difference.step + 1,
                  said_step(broken.trace, difference.step), difference.message);
  }
  out += Markup::raw("<div class=\"beside\"><div>");
  out += trace_lines(broken);
  out += Markup::raw("</div>");
  if (film.neighbour) out += neighbour_part(*film.neighbour);
  out += Markup::raw("</div>");
  if (!film.frames.empty() || !film.threads.empty()) out += controls();
  if (const auto drawn = film.frames.size();
      !broken.trace.is_concurrent() && drawn > 0 && drawn <= difference.step) {
    out += markup("<p class=\"note\">The last {} of {} steps are drawn.</p>", drawn,
                  broken.trace.steps.size());
  }
  for (const auto& frame : film.frames) out += frame;
  out += film.threads;
  if (broken.trace.is_concurrent() && film.threads.empty()) {
    out += markup(
        "<p class=\"note\">What the threads did is not drawn: their process did not live "
        "to tell it, or no schedule that was tried shows the defect again.</p>");
  }
  out += film.source;
  out += film.order;
  for (const auto& note : broken.notes) out += markup("<p class=\"note\">{}</p>", note);
  if (!broken.command.empty()) {
    out += markup("<p class=\"command\"><code>{}</code></p>", broken.command);
  }
  return out += Markup::raw("</section>");
}

}  // namespace claimcheck::html
