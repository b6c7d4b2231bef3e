// SPDX-License-Identifier: MIT
#include "properties/command/merge.hpp"

#include <fmt/format.h>

#include <memory>

#include "properties/command/kernel.hpp"
#include "properties/command/report_option.hpp"
#include "properties/command/run.hpp"
#include "properties/command/written_after.hpp"
#include "properties/formats/gather.hpp"
#include "properties/installation/installation.hpp"
#include "properties/kernel/built.hpp"
#include "properties/merge/merge.hpp"
#include "properties/process/plugin.hpp"
#include "properties/report/run_json.hpp"

namespace claimcheck::command {
namespace {

// What the command line gives; what is about the run comes from the reports.
struct MergeOptions {
  std::vector<std::filesystem::path> paths;
  std::string engine;
  kernel::KernelSource kernel;
  std::optional<std::filesystem::path> json;
  std::string coverage, reply;
  options::RunOptions outputs;
};

// Where the engine lies here may be another place than where the shards ran.
engines::Engine engine_of(const MergeOptions& given, const merge::ShardReport& shard) {
  auto name = given.engine.empty() ? shard.options.engine : given.engine;
  use_kernel(given.kernel, name);
  try {
    auto engine = process::engine_named(name);
    merge::expect_engine(shard, name);
    return engine;
  } catch (const engines::EngineError& error) {
    if (name != shard.options.engine) throw;
    throw engines::EngineError(fmt::format(
        "{}\n  (the engine as the shards call it; --engine or --kernel says where it is here)",
        error.what()));
  }
}

// The traces lie where the shards ran: they are kept here too, and what is printed replays them.
void save(report::RunReport& report, const engines::Engine& engine,
          const options::RunOptions& options) {
  for (auto& found : report.found) {
    found.path = saved(found.finding, engine.name(), options.save, options.corpus,
                       kernel::engine_provenance(engine.argument()));
  }
}

options::ExitStatus merge_reports(const MergeOptions& given) {
  const auto started_ms = formats::now_ms();
  auto shards = merge::read_shards(given.paths);
  const auto count = shards.size();
  const auto first = shards.front();
  auto whole = merge::merged(std::move(shards));
  auto options = whole.options;
  options.save = given.outputs.save;
  options.corpus = given.outputs.corpus;
  options.reports = given.outputs.reports;
  options.html = given.outputs.html;
  options.verbose = given.outputs.verbose;
  options.coverage = given.outputs.coverage;
  options.reply = given.outputs.reply;

  SearchedRun run;
  // Before the engine is loaded, and only for what asks for it.
  if (options.reply) run.map = std::make_unique<kernel::CoverageMap>();
  const auto engine = engine_of(given, first);
  options.engine = engine.argument();
  if (kernel::sources_of(options.engine).empty() && (options.reply || options.coverage)) {
    throw options::UsageError("--coverage and --reply are of a kernel tree");
  }
  run.report = std::move(whole.report);
  run.report.take_engine(engine);
  save(run.report, engine, options);

  fmt::print("claimcheck {}  seed {}  engine {}  {} of {} shards\n", report::version, options.seed,
             kernel::engine_title(options.engine), count, whole.shards);
  report::print_searches(run.report, engine.name());
  const auto printed = print_report(run.report, options);
  const auto status = reported(printed, options.reports,
                               [&] { return formats::results_of(run.report, started_ms); });
  return written_after(status, [&] {
    if (given.json) {
      auto document = report::to_json(run.report, options);
      document["merged"] = whole.shards;
      if (!run.report.missing.empty()) document["missing"] = run.report.missing;
      report::write_json(document, *given.json);
    }
    write_html(run.report, options);
    write_of_kernel(run, options);
  });
}

}  // namespace

void add_merge(CLI::App& app, options::ExitStatus& status) {
  const auto installation = installation::installation();
  const auto given = std::make_shared<MergeOptions>();
  auto& outputs = given->outputs;
  outputs.save = installation.found;
  outputs.corpus = installation.corpus();
  auto* merge = app.add_subcommand(
      "merge",
      "Make one report of those of all shards, as `run --shard i/n --json FILE` wrote them");
  merge->add_option("PATH", given->paths, "Reports, or folders of them")->required();
  merge->add_option("--engine", given->engine,
                    "Where the engine is here; by default where the shards had it");
  add_kernel(*merge, given->kernel);
  merge->add_option("--save", outputs.save, "Where the traces that fail are kept")
      ->default_str(installation.found_name());
  merge->add_flag("--verbose", outputs.verbose,
                  "Print the tables of clauses, sites and generated traces too");
  add_json(*merge, given->json);
  add_reports(*merge, outputs.reports);
  add_html(*merge, outputs.html);
  merge->add_option("--coverage", given->coverage,
                    "Of a kernel tree: write its text here, each line marked as reached or not");
  merge->add_option("--reply", given->reply,
                    "Of a kernel tree: write what was found as a mail to a list; - is standard "
                    "output");
  merge->callback([given, &status] {
    auto& files = given->outputs;
    if (!given->coverage.empty()) {
      files.coverage = options::output_file("--coverage", given->coverage);
    }
    if (!given->reply.empty()) {
      files.reply = given->reply == "-" ? given->reply
                                        : options::output_file("--reply", given->reply).string();
    }
    try {
      status = merge_reports(*given);
    } catch (const merge::MergeError& error) {
      throw options::UsageError(fmt::format("merge: {}", error.what()));
    }
  });
}

}  // namespace claimcheck::command
