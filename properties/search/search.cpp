// SPDX-License-Identifier: MIT
#include "properties/search/search.hpp"

#include <algorithm>
#include <cstring>

#include "model/step.hpp"
#include "model/trace/trace_text.hpp"
#include "properties/process/child.hpp"
#include "properties/search/message.hpp"
#include "properties/search/search_range.hpp"

namespace claimcheck::search {
namespace {

constexpr std::uint64_t progress_every = 512;    // traces
constexpr std::uint64_t max_crashes = 1000;      // an engine that always crashes ends the hunt
constexpr std::uint64_t max_hangs = 20;          // as does one that hangs: each costs its patience
constexpr std::size_t max_crash_attempts = 400;  // each costs a fork
constexpr int short_hang_timeout_ms = 1000;      // once a hang was found, and to shrink it

void remember(process::Shared& shared, const model::Trace& trace) {
  const auto text = print(model::document(trace));
  if (text.size() > process::max_running_text) return;
  // Killed in between, we are left with the generated trace and not with half a text.
  shared.text_size = 0;
  std::memcpy(shared.text, text.data(), text.size());
  shared.text_size = text.size();
}

judge::Watch watch_into(process::Shared& shared) {
  judge::Watch watch;
  watch.coverage = &shared.coverage;
  watch.begins = [&shared](std::size_t step) {
    shared.step = step;
    ++shared.beats;
  };
  return watch;
}

class ChildSearch {
 public:
  ChildSearch(const engines::Engine& engine, const Work& work, const Options& options,
              const Events& events, process::Shared& shared)
      : engine_(engine),
        work_(work),
        options_(options),
        events_(events),
        shared_(shared),
        known_(options.known),
        next_(options.shard) {
    shared_.coverage = {};
  }

  Report run() {
    while (next_ < options_.traces && !is_late() && report_.crashes < max_crashes &&
           hangs_ < max_hangs && report_.findings.size() < options_.max_findings) {
      const auto ending = process::run_in_child(
          shared_, hang_timeout_ms(), [this](const process::Send& send) { search_and_send(send); },
          [this](std::string_view message) { receive(message); });
      if (ending.kind == process::Ending::Kind::finished) continue;
      ++report_.crashes;
      if (ending.kind == process::Ending::Kind::hung) ++hangs_;
      take_crash(ending);
    }
    report_.coverage = shared_.coverage;
    const auto left = options_.traces - std::min(next_, options_.traces);
    report_.traces_left = (left + options_.shards - 1) / options_.shards;
    return std::move(report_);
  }

 private:
  int hang_timeout_ms() const {
    return hangs_ == 0 ? options_.hang_timeout_ms
                       : std::min(short_hang_timeout_ms, options_.hang_timeout_ms);
  }

  bool is_late() const {
    return options_.deadline && std::chrono::steady_clock::now() >= *options_.deadline;
  }

  // In the child: a stretch of the shard's traces, short enough to keep the deadline.
  void search_and_send(const process::Send& send) {
    const auto stretch = options_.deadline ? progress_every : options_.traces;
    const auto end = std::min(options_.traces, next_ + stretch * options_.shards);
    std::uint64_t done = 0;
    RangeEvents events;
    events.begins = [&](std::uint64_t index) {
      send({});  // before the trace changes: what was cut off was so by the one before
      shared_.text_size = 0;
      shared_.index = index;
      if (++done % progress_every == 0) send(encode(ProgressMessage{index}));
    };
    events.running = [&](const model::Trace& trace) { remember(shared_, trace); };
    events.fails = [&](const Failure& failure) {
      send(encode(
          FailsMessage{failure.trace, failure.difference.defect, failure.difference.message}));
    };
    auto found = report_.findings.size();
    events.finds = [&](const judge::Finding& finding) {
      send(encode(finding));
      return ++found < options_.max_findings;
    };
    const Range range{next_, end, options_.shards};
    if (!search_range(engine_, work_.probe, range, known_, watch_into(shared_), events)) return;
    auto next = next_;
    while (next < end) next += options_.shards;
    send(encode(ProgressMessage{next}));
  }

