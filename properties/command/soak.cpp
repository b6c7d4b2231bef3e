// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <chrono>

#include "properties/command/commands.hpp"
#include "properties/command/report.hpp"
#include "properties/command/show.hpp"
#include "properties/concurrent/cases.hpp"
#include "properties/concurrent/probe.hpp"
#include "properties/concurrent/real_threads.hpp"
#include "properties/hunt/child.hpp"
#include "properties/hunt/message.hpp"
#include "properties/hunt/plugin.hpp"
#include "properties/hunt/shared_memory.hpp"
#include "properties/hunt/store.hpp"

namespace claimcheck::command {
namespace {

constexpr int patience_ms = 10'000;       // without a sign of life: a deadlock
constexpr std::uint64_t executions = 50;  // of one case, before the next

class Soak {
 public:
  explicit Soak(const SoakOptions& options)
      : options_(options), engine_(hunt::engine_named(options.engine)) {}

  // In a child process: real threads that deadlock can only be killed.
  hunt::Ending run() {
    return hunt::run_in_child(
        *shared_, patience_ms, [this](const hunt::Send& send) { work(send); },
        [this](std::string_view text) {
          found_.push_back(std::get<hunt::Finding>(hunt::decode(text)));
        });
  }

  const driver::Engine& engine() const { return engine_; }
  const std::vector<hunt::Finding>& found() const { return found_; }
  std::uint64_t executions_done() const { return shared_->beats; }
  std::uint64_t cases_done() const { return shared_->index; }
  model::Trace last_case() const {
    return concurrent::random_case(engine_.api(), options_.seed, shared_->index);
  }

 private:
  void work(const hunt::Send& send) {
    const auto deadline =
        std::chrono::steady_clock::now() + std::chrono::milliseconds(options_.budget_ms);
    for (std::uint64_t index = 0; std::chrono::steady_clock::now() < deadline; ++index) {
      shared_->index = index;
      const auto trace = concurrent::random_case(engine_.api(), options_.seed, index);
      if (concurrent::differs_without_threads(engine_, trace)) continue;
      for (std::uint64_t again = 0; again < executions; ++again) {
        ++shared_->beats;
        const auto execution = concurrent::run_on_threads(engine_, trace);
        if (!execution.difference) continue;
        hunt::Finding finding;
        finding.defect = execution.difference->defect;
        finding.message = execution.difference->message;
        finding.trace = trace;
        finding.trace.breaks = {{finding.defect.clause, engine_.name()}};
        send(hunt::encode(finding));
        return;
      }
    }
  }

  const SoakOptions& options_;
  driver::Engine engine_;
  hunt::SharedMemory<hunt::Shared> shared_;
  std::vector<hunt::Finding> found_;  // at most one: the first ends the soak
};

}  // namespace

ExitStatus soak(const SoakOptions& options) {
  Soak soak(options);
  fmt::print("claimcheck {}  seed {}  engine {}  real threads for {} s\n", version, options.seed,
             options.engine, options.budget_ms / 1000);
  std::fflush(stdout);
  const auto ending = soak.run();
  fmt::print("{} executions of {} cases\n", soak.executions_done(), soak.cases_done() + 1);
  if (ending.kind != hunt::Ending::Kind::finished) {
    fmt::print("C3 broken: {}, in this case:\n{}", ending.describe(),
               show_indented(soak.last_case()));
    return ExitStatus::broken;
  }
  if (soak.found().empty()) {
    fmt::print("every history equals some sequential one\n");
    return ExitStatus::holds;
  }
  const auto& finding = soak.found().front();
  const auto path = hunt::save(finding, soak.engine().name(), options.save, CLAIMCHECK_CORPUS);
  fmt::print("{} broken: {}\n{}  saved as {}: replay searches its interleavings\n",
             name(finding.defect.clause), finding.message, show_indented(finding.trace),
             show(path));
  return ExitStatus::broken;
}

}  // namespace claimcheck::command
