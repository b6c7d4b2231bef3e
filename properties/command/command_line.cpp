// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <limits>

#include "properties/command/campaign.hpp"
#include "properties/command/commands.hpp"
#include "properties/command/explore.hpp"
#include "properties/command/help.hpp"
#include "properties/command/kernel.hpp"
#include "properties/command/merge.hpp"
#include "properties/command/minimize.hpp"
#include "properties/command/nearest_name.hpp"
#include "properties/command/new_engine.hpp"
#include "properties/command/program_status.hpp"
#include "properties/command/report_option.hpp"
#include "properties/command/soak.hpp"
#include "properties/command/solver_commands.hpp"
#include "properties/command/words.hpp"
#include "properties/installation/installation.hpp"
#include "properties/options/shard.hpp"
#include "properties/report/generated_page.hpp"
#include "properties/report/report.hpp"

namespace claimcheck::command {
namespace {

constexpr std::string_view footer = R"(
Exit status: 0 all holds, 1 a clause is broken, 2 usage or input error,
             3 no verdict.
)";

class CommandLine {
 public:
  explicit CommandLine(char** argv) {
    app_.formatter(help_in_columns());
    app_.require_subcommand(1);
    app_.footer(std::string(footer));
    app_.set_version_flag("--version", std::string(report::version));
    add_run();
    add_replay();
    add_merge(app_, status_);
    add_campaign(app_, status_);
    add_minimize(app_, status_);
    add_soak(app_, status_);
    add_explore(app_, status_);
    add_solver_commands(app_, argv);
    add_assurance();
    add_kernel_command(app_, status_);
    add_clauses();
    add_new_engine(app_, status_);
    add_help();
  }

  std::vector<CommandHelp> help_of_commands() const {
    std::vector<CommandHelp> all;
    for (const auto* command : app_.get_subcommands({})) {
      if (!is_solver_command(*command)) all.push_back(command::help_of(*command));
    }
    return all;
  }

  options::ExitStatus execute(int argc, char** argv) {
    refuse_odd_words(argc, argv);
    try {
      if (argc > 1 && argv[1][0] != '-') expect_command(argv[1]);
      app_.parse(argc, argv);
      return status_;
    } catch (const CLI::ParseError& error) {
      // Help and report::version arrive here as well, with 0.
      return app_.exit(error) == 0 ? options::ExitStatus::holds : options::ExitStatus::usage;
    }
  }

 private:
  void expect_command(std::string_view given) {
    std::vector<std::string> names;
    for (const auto* command : app_.get_subcommands({})) names.push_back(command->get_name());
    if (std::ranges::find(names, given) != names.end()) return;
    const auto nearest = nearest_name(given, names);
    throw options::UsageError(
        nearest.empty()
            ? fmt::format("there is no command '{}'; these are: {}", given, fmt::join(names, ", "))
            : fmt::format("there is no command '{}'; did you mean '{}'?", given, nearest));
  }

