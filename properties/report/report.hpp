// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "properties/explore/claim/exploration.hpp"
#include "properties/faults/matrix.hpp"
#include "properties/kernel/coverage.hpp"
#include "properties/modes/timeline.hpp"
#include "properties/options/exit_status.hpp"
#include "properties/options/options.hpp"
#include "properties/reach/result.hpp"
#include "properties/replay/corpus.hpp"
#include "properties/search/search.hpp"
#include "properties/text/colour.hpp"

// What a run says: on standard output, the same bytes for the same seed, and as JSON.

namespace claimcheck::report {

inline constexpr std::string_view version = CLAIMCHECK_VERSION;

struct FoundTrace {
  judge::Finding finding;
  std::filesystem::path path;
  std::string mode = {};  // of a run, that found it: the name of its stage, or "explore"
};

// One search of a run.
struct Stage {
  std::string name;
  search::Report report;
  modes::Timeline timeline = {};
  reach::Result reached = {};
};

struct Exploration {
  std::size_t number = 0;  // of the scope, among all that a run explores
  explore::claim::Scope scope;
  explore::claim::Report report;
};

struct RunReport {
  std::string engine;                                // as on the command line
  std::shared_ptr<const claimcheck_engine_api> api;  // what it is like; null: all can be asked
  options::Modes modes;
  std::vector<replay::ReplayedTrace> replay;
  std::vector<Stage> stages;
  std::vector<Exploration> explorations;
  std::vector<FoundTrace> found;
  std::vector<FoundTrace> known;   // of --known: not listed
  std::vector<std::string> sites;  // the engine's own table
  faults::Matrix matrix;
  std::optional<kernel::TextCoverage> text;  // of an engine made of a kernel tree
  std::string refused;  // why the engine could not be used any more; empty: it could
  std::string missing;  // which shards a merged report lacks; empty: none
  std::vector<std::string> not_checked;  // what it says of itself; then nothing is green

  // What it is called, its table, and what it says is not checked of it.
  void take_engine(const engines::Engine& of);
  // False: an engine wrote over memory in which a child counted, so that nothing holds by it.
  bool is_credible() const;
  judge::Coverage coverage() const;  // over all stages, the exploration left out
  std::uint64_t traces_left() const;
  // What breaks in the corpus without its file's saying so.
  std::vector<const replay::ReplayedTrace*> broken_in_corpus() const;
  // Places in `found`, by cause.
  std::vector<std::vector<std::size_t>> causes() const;
};

// Whether anything that the run saw breaks the clause.
bool is_broken(const RunReport& report, model::Clause clause);

// "BROKEN", "holds", "NOT EXERCISED" where it could have been, or "not checked".
std::string verdict_on(const RunReport& report, const model::ClauseInfo& row);

// Lines as they are where a program reads them; on a terminal they fit it.
void print_fitted(const std::string& lines);

// What an engine from outside turned out to be, as it says itself: a kernel tree says what of it is
// checked. Printed before anything is run on it.
void print_about(const engines::Engine& engine);

// What is wrong with a step, so far in, and at most 80 columns wide.
std::string in_lines(const std::string& message, const std::string& indent = "  ");

// What a search met, before it is shrunk.
void print_failure(const model::Trace& trace, const judge::Defect& defect,
                   const std::string& message);

void print_finding(const judge::Finding& finding, const std::filesystem::path& path,
                   const std::string& engine);
// `engine` is the engine's own name.
void print_replay(const std::vector<replay::ReplayedTrace>& replay, const std::string& engine);
void print_stage(const Stage& stage);
// All that a run does, and what it found, once it is over.
void print_searches(const RunReport& report, const std::string& name);
void print_exploration(const Exploration& exploration, const std::string& engine);

// What was checked, and the clauses that hold, are broken or were not looked at: about ten lines.
std::string summary(const RunReport& report);
// "T1-T5 U1 U2": names of clauses in the contract's order, three and more in a row as a range.
std::string clause_ranges(std::span<const std::string_view> names);
// A line of such a summary, or more: nothing where there are no words.
std::string summary_row(std::string_view label, const std::string& words,
                        text::Colour colour = text::Colour::plain);

// Sites by operations: how often each was reached, failed, and with how many outcomes.
void print_matrix(const RunReport& report);

// What the engine warned about (A5): each text once, how often, and the trace it came with first.
void print_warnings(const RunReport& report);

// The table of clauses: how often each was exercised, and what came of it.
void print_clauses(const RunReport& report);

// How much of a kernel tree's text was executed, where there is one.
void print_text_coverage(const RunReport& report);

// The last lines, which say what the exit status says.
options::ExitStatus print_verdict(const RunReport& report);

// What keeps a run from a verdict, or was left out of it: a line each, of the last lines and of the
// page. The formats of --report have a case for each.
std::vector<std::string> left_open(const RunReport& report);
// What fails without threads is not for a search of threads to tell.
std::string what_is_set_aside(std::uint64_t traces);

// "posted breaks T3, as expected". `engine` is the engine's own name.
std::string sentence(const replay::ReplayedTrace& replayed, const std::string& engine);

// How many of the files the time was over for before they were run; nothing where all were.
std::string not_run(const std::vector<replay::ReplayedTrace>& replay);

// One line for one replayed file; where it differs, the step and both answers below it.
void print_replayed(const replay::ReplayedTrace& replayed, const std::string& engine);

options::ExitStatus verdict(const RunReport& report);

// A run that only exercised what the engine cannot be asked.
bool exercised_nothing(const RunReport& report);

// Clauses that the modes of the run can reach, and that nothing exercised.
std::vector<model::Clause> missed_clauses(const RunReport& report);

// Clauses that some of the explored scopes could reach, and none did.
std::vector<model::Clause> unexplored_clauses(const RunReport& report);

// Sites that the sweeps never reached, or reached and never failed. Of a kernel tree, whose text
// says what was never reached, only the latter.
std::vector<std::string> missed_sites(const RunReport& report);

}  // namespace claimcheck::report
