// SPDX-License-Identifier: MIT
#include "properties/html/lanes.hpp"

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "model/step.hpp"
#include "model/trace/trace_text.hpp"
#include "properties/concurrent/source_line.hpp"
#include "properties/html/region_map.hpp"
#include "properties/schedule/picture.hpp"

namespace claimcheck::html {
namespace {

// A lock by its name alone: how it is held is told in the row.
std::string lock_name(const std::string& held) {
  return held.substr(0, held.find(" ("));
}

// A colour for each; from the ninth on the same ones again, in dashes.
std::string class_of_lock(std::size_t place) {
  constexpr std::size_t colours = 8;
  return fmt::format("lock lock-{}{}", place % colours, place < colours ? "" : " again");
}

class Lanes {
 public:
  Lanes(const model::Trace& trace, std::size_t threads)
      : held_(threads), running_(threads, false), steps_(threads), step_(threads) {
    for (std::size_t place = 0; place < trace.steps.size(); ++place) {
      const auto thread = trace.steps[place].thread;
      if (thread > 0 && thread <= threads) steps_[thread - 1].push_back(place);
    }
    for (auto& places : steps_) std::ranges::reverse(places);
  }

  Markup row(const schedule::Row& row, std::size_t number) {
    held_[row.thread] = row.held;
    most_held_ = std::max(most_held_, row.held.size());
    if (row.kind == schedule::RowKind::begin) begin(row.thread);
    auto out = markup(
        "<li class=\"row {}\" data-step=\"{}\"><span class=\"number\">{}</span>"
        "<span class=\"lanes\">",
        class_of(row.kind), step_[row.thread], number);
    for (std::size_t thread = 0; thread < held_.size(); ++thread) {
      out += lane(thread, thread == row.thread);
    }
    out += markup("</span><span class=\"does\"><b>thread {}</b> {}<code>{}</code></span></li>",
                  row.thread + 1, word_of(row.kind), row.text);
    if (row.kind == schedule::RowKind::end) running_[row.thread] = false;
    return out;
  }

  Markup legend() const {
    Markup out;
    for (std::size_t i = 0; i < locks_.size(); ++i) {
      out += markup("<span><i class=\"{}\"></i>{} held</span>", class_of_lock(i), locks_[i]);
    }
    return out;
  }

  // The accesses of races that the thread made behind its step at this position.
  Markup races_at(const schedule::Execution& execution, std::size_t position, std::size_t thread) {
    Markup out;
    for (const auto& race : execution.races) {
      for (const auto* access : {&race.first, &race.second}) {
        if (access->position == position && access->thread == thread) out += row(*access);
      }
    }
    return out;
  }

  // Wide enough for all bars beside one another, in pixels.
  std::size_t lane_width() const { return 16 + 8 * most_held_; }

 private:
  Markup row(const schedule::PlainAccess& access) {
    auto out = markup(
        "<li class=\"row race\" data-step=\"{}\"><span class=\"number\"></span>"
        "<span class=\"lanes\">",
        step_[access.thread]);
    for (std::size_t thread = 0; thread < held_.size(); ++thread) {
      out += lane(thread, thread == access.thread);
    }
    const auto source = concurrent::source_line(access.source);
    return out += markup(
               "</span><span class=\"does\"><b>thread {}</b> {} <code>{}</code>{}: data race"
               "</span></li>",
               access.thread + 1, access.mode == schedule::Mode::write ? "writes" : "reads",
               access.name, source.empty() ? Markup() : markup(" <code>{}</code>", source));
  }

  static std::string_view class_of(schedule::RowKind kind) {
    switch (kind) {
      case schedule::RowKind::begin:
        return "begin";
      case schedule::RowKind::failure:
        return "fails";
      case schedule::RowKind::end:
        return "end";
      case schedule::RowKind::step:
        break;
    }
    return "step";
  }

  static std::string_view word_of(schedule::RowKind kind) {
    switch (kind) {
      case schedule::RowKind::begin:
        return "begins ";
      case schedule::RowKind::failure:
        return "is made to fail: ";
      case schedule::RowKind::end:
        return "returns ";
      case schedule::RowKind::step:
        break;
    }
    return "";
  }

  Markup lane(std::size_t thread, bool acts) {
    auto out =
        markup("<span class=\"lane{}{}\">", running_[thread] ? " runs" : "", acts ? " acts" : "");
    for (const auto& held : held_[thread]) {
      out += markup("<i class=\"{}\" title=\"thread {} holds {}\"></i>",
                    class_of_lock(place_of(lock_name(held))), thread + 1, held);
    }
    return out += Markup::raw("</span>");
  }

  // The thread goes on to its next operation.
  void begin(std::size_t thread) {
    running_[thread] = true;
    if (steps_[thread].empty()) return;
    step_[thread] = steps_[thread].back();
    steps_[thread].pop_back();
  }

  std::size_t place_of(const std::string& lock) {
    const auto found = std::ranges::find(locks_, lock);
    const auto place = static_cast<std::size_t>(found - locks_.begin());
    if (found == locks_.end()) locks_.push_back(lock);
    return place;
  }