  void add_run() {
    run_.corpus = installation_.corpus();
    run_.save = installation_.found;
    auto* run = app_.add_subcommand(
        "run", "Check an engine against the contract: replay the corpus, then search");
    add_engine(*run, run_.engine);
    add_what_a_kernel_takes(*run);
    run->add_option("--seed", run_.seed, "Of the random search")
        ->check(options::wrong_number, "")
        ->capture_default_str();
    add_amounts(*run);
    run->add_option("--modes", modes_, "Only these parts")
        ->default_str("replay,check,faults,concurrent,explore");
    run->add_option("--budget", budget_, "Stop the searches after this time, without a verdict")
        ->default_str("170s");
    add_hang_timeout(*run);
    run->add_option("--save", run_.save, "Where traces that fail are kept")
        ->default_str(installation_.found_name());
    run->add_option("--corpus", run_.corpus, "The traces to replay first; none: no folder")
        ->default_str("corpus");
    run->add_option("--known", run_.known,
                    "A folder of traces whose defects are not listed again, though the status "
                    "stays 1; repeatable")
        ->allow_extra_args(false);
    run->add_flag("--fail-fast", run_.fail_fast, "End at the first defect that is not known");
    run->add_flag("--verbose", run_.verbose,
                  "Print the tables of clauses, sites and generated traces too, as in the report");
    add_json(*run, run_.json);
    add_reports(*run, run_.reports);
    add_html(*run, run_.html);
    run->add_option(
        "--shard", shard_,
        "i/n: the i-th of n parts of the search; by default what the variables say that "
        "test runners, CI and job schedulers set (docs/usage.md)");
    run->add_option("--jobs", run_.jobs, "How many processes do the run, with one report")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{256}))
        ->capture_default_str();
    run->callback([this, run] {
      use_effort(*run);
      if (!budget_.empty()) run_.budget_ms = options::parse_time("--budget", budget_);
      if (!hang_timeout_.empty())
        run_.hang_timeout_ms = options::parse_time("--hang-timeout", hang_timeout_);
      if (!modes_.empty()) run_.modes = options::parse_modes(modes_);
      const auto shard =
          shard_.empty() ? options::shard_from_environment() : options::parse_shard(shard_);
      run_.shard = shard.index;
      run_.shards = shard.count;
      run_.shard_source = shard.source;
      use_folders();
      take_kernel_options();
      status_ = run_command(run_);
    });
  }

  void add_amounts(CLI::App& run) {
    run.add_option("--traces", run_.amounts.traces, "How many random traces")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1'000'000'000'000}))
        ->capture_default_str();
    run.add_option("--fault-traces", run_.amounts.fault_traces,
                   "How many random traces have every step of theirs fail")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1'000'000'000'000}))
        ->capture_default_str();
    run.add_option("--cases", run_.amounts.cases,
                   "How many random concurrent cases, after all the small ones")
        ->check(CLI::Range(std::uint64_t{0}, std::uint64_t{1'000'000'000'000}))
        ->capture_default_str();
    run.add_option("--three-threads", run_.amounts.three_threads_percent,
                   "How many percent of the small concurrent cases of three threads, and of the "
                   "failures in each; the seed draws them")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{100}))
        ->capture_default_str();
    run.add_option("--effort", effort_,
                   "quick: fewer of all these and smaller scopes explored, where they are not "
                   "given; full of an engine, quick of a kernel tree")
        ->check(CLI::IsMember({"quick", "full"}));
  }

  // An amount that is given stays.
  void use_effort(const CLI::App& run) {
    const bool is_quick = effort_.empty() ? !kernel_.tree.empty() : effort_ == "quick";
    run_.effort = is_quick ? options::Effort::quick : options::Effort::full;
    const auto given = run_.amounts;
    run_.amounts = options::amounts_of(run_.effort);
    if (run.count("--traces") > 0) run_.amounts.traces = given.traces;
    if (run.count("--fault-traces") > 0) run_.amounts.fault_traces = given.fault_traces;
    if (run.count("--cases") > 0) run_.amounts.cases = given.cases;
    if (run.count("--three-threads") > 0) {
      run_.amounts.three_threads_percent = given.three_threads_percent;
    }
  }

  // A mistyped folder is not an empty one.
  void use_folders() {
    const auto expect = [](const char* flag, const std::filesystem::path& folder,
                           const char* otherwise) {
      std::error_code error;
      if (std::filesystem::is_directory(folder, error)) return;
      throw options::UsageError(
          fmt::format("{} {}: there is no such folder{}", flag, folder.string(), otherwise));
    };
    for (const auto& folder : run_.known) expect("--known", folder, "");
    if (run_.corpus == "none") return run_.corpus.clear();
    expect("--corpus", run_.corpus, "; with 'none' no trace is replayed");
  }

  // Of a run.
  void add_what_a_kernel_takes(CLI::App& command) {
    command
        .add_option("--against", against_,
                    "Another tree, such as that of --kernel without its patches: run both in half "
                    "the budget each, and say which defects are new, fixed, unchanged or "
                    "undecided. The exit status is 1 where the tree of --kernel breaks a clause, 3 "
                    "where it does not and something is undecided")
        ->check(options::wrong_name, "")
        ->needs("--kernel");
    command
        .add_option("--coverage", coverage_,
                    "Of a kernel tree: write its text here, each line marked as reached or not")
        ->needs("--kernel");
    command
        .add_option("--reply", reply_,
                    "Of a kernel tree: write what was found, with --against what is new, as a mail "
                    "to a list; - is standard output")
        ->needs("--kernel");
  }

  void take_kernel_options() {
    if (!coverage_.empty()) run_.coverage = options::output_file("--coverage", coverage_);
    if (!reply_.empty()) {
      run_.reply = reply_ == "-" ? reply_ : options::output_file("--reply", reply_).string();
    }
    use_kernel(kernel_, run_.engine);
    if (!against_.empty()) run_.against = engine_against(against_, run_.engine);
  }

  void add_replay() {
    auto* replay = app_.add_subcommand("replay", "Run traces of files, step by step");
    replay->add_option("FILE", replay_.files, "Traces, or folders of them")->required();
    add_engine(*replay, replay_.engine);
    replay->add_flag("--explain", replay_.explain,
                     "Show what every step changes, on the contract and on the engine");
    add_html(*replay, replay_.html);
    replay
        ->add_option("--executions", replay_.executions,
                     "How many interleavings at most, of a trace with threads and no schedule")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1'000'000'000'000}))
        ->capture_default_str();
    replay
        ->add_option("--preemptions", replay_.preemptions,
                     "Of these only those that switch at most so often from a thread that could go "
                     "on; where there are others there is no verdict")
        ->check(CLI::Range(std::uint64_t{0}, std::uint64_t{1'000'000}));
    replay->add_option("--budget", budget_, "Stop after this time, without a verdict on the rest")
        ->default_str("1h");
    add_hang_timeout(*replay);
    add_json(*replay, replay_.json, "Write what came of each file here as well");
    add_reports(*replay, replay_.reports);
    replay->add_option("--trace-events", trace_events_,
                       "Write the schedules here, for Perfetto: threads and locks as lanes");
    replay->callback([this] {
      if (!trace_events_.empty()) {
        replay_.trace_events = options::output_file("--trace-events", trace_events_);
      }
      if (!budget_.empty()) replay_.budget_ms = options::parse_time("--budget", budget_);
      if (!hang_timeout_.empty())
        replay_.hang_timeout_ms = options::parse_time("--hang-timeout", hang_timeout_);
      use_kernel(kernel_, replay_.engine);
      status_ = command::replay(replay_);
    });
  }

  void add_assurance() {
    auto* assurance = app_.add_subcommand(
        "assurance", "What is known of each clause, and how: exercised, explored, proved, killed");
    add_json(*assurance, assurance_.json, "Write the page here as well, with exact numbers");
    add_reports(*assurance, assurance_.reports);
    add_html(*assurance, assurance_.html);
    assurance->add_option("--into", into_, "Put the page into this text, where its old one is");
    assurance->callback([this] {
      if (!into_.empty()) assurance_.into = into_;
      status_ = command::assurance(assurance_);
    });
  }

  void add_clauses() {
    auto* clauses = app_.add_subcommand(
        "clauses", "List the clauses of the contract, or show where one stands in the sources");
    clauses->add_option(
        "CLAUSE", clause_,
        "The lines that decide it, traces, seeded bugs and obligations of this one");
    clauses->callback(
        [this] { status_ = clause_.empty() ? list_clauses() : show_clause(clause_); });
  }

  void add_help() {
    auto* help = app_.add_subcommand("help", "Show this help, or that of a command");
    help->add_option("COMMAND", helped_, "Whose help");
    help->add_flag("--all", all_help_, "That of every command as well");
    help->add_option("--into", into_, "Put the help of all into this text, where its old one is")
        ->needs("--all");
    help->callback([this] {
      const auto text = all_help_         ? help_of_all()
                        : helped_.empty() ? help_of(app_)
                                          : help_of_command(helped_);
      fmt::print("{}", text);
      status_ = options::ExitStatus::holds;
      if (into_.empty()) return;
      const auto old_text = report::read_document(into_);
      report::write_document(into_, report::with_page(old_text, "help --all", text));
    });
  }

  std::string help_of(const CLI::App& command) const {
    // help() of the app would be that of the command that is given.
    const auto name =
        &command == &app_ ? app_.get_name() : app_.get_name() + " " + command.get_name();
    return app_.get_formatter()->make_help(&command, name, CLI::AppFormatMode::Normal);
  }

  std::string help_of_command(const std::string& name) {
    for (const auto* command : app_.get_subcommands({})) {
      if (command->get_name() != name) continue;
      return is_solver_command(*command) ? solver_help(name) : help_of(*command);
    }
    throw options::UsageError(fmt::format("help: there is no command '{}'", name));
  }

  std::string help_of_all() {
    auto text = help_of(app_);
    for (const auto* command : app_.get_subcommands({})) {
      if (command->get_name() == "help") continue;
      text += fmt::format(
          "\n{:-<80}\n{}", "",
          is_solver_command(*command) ? solver_help(command->get_name()) : help_of(*command));
    }
    return text;
  }

  static options::ExitStatus run_command(const options::RunOptions& options) {
    return command::run(options);
  }

  void add_engine(CLI::App& command, std::string& engine) {
    command
        .add_option("--engine", engine,
                    "indexed, posted, or the path of a shared object, behind a comma its options")
        ->capture_default_str();
    add_kernel(command, kernel_);
  }

  void add_hang_timeout(CLI::App& command) {
    command
        .add_option("--hang-timeout,--patience", hang_timeout_,
                    "An engine that takes so long for one call is taken to hang")
        ->default_str("10s");
  }

  CLI::App app_{"claimcheck: does a claim engine keep the contract?", "claimcheck"};
  installation::Installation installation_ = installation::installation();
  options::RunOptions run_;
  kernel::KernelSource kernel_;  // of the command that is given
  options::ReplayOptions replay_;
  options::AssuranceOptions assurance_;
  std::string budget_;
  std::string hang_timeout_;
  std::string modes_;
  std::string effort_;
  std::string shard_;
  std::string trace_events_;
  std::string coverage_;
  std::string reply_;
  std::filesystem::path against_;  // a tree; empty: none
  std::string into_;
  std::string clause_;
  std::string helped_;  // the command that help is asked of; empty: all in short
  bool all_help_ = false;
  options::ExitStatus status_ = options::ExitStatus::no_verdict;  // until there is one
};

}  // namespace

std::vector<CommandHelp> help_of_commands() {
  return CommandLine(nullptr).help_of_commands();
}

int main(int argc, char** argv) {
  return program_status([&] { return CommandLine(argv).execute(argc, argv); });
}

}  // namespace claimcheck::command
