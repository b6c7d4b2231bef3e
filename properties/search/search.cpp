// SPDX-License-Identifier: MIT
#include "properties/search/search.hpp"

#include <algorithm>

#include "model/trace/trace_text.hpp"
#include "properties/search/crash.hpp"
#include "properties/search/message.hpp"
#include "properties/search/search_range.hpp"

namespace claimcheck::search {
namespace {

constexpr std::uint64_t progress_every = 512;  // traces
// A crash costs a fork: what has ended so many processes is left out from then on.
constexpr std::uint64_t max_crashes_of_one = 20;
constexpr std::uint64_t max_hangs = 20;  // each costs its time-out; so many end the search

class ChildSearch {
 public:
  ChildSearch(const engines::Engine& engine, const Work& work, const Options& options,
              const Events& events, process::Shared& shared)
      : engine_(engine),
        work_(work),
        options_(options),
        events_(events),
        shared_(shared),
        crash_search_(engine, work.probe, options.hang_timeout_ms, options.deadline),
        known_(options.known),
        next_(options.shard) {
    shared_.coverage = {};
    shared_.warnings = {};
  }

  Report run() {
    while (next_ < options_.traces && !is_late() && hangs_ < max_hangs && report_.is_credible &&
           report_.findings.size() < options_.max_findings) {
      process::Publisher<judge::Coverage>(shared_.coverage, report_.coverage);
      unshrunk_.reset();
      process::Ending ending;
      try {
        ending = process::run_in_child(
            shared_, {hang_timeout_ms()},
            [this](const process::Send& send) { search_and_send(send); },
            [this](std::string_view message) { receive(message); }, options_.deadline);
      } catch (const engines::EngineError& error) {
        take_coverage();
        if (running_index() == options_.shard) throw;
        take_refusal(error.what());
        break;
      }
      take_coverage();
      if (ending.kind == process::Ending::Kind::finished) continue;
      if (ending.kind == process::Ending::Kind::late) {
        take_late();
        break;
      }
      ++report_.crashes;
      if (ending.kind == process::Ending::Kind::hung) ++hangs_;
      take_crash(ending);
    }
    report_.warnings = shared_.warnings;
    const auto left = options_.traces - std::min(next_, options_.traces);
    report_.traces_left = (left + options_.shards - 1) / options_.shards;
    return std::move(report_);
  }

 private:
  int hang_timeout_ms() const {
    return hangs_ == 0 ? options_.hang_timeout_ms
                       : std::min(short_hang_timeout_ms, options_.hang_timeout_ms);
  }

  bool is_late() const { return process::is_past(options_.deadline); }

  // What the child has counted, if that is what it has counted.
  void take_coverage() {
    if (const auto coverage = shared_.coverage.read()) {
      report_.coverage = *coverage;
    } else {
      report_.is_credible = false;
    }
  }

  // The trace for which it could not be used was not done.
  void take_refusal(std::string why) {
    next_ = running_index();
    if (report_.coverage.traces > 0) --report_.coverage.traces;
    report_.refused = std::move(why);
  }

  // The child was in one long call when the time was over. What it was shrinking is kept as it was
  // found; a trace that was not done is not counted.
  void take_late() {
    next_ = running_index();
    if (report_.coverage.traces > 0) --report_.coverage.traces;
    if (!unshrunk_) return;
    const auto& [trace, defect, message] = *unshrunk_;
    auto finding = judge::finding_of({defect, trace.steps.size() - 1, message},
                                     judge::with_outcomes(trace), engine_.name());
    finding.index = next_;
    finding.unshrunk_steps = trace.steps.size();
    finding.reproduced = true;  // as far as anybody looked
    finding.shrunk_to_end = false;
    keep(std::move(finding));
  }

  // In the child: the shard's traces, until it is told to stop.
  void search_and_send(const process::Send& send) {
    process::Publisher<judge::Coverage> counted(shared_.coverage, report_.coverage);
    std::uint64_t running = next_;
    auto next = options_.traces;
    try {
      if (!search_and_send_all(send, counted, running)) next = running;
    } catch (const judge::Stopped&) {
      next = running;
      --counted.value().traces;  // it was not done
    }
    counted.publish();
    send(encode(ProgressMessage{next}));
  }

