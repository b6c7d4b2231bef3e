// SPDX-License-Identifier: MIT
#include "properties/campaign/campaign.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "properties/campaign/seed_claim.hpp"
#include "properties/installation/installation.hpp"
#include "properties/merge/shard_report.hpp"
#include "properties/process/deadline.hpp"
#include "properties/report/generated_page.hpp"
#include "properties/report/run_json.hpp"
#include "properties/store/store.hpp"

namespace claimcheck::campaign {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using Clock = std::chrono::steady_clock;

// As a whole or not at all, whoever else writes it.
void replace(const fs::path& file, const std::string& text) {
  auto beside = file;
  beside += fmt::format(".{}", getpid());
  report::write_document(beside, text);
  fs::rename(beside, file);
}

json read(const fs::path& file) {
  return json::parse(report::read_document(file), nullptr, false);
}

json identity_of(const options::RunOptions& options) {
  auto identity = merge::identity_of(options);
  // Each seed is its own; and a campaign outlives a build of ours.
  for (const auto* name : {"seed", "build of claimcheck"}) identity.erase(name);
  return identity;
}

json record_of(const report::RunReport& report, const options::RunOptions& options) {
  const auto whole = report::to_json(report, options);
  auto record = report::head("campaign");
  for (const auto* part : {"seed", "engine", "exit_status", "stages", "findings"}) {
    record[part] = whole.at(part);
  }
  return record;
}

// Whether the seed came to its own end, and not to that of our time.
bool is_done(const report::RunReport& report, bool had_its_budget) {
  return report.traces_left() == 0 || (had_its_budget && !process::is_past({}));
}

}  // namespace

void open_folder(const CampaignOptions& options) {
  const auto file = options.folder / "campaign.json";
  fs::create_directories(options.folder / "seeds");
  fs::create_directories(options.folder / "found");
  const auto identity = identity_of(options.run);
  if (!fs::exists(file)) {
    for (const auto& entry : fs::directory_iterator(options.folder)) {
      const auto name = entry.path().filename();
      if (name == "seeds" || name == "found" || name.string().starts_with("campaign.json"))
        continue;
      throw options::UsageError(fmt::format("--dir {}: has {} in it, and is no campaign",
                                            installation::show(options.folder), name.string()));
    }
    replace(file, identity.dump(2) + "\n");
    return;
  }
  const auto before = read(file);
  for (const auto& [name, value] : identity.items()) {
    if (before.is_object() && before.value(name, json()) == value) continue;
    const auto other = before.is_object() ? before.value(name, json()) : json();
    throw options::UsageError(fmt::format("--dir {}: a campaign with another {}: {}, and not {}",
                                          installation::show(options.folder), name, other.dump(),
                                          value.dump()));
  }
}

void run_seeds(const CampaignOptions& options, const RunSeed& run, const SeedDone& done) {
  const auto end = Clock::now() + options.time;
  const auto seeds = options.folder / "seeds";
  while (!process::is_past(end)) {
    const auto claim = SeedClaim::next(seeds, options.run.seed);
    auto seed = options.run;
    seed.seed = claim.seed();
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
    const auto left_ms = static_cast<std::uint64_t>(std::max<std::int64_t>(left.count(), 1));
    const bool has_its_budget = left_ms >= seed.budget_ms;
    seed.budget_ms = std::min(seed.budget_ms, left_ms);
    seed.save = options.folder / "found";
    seed.known.push_back(seed.save);
    const auto report = run(seed);
    if (is_done(report, has_its_budget)) {
      replace(report_of(seeds, seed.seed), record_of(report, seed).dump(2) + "\n");
    }
    done(seed.seed, report);
    write_status(options.folder);
  }
}

Status status_of(const fs::path& folder) {
  Status status;
  for (const auto& entry : fs::directory_iterator(folder / "seeds")) {
    if (entry.path().extension() != ".json") continue;
    const auto record = read(entry.path());
    if (!record.is_object() || !record.contains("stages")) continue;
    ++status.seeds_done;
    if (record.value("exit_status", 3) == 3) ++status.seeds_without_verdict;
    for (const auto& stage : record.at("stages")) {
      status.traces += stage.value("traces", std::uint64_t{0});
      status.operations += stage.value("operations", std::uint64_t{0});
      status.executions += stage.value("executions", std::uint64_t{0});
    }
  }
  for (const auto& file : store::traces_below(folder / "found")) {
    const auto name = file.filename().string();
    status.found.push_back({name.substr(0, name.find('-')), file});
  }
  return status;
}

std::string text_of(const Status& status) {
  auto text = fmt::format("{} seeds done, {} of them without a verdict\n", status.seeds_done,
                          status.seeds_without_verdict);
  text += fmt::format("{} traces, {} operations, {} executions of threads\n", status.traces,
                      status.operations, status.executions);
  text += status.found.empty() ? "nothing found\n"
                               : fmt::format("{} traces found\n", status.found.size());
  for (const auto& found : status.found) {
    text += fmt::format("{:<4} {}\n", found.clause, installation::show(found.file));
  }
  return text;
}

void write_status(const fs::path& folder) {
  const auto status = status_of(folder);
  auto document = report::head("campaign status");
  document.update({{"exit_status", static_cast<int>(exit_status(status))},
                   {"seeds_done", status.seeds_done},
                   {"seeds_without_verdict", status.seeds_without_verdict},
                   {"traces", status.traces},
                   {"operations", status.operations},
                   {"executions", status.executions},
                   {"found", json::array()}});
  for (const auto& found : status.found) {
    document["found"].push_back({{"clause", found.clause}, {"file", found.file.string()}});
  }
  replace(folder / "status.json", document.dump(2) + "\n");
  replace(folder / "status.txt", text_of(status));
}

options::ExitStatus exit_status(const Status& status) {
  if (!status.found.empty()) return options::ExitStatus::broken;
  const bool holds = status.seeds_done > 0 && status.seeds_without_verdict == 0;
  return holds ? options::ExitStatus::holds : options::ExitStatus::no_verdict;
}

}  // namespace claimcheck::campaign
