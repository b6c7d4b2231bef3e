// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <chrono>

#include "properties/command/commands.hpp"
#include "properties/command/kernel.hpp"
#include "properties/concurrent/cases.hpp"
#include "properties/concurrent/probe.hpp"
#include "properties/concurrent/real_threads.hpp"
#include "properties/judge/blame.hpp"
#include "properties/kernel/build.hpp"
#include "properties/process/child.hpp"
#include "properties/process/plugin.hpp"
#include "properties/process/shared_memory.hpp"
#include "properties/replay/show.hpp"
#include "properties/report/report.hpp"
#include "properties/search/message.hpp"
#include "properties/store/store.hpp"

namespace claimcheck::command {
namespace {

constexpr int hang_timeout_ms = 10'000;   // without a sign of life: a deadlock
constexpr std::uint64_t executions = 20;  // of one case, before the next

class Soak {
 public:
  explicit Soak(const options::SoakOptions& options)
      : options_(options), engine_(process::engine_named(options.engine)) {}

  // In a child process: real threads that deadlock can only be killed.
  process::Ending run() {
    return process::run_in_child(
        *shared_, hang_timeout_ms, [this](const process::Send& send) { work(send); },
        [this](std::string_view text) {
          found_.push_back(std::get<judge::Finding>(search::decode(text)));
        });
  }

  const engines::Engine& engine() const { return engine_; }
  const std::vector<judge::Finding>& found() const { return found_; }
  // Traces count executions, set_aside cases.
  const judge::Coverage& done() const { return shared_->coverage; }
  std::uint64_t cases() const { return shared_->index + 1; }
  // The case that ran when the child ended as it did: threads that wait for one another hang.
  judge::Finding fatal(const process::Ending& ending) const {
    auto trace = concurrent::random_case(engine_.api(), options_.seed, shared_->index);
    const auto defect = judge::blame_crash(trace, {0, ending.describe(), ""});
    const auto last = trace.steps.size() - 1;
    return judge::finding_of({defect, last, ending.describe()}, std::move(trace), engine_.name());
  }

 private:
  void work(const process::Send& send) {
    const auto deadline =
        std::chrono::steady_clock::now() + std::chrono::milliseconds(options_.budget_ms);
    for (std::uint64_t index = 0; std::chrono::steady_clock::now() < deadline; ++index) {
      shared_->index = index;
      ++shared_->beats;
      const auto trace = concurrent::random_case(engine_.api(), options_.seed, index);
      if (concurrent::differs_without_threads(engine_, trace)) {
        ++shared_->coverage.set_aside;
        continue;
      }
      for (std::uint64_t again = 0; again < executions; ++again) {
        ++shared_->beats;
        ++shared_->coverage.traces;
        const auto execution = concurrent::run_on_threads(engine_, trace, again);
        if (!execution.difference) continue;
        send(search::encode(judge::finding_of(*execution.difference, trace, engine_.name())));
        return;
      }
    }
  }

  const options::SoakOptions& options_;
  engines::Engine engine_;
  process::SharedMemory<process::Shared> shared_;
  std::vector<judge::Finding> found_;  // at most one: the first ends the soak
};

}  // namespace

options::ExitStatus soak(const options::SoakOptions& options) {
  Soak soak(options);
  fmt::print("claimcheck {}  seed {}  engine {}  real threads for {} s\n", report::version,
             options.seed, kernel::engine_title(options.engine), options.budget_ms / 1000);
  std::fflush(stdout);
  const auto ending = soak.run();
  const auto& done = soak.done();
  fmt::print("{} executions of {} cases", done.traces, soak.cases() - done.set_aside);
  if (done.set_aside > 0)
    fmt::print("; {} set aside, they need no threads to fail", done.set_aside);
  fmt::print("\n");
  const bool has_ended_itself = ending.kind == process::Ending::Kind::finished;
  if (has_ended_itself && soak.found().empty()) {
    if (done.traces > 0) {
      fmt::print("every history equals some sequential one\n");
      return options::ExitStatus::holds;
    }
    fmt::print("no verdict: no case that needs threads to fail\n");
    return options::ExitStatus::no_verdict;
  }
  const auto finding = has_ended_itself ? soak.found().front() : soak.fatal(ending);
  const auto path = store::save(finding, soak.engine().name(), options.save, CLAIMCHECK_CORPUS);
  fmt::print("{} broken: {}\n{}  saved as {}: replay searches its interleavings\n",
             name(finding.defect.clause), finding.message, replay::show_indented(finding.trace),
             replay::show(path));
  return options::ExitStatus::broken;
}

}  // namespace claimcheck::command
