// SPDX-License-Identifier: MIT
#include "properties/html/film.hpp"

#include <algorithm>
#include <utility>

#include "properties/concurrent/runner.hpp"
#include "properties/html/frame.hpp"
#include "properties/html/lanes.hpp"
#include "properties/html/less_preemption.hpp"
#include "properties/kernel/built.hpp"
#include "properties/mail/source.hpp"
#include "properties/process/child.hpp"
#include "properties/process/shared_memory.hpp"
#include "properties/replay/corpus.hpp"
#include "properties/schedule/replay.hpp"

namespace claimcheck::html {
namespace {

constexpr std::size_t max_frames = 200;
constexpr std::uint64_t max_interleavings = 20'000;  // to find a schedule where a trace has none

model::Trace before_threads(model::Trace trace) {
  std::erase_if(trace.steps, [](const model::Step& step) { return step.thread > 0; });
  trace.schedule.clear();
  trace.breaks.clear();
  return trace;
}

std::vector<Markup> frames_of(const engines::Engine& engine, const Broken& broken) {
  const bool is_concurrent = broken.trace.is_concurrent();
  auto trace = is_concurrent ? before_threads(broken.trace) : broken.trace;
  for (auto& step : trace.steps) step.expected.reset();
  std::vector<Markup> frames;
  if (trace.steps.empty()) return frames;
  Frames film(trace, engine.name());
  replay::Narration narration;
  narration.tell = [&](const judge::StepReport& report) {
    // The last ones are what a long film is about; the one before them says what they began with.
    const auto steps_from_here = trace.steps.size() - report.step;
    if (steps_from_here > max_frames + 1) return std::string();
    const auto text = film.next(report).text();
    return steps_from_here > max_frames ? std::string() : text;
  };
  narration.hear = [&](const std::string& text) {
    if (!text.empty()) frames.push_back(Markup::raw(text));
  };
  const auto replayed = replay::replay_trace(engine, trace, {}, narration);
  const bool ended_early = replayed.difference && frames.size() <= replayed.difference->step;
  if (ended_early && trace.steps.size() <= max_frames) {
    frames.push_back(last_frame(trace, engine.name(), *replayed.difference, replayed.last_lines));
  }
  return frames;
}

// Tells of the execution that the trace's schedule asks for. False where the engine does not take
// the schedule: then nothing is told.
bool tell_execution(const engines::Engine& engine, const model::Trace& trace,
                    const process::Send& send) {
  schedule::Schedule threads;
  for (const auto thread : trace.schedule) threads.push_back(thread - 1);
  schedule::Replay strategy(std::move(threads));
  concurrent::Runner runner(engine, {.notes = true});
  Markup rows;
  Markup order;
  runner.explore(trace, strategy, {}, [&](const concurrent::Runner::Judged& judged) {
    rows = lanes(trace, judged.execution);
    if (judged.tried) order = tried_order(trace, judged.history, *judged.tried);
    return true;
  });
  if (rows.empty() || !strategy.refusal().empty()) return false;
  send("L" + rows.text());
  if (!order.empty()) send("O" + order.text());
  if (const auto less = with_one_preemption_less(engine, trace)) {
    send("W" + less->without);
    send("T" + less->threads.text());
  }
  return true;
}

// What the child says of the threads, in this order. A file may have the schedule of another
// engine: then one that shows the defect is looked for.
void tell_threads(const engines::Engine& engine, const Broken& broken, const process::Send& send) {
  if (!broken.trace.schedule.empty() && tell_execution(engine, broken.trace, send)) return;
  const auto trace = concurrent::with_schedule(engine, broken.trace, broken.difference.defect,
                                               {.max_executions = max_interleavings});
  if (trace) tell_execution(engine, *trace, send);
}

void record_threads(const engines::Engine& engine, const Broken& broken, Film& film) {
  process::SharedMemory<process::Shared> shared;
  process::run_in_child(
      *shared, {},
      [&](const process::Send& send) {
        tell_threads(engine.marked(shared->marks[0]), broken, send);
      },
      [&](std::string_view text) {
        const std::string rest(text.substr(1));
        if (text.front() == 'L') film.threads = Markup::raw(rest);
        if (text.front() == 'O') film.order = Markup::raw(rest);
        if (text.front() == 'W') film.neighbour = Neighbour{rest, {}, {}};
        if (text.front() == 'T') film.neighbour->threads = Markup::raw(rest);
      });
}

// The lines that the message names, of a kernel tree or of what a plugin was built from.
Markup quotes_of(const engines::Engine& engine, std::string message) {
  const auto tree = kernel::sources_of(engine.argument());
  const auto& argument = engine.argument();
  const std::filesystem::path plugin = argument.substr(0, argument.find(','));  // its options
  const bool is_tree = !tree.empty();
  if (!is_tree && (mail::Sources::places_in(message).empty() || !std::filesystem::exists(plugin))) {
    return {};
  }
  const auto sources = is_tree ? mail::Sources(tree, plugin) : mail::Sources::of_plugin(plugin);
  if (is_tree) message = sources.with_places(message);
  Markup quotes;
  for (const auto& place : mail::Sources::places_in(message)) {
    const auto quote = sources.quote(place);
    if (!quote.empty()) quotes += markup("<pre>{}</pre>", quote);
  }
  if (quotes.empty()) return quotes;
  return markup("<div class=\"source\"><h4>In the source</h4>{}</div>", quotes);
}

}  // namespace

Film film_of(const engines::Engine& engine, const Broken& broken) {
  Film film;
  // Each look at a hang would take as long as it takes to be sure of one.
  if (broken.difference.message.starts_with("hangs")) {
    film.frames.push_back(
        last_frame(broken.trace, engine.name(), broken.difference, broken.last_lines));
    return film;
  }
  film.frames = frames_of(engine, broken);
  if (broken.trace.is_concurrent()) record_threads(engine, broken, film);
  film.source = quotes_of(engine, broken.difference.message);
  if (!film.neighbour) film.neighbour = neighbour_of(engine, broken.trace);
  return film;
}

}  // namespace claimcheck::html