  void receive(std::string_view text) {
    auto message = decode(text);
    if (const auto* progress = std::get_if<ProgressMessage>(&message)) {
      next_ = progress->next;
      events_.progress(std::min(next_, options_.traces), options_.traces);
    } else if (const auto* fails = std::get_if<FailsMessage>(&message)) {
      events_.fails(fails->trace, fails->defect, fails->message);
    } else {
      accept(std::get<judge::Finding>(std::move(message)));
    }
  }

  void accept(judge::Finding finding) {
    known_.insert(finding.defect);
    events_.finds(finding);
    report_.findings.push_back(std::move(finding));
  }

  // The number of the generated trace that was running when the child died. The child's engine may
  // have written over what we share: a number that cannot be is taken for the first it can be.
  std::uint64_t running_index() const {
    const std::uint64_t index = shared_.index;
    const bool is_ours =
        index >= next_ && index < options_.traces && (index - next_) % options_.shards == 0;
    return is_ours ? index : next_;
  }

  model::Trace running_trace() const {
    const std::size_t size = shared_.text_size;
    if (size > 0 && size <= process::max_running_text) {
      try {
        return model::parse({shared_.text, size}).trace;
      } catch (const model::SyntaxError&) {
        // Written over.
      }
    }
    return work_.trace(running_index());
  }

  // Where the trace ends the child, and how: nothing where it does not. No difference is what is
  // sought, so that none keeps a search from getting to the crash.
  struct Crash {
    process::Ending ending;
    std::size_t step;
  };
  std::optional<Crash> crash_of(const model::Trace& trace, const judge::Defect& crash) {
    const auto ending = process::run_in_child(
        shared_, std::min(short_hang_timeout_ms, options_.hang_timeout_ms),
        [&](const process::Send&) {
          const std::function<void(const model::Trace&)> running = [&](const model::Trace& t) {
            remember(shared_, t);
          };
          auto watch = watch_into(shared_);
          watch.coverage = nullptr;  // what shrinking runs is no search
          running(trace);
          if (trace.is_concurrent()) {
            work_.probe.rerun(engine_, trace, crash, watch);
            return;
          }
          auto copy = trace;
          check_one({engine_, known_, watch, running}, copy);
        },
        [](std::string_view) {});
    if (ending.kind == process::Ending::Kind::finished) return std::nullopt;
    return Crash{ending, shared_.step};
  }

  // A crash breaks the clause that would have decided the operation in which it happened; one in
  // destroy() breaks A4.
  static judge::Defect defect_of(const model::Trace& trace, const Crash& crash) {
    auto state = model::initial_state(trace.setup);
    auto clause = model::Clause::A4;
    if (crash.step >= trace.steps.size()) return {clause, crash.ending.describe()};
    for (std::size_t place = 0; place <= crash.step; ++place) {
      clause =
          model::step<model::Checks::off>(trace.setup, state, trace.steps[place].operation).clause;
    }
    return {clause, crash.ending.describe()};
  }

  void take_crash(const process::Ending& ending) {
    auto trace = running_trace();
    const Crash first{ending, shared_.step};
    const auto index = running_index();
    next_ = index + options_.shards;
    const auto defect = defect_of(trace, first);
    if (known_.contains(defect)) return;
    events_.fails(trace, defect, defect.aspect);
    const Shows shows = [&](const model::Trace& candidate) {
      const auto crash = crash_of(candidate, defect);
      return crash && defect_of(candidate, *crash) == defect;
    };
    auto finding = shrink_to_finding(trace, defect, shows, max_crash_attempts);
    finding.index = index;
    finding.message = defect.aspect;
    finding.reproduced = shows(finding.trace);
    finding.step = finding.trace.steps.empty() ? 0 : finding.trace.steps.size() - 1;
    finding.trace.breaks = {{defect.clause, engine_.name()}};
    accept(std::move(finding));
  }

  const engines::Engine& engine_;
  const Work& work_;
  const Options& options_;
  const Events& events_;
  process::Shared& shared_;
  judge::Defects known_;  // the options' and those of report_.findings
  std::uint64_t next_;    // the number of the first trace that is not done
  std::uint64_t hangs_ = 0;
  Report report_;
};

}  // namespace

Report search(const engines::Engine& engine, const Work& work, const Options& options,
              const Events& events, process::Shared& shared) {
  return ChildSearch(engine, work, options, events, shared).run();
}

}  // namespace claimcheck::search
