// SPDX-License-Identifier: MIT
#include "properties/command/campaign.hpp"

#include <fmt/format.h>

#include <memory>

#include "properties/campaign/campaign.hpp"
#include "properties/command/jobs.hpp"
#include "properties/command/kernel.hpp"
#include "properties/command/run.hpp"
#include "properties/installation/installation.hpp"
#include "properties/kernel/build.hpp"
#include "properties/process/deadline.hpp"
#include "properties/report/report.hpp"

namespace claimcheck::command {
namespace {

struct CampaignCommand {
  campaign::CampaignOptions options;
  kernel::KernelSource kernel;
  double hours = 0;
  std::string time, slice, modes, effort, hang_timeout;
};

void print_seed(std::uint64_t seed, const report::RunReport& report) {
  std::uint64_t traces = 0;
  for (const auto& stage : report.stages) traces += stage.report.coverage.traces;
  fmt::print("seed {}: {} traces", seed, traces);
  if (report.traces_left() > 0) fmt::print(", {} not run", report.traces_left());
  fmt::print(", {} found\n", report.found.size());
  for (const auto& found : report.found) {
    fmt::print("\n");
    report::print_finding(found.finding, found.path, report.engine);
  }
  std::fflush(stdout);
}

options::ExitStatus run_campaign(const campaign::CampaignOptions& options) {
  process::heed_signals();
  campaign::open_folder(options);
  fmt::print("claimcheck {}  campaign {}  engine {}\n", report::version,
             installation::show(options.folder), kernel::engine_title(options.run.engine));
  std::fflush(stdout);
  campaign::write_status(options.folder);
  campaign::run_seeds(
      options,
      [](const options::RunOptions& seed) {
        // Of one job too: what a run prints is not for a log of days.
        return run_by_jobs(seed,
                           [](const options::RunOptions& part) { return searched(part).report; });
      },
      print_seed);
  const auto status = campaign::status_of(options.folder);
  fmt::print("\n{}", campaign::text_of(status));
  return campaign::exit_status(status);
}

void take(CampaignCommand& given) {
  auto& run = given.options.run;
  constexpr double ms_in_an_hour = 3'600'000;
  given.options.time = std::chrono::milliseconds(
      given.time.empty() ? static_cast<std::uint64_t>(given.hours * ms_in_an_hour)
                         : options::parse_time("--budget", given.time));
  if (!given.slice.empty()) run.budget_ms = options::parse_time("--slice", given.slice);
  if (!given.hang_timeout.empty()) {
    run.hang_timeout_ms = options::parse_time("--hang-timeout", given.hang_timeout);
  }
  run.modes = options::parse_modes(given.modes);
  const bool is_quick = given.effort.empty() ? !given.kernel.tree.empty() : given.effort == "quick";
  run.effort = is_quick ? options::Effort::quick : options::Effort::full;
  run.amounts = options::amounts_of(run.effort);
  use_kernel(given.kernel, run.engine);
}

}  // namespace

void add_campaign(CLI::App& app, options::ExitStatus& status) {
  const auto given = std::make_shared<CampaignCommand>();
  auto& run = given->options.run;
  constexpr std::uint64_t slice_ms = 600'000;
  run.budget_ms = slice_ms;
  auto* campaign = app.add_subcommand(
      "campaign", "Search for hours, a seed after another, in any number of processes");
  campaign
      ->add_option("--dir", given->options.folder,
                   "The campaign's folder, made where it is not there; who is given the same one "
                   "goes on with it, and many may at once")
      ->required();
  auto* time = campaign->add_option("--hours", given->hours, "How long")
                   ->check(CLI::Range(0.0, 24.0 * 366))
                   ->default_str("1");
  given->hours = 1;
  campaign->add_option("--budget", given->time, "The same, as in 30m")->excludes(time);
  campaign
      ->add_option("--engine", run.engine,
                   "indexed, posted, or the path of a shared object, behind a comma its options")
      ->capture_default_str();
  add_kernel(*campaign, given->kernel);
  campaign->add_option("--seed", run.seed, "The first")
      ->check(options::wrong_number, "")
      ->capture_default_str();
  campaign->add_option("--slice", given->slice, "The time of one seed at most")->default_str("10m");
  given->modes = "check,faults,concurrent";
  campaign->add_option("--modes", given->modes, "Only these parts of a run")->capture_default_str();
  campaign->add_option("--effort", given->effort, "How much a seed does: as of run")
      ->check(CLI::IsMember({"quick", "full"}));
  campaign->add_option("--jobs", run.jobs, "How many processes do a seed")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{256}))
      ->capture_default_str();
  campaign
      ->add_option("--hang-timeout", given->hang_timeout,
                   "An engine that takes so long for one call is taken to hang")
      ->default_str("10s");
  campaign->callback([given, &status] {
    take(*given);
    status = run_campaign(given->options);
  });
}

}  // namespace claimcheck::command