  // False where it ends before its end. What runs is kept in our own memory too: the engine can
  // write what is shared.
  bool search_and_send_all(const process::Send& send, process::Publisher<judge::Coverage>& counted,
                           std::uint64_t& running) {
    std::uint64_t done = 0;
    RangeEvents events;
    events.begins = [&](std::uint64_t index) {
      send({});  // before the trace changes: what was cut off was so by the one before
      running = index;
      counted.publish();
      shared_.text_size = 0;
      shared_.step = being_created;
      shared_.index = index;
      if (shared_.stop) throw judge::Stopped{};
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
      // An engine that wrote where it may not may have written anywhere: what else this process
      // shows is not believed.
      return ++found < options_.max_findings && finding.defect.aspect != "memory";
    };
    auto watch = watch_into(shared_);
    watch.coverage = &counted.value();
    watch.begins = [&counted, begins = std::move(watch.begins)](std::size_t step) {
      counted.publish();
      begins(step);
    };
    watch.warned = [&](const std::string& text) { shared_.warnings.count(text, running); };
    watch.crashes = &left_out_;
    const Range range{next_, options_.traces, options_.shards};
    return search_range(engine_.marked(shared_.marks[0]), work_.probe, range, known_, watch,
                        events);
  }

  void receive(std::string_view text) {
    auto message = decode(text);
    if (const auto* progress = std::get_if<ProgressMessage>(&message)) {
      next_ = progress->next;
      events_.progress(std::min(next_, options_.traces), options_.traces);
    } else if (const auto* fails = std::get_if<FailsMessage>(&message)) {
      events_.fails(fails->trace, fails->defect, fails->message);
      unshrunk_ = *fails;
    } else {
      unshrunk_.reset();
      accept(std::get<judge::Finding>(std::move(message)));
    }
  }

  void accept(judge::Finding finding) {
    // After a crash the memory of a process may have been spoilt without ending it.
    if (report_.crashes > 0 && finding.defect.aspect != "memory" &&
        !crash_search_.confirms(finding)) {
      return;
    }
    if (finding.defect.aspect == "memory") left_out_.insert(finding.defect);
    keep(std::move(finding));
  }

  void keep(judge::Finding finding) {
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

  void take_crash(const process::Ending& ending) {
    const auto trace = running_trace();
    const auto index = running_index();
    const Crash first{ending, shared_.step};
    next_ = index + options_.shards;
    if (trace.is_concurrent() && crash_search_.needs_no_threads(trace)) return;
    const auto defect = defect_of(trace, first);
    const auto known = std::ranges::find_if(
        crash_counts_, [&](const auto& count) { return judge::covers(count.first, defect); });
    if (known != crash_counts_.end()) {
      const bool is_hang = ending.kind == process::Ending::Kind::hung;
      if (is_hang || ++known->second >= max_crashes_of_one) leave_out(known->first);
      return;
    }
    if (known_.contains(defect)) return leave_out(defect);
    events_.fails(trace, defect, message_of(first, engine_));
    auto finding = crash_search_.finding_of(trace, first, known_);
    finding.index = index;
    crash_counts_.emplace_back(finding.defect, 1);
    keep(std::move(finding));
  }

  void leave_out(const judge::Defect& defect) {
    if (!left_out_.contains(defect)) left_out_.insert(defect);
  }

  const engines::Engine& engine_;
  const Work& work_;
  const Options& options_;
  const Events& events_;
  process::Shared& shared_;
  CrashSearch crash_search_;
  judge::Defects left_out_;  // crashes whose operations are not run any more
  std::vector<std::pair<judge::Defect, std::uint64_t>> crash_counts_;  // by what crashes
  judge::Defects known_;  // the options' and those of report_.findings
  std::uint64_t next_;    // the number of the first trace that is not done
  std::uint64_t hangs_ = 0;
  std::optional<FailsMessage> unshrunk_;  // that the child is shrinking
  Report report_;
};

}  // namespace

Report search(const engines::Engine& engine, const Work& work, const Options& options,
              const Events& events, process::Shared& shared) {
  return ChildSearch(engine, work, options, events, shared).run();
}

}  // namespace claimcheck::search