  std::vector<std::vector<std::string>> held_;  // by thread
  std::vector<bool> running_;
  std::vector<std::vector<std::size_t>> steps_;  // by thread, those to come, the next one last
  std::vector<std::size_t> step_;                // by thread, under way
  std::size_t most_held_ = 0;                    // locks of one thread at once
  std::vector<std::string> locks_;               // in the order in which they were taken first
};

// The rows behind the step with that number.
Markup list_of(Lanes& lanes, const schedule::Execution& execution, std::size_t step) {
  Markup list;
  std::size_t position = 0;  // in the schedule; a failure that hits is no step of its own
  for (const auto& row : schedule::rows_of(execution)) {
    if (row.kind != schedule::RowKind::failure) ++position;
    auto drawn = lanes.row(row, position);
    drawn += lanes.races_at(execution, position, row.thread);
    if (position > step) list += drawn;
  }
  return list;
}

Markup call_row(const model::Trace& trace, const concurrent::ClaimModel::Call& call) {
  const auto& operation = *call.operation.operation;
  const auto returned = call.outcome ? judge::describe(trace, operation, call.outcome->observed)
                                     : std::string("did not return");
  return markup("<li><b>step {}</b>, thread {}: <code>{}</code> returned <b>{}</b></li>",
                call.operation.step + 1, call.thread + 1, model::print(trace, operation), returned);
}

// The contract's state behind the sequential steps and the prefix. A call that failed by injection
// changed nothing.
model::State state_behind(const model::Trace& trace, const concurrent::ClaimHistory& history,
                          const std::vector<std::size_t>& prefix) {
  auto state = model::initial_state(trace.setup);
  for (const auto& step : trace.steps) {
    if (step.thread == 0) model::step<model::Checks::off>(trace.setup, state, step.operation);
  }
  for (const auto place : prefix) {
    const auto call = std::ranges::find_if(
        history, [&](const auto& other) { return other.operation.step == place; });
    const bool failed = call != history.end() && call->outcome &&
                        !call->outcome->injected.empty() && call->outcome->observed.result < 0;
    if (!failed) {
      model::step<model::Checks::off>(trace.setup, state, trace.steps[place].operation);
    }
  }
  return state;
}

}  // namespace

Markup rows_behind(const model::Trace& trace, const schedule::Execution& execution,
                   std::size_t step) {
  Lanes lanes(trace, execution.threads);
  const auto list = list_of(lanes, execution, step);
  return markup("<ol class=\"rows\" style=\"--lane:{}px\">{}</ol>", lanes.lane_width(), list);
}

Markup lanes(const model::Trace& trace, const schedule::Execution& execution) {
  Lanes lanes(trace, execution.threads);
  const auto list = list_of(lanes, execution, 0);
  const auto said = schedule::describe(execution, concurrent::source_line);
  auto out = markup(
      "<div class=\"threads\"><p class=\"legend\">Time runs downwards, one lane for each thread{}. "
      "{}</p><ol class=\"rows\" style=\"--lane:{}px\">{}</ol>",
      said.empty() ? "" : "; \"after step 3\" is behind the line with that number", lanes.legend(),
      lanes.lane_width(), list);
  std::istringstream story(said);
  for (std::string line; std::getline(story, line);) {
    out += markup("<p class=\"wrong\">{}</p>", line);
  }
  return out += Markup::raw("</div>");
}

Markup tried_order(const model::Trace& trace, const concurrent::ClaimHistory& history,
                   const concurrent::TriedOrder& tried) {
  auto out = markup(
      "<div class=\"order\"><h4>No order of these operations explains what they "
      "returned</h4><ul>");
  for (const auto& call : history) out += call_row(trace, call);
  out += Markup::raw("</ul><p>The longest order that the contract allows: <b>the start");
  for (const auto step : tried.prefix) out += markup(", then step {}", step + 1);
  out += Markup::raw("</b>. What could come next, and why it cannot:</p><ul class=\"refused\">");
  for (const auto& refused : tried.refused) {
    out += refused.step
               ? markup("<li><b>step {}</b> <code>{}</code>: {}</li>", *refused.step + 1,
                        model::print(trace, trace.steps[*refused.step].operation), refused.reason)
               : markup("<li><b>the end</b>, with what the engine shows: {}</li>", refused.reason);
  }
  out += Markup::raw("</ul><div class=\"sides\">");
  const auto contract = snapshot_of(trace.setup, state_behind(trace, history, tried.prefix));
  const auto lost = lost_members(trace, trace.steps.size(), contract);
  out += markup("<div class=\"side contract\"><h5>The contract, after that order</h5>{}</div>",
                region_maps({trace, contract, contract, tried.seen, lost, true}));
  out += markup("<div class=\"side engine\"><h5>The engine, when all have ended</h5>{}</div>",
                region_maps({trace, tried.seen, tried.seen, contract, lost}));
  return out += Markup::raw("</div></div>");
}

}  // namespace claimcheck::html
