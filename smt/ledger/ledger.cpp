// SPDX-License-Identifier: MIT
#include "smt/ledger/ledger.hpp"

#include <fmt/format.h>

#include <atomic>
#include <mutex>
#include <thread>

#include "smt/solvers/cvc5.hpp"
#include "smt/solvers/z3.hpp"

namespace claimcheck::smt {
namespace {

Entry decide(const Obligation& obligation, const ProveOptions& options) {
  Entry entry{obligation, obligation, {}, {}, {}};
  const auto guarded = guard_hypotheses(obligation);
  if (const auto core = solve::find_core(guarded.smtlib, guarded.guards)) {
    entry.needed = only_needed(obligation, *core);
  }
  const std::string text = to_smtlib(entry.needed);
  entry.z3 = solve::ask_z3(text);
  const bool is_proof = entry.z3.status == solve::Status::proved;
  if (options.with_cvc5) {
    entry.cvc5 = solve::ask_cvc5(text, is_proof ? solve::Seek::proof : solve::Seek::model);
  }
  if (options.with_certificates && is_proof) {
    entry.certificate = certificates::certify(entry.needed);
  }
  return entry;
}

}  // namespace

bool Entry::proved() const {
  using enum solve::Status;
  return z3.status == proved && (cvc5.status == proved || cvc5.status == not_run);
}

bool Entry::refuted() const {
  using enum solve::Status;
  return z3.status == refuted || cvc5.status == refuted;
}

std::vector<Entry> prove(const std::vector<Obligation>& obligations, const ProveOptions& options) {
  std::vector<Entry> entries(obligations.size());
  std::atomic<std::size_t> next = 0;
  std::mutex reporting;
  std::size_t done = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < obligations.size(); i = next++) {
      if (options.ends_early && options.ends_early()) {
        entries[i] = {obligations[i], obligations[i], {}, {}, {}};
        continue;
      }
      entries[i] = decide(obligations[i], options);
      const std::lock_guard lock(reporting);
      ++done;
      if (options.progress) options.progress(done);
    }
  };
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < options.threads; ++i) threads.emplace_back(work);
  work();
  for (auto& thread : threads) thread.join();
  return entries;
}

std::string explain(const Entry& entry) {
  const Obligation& o = entry.obligation;
  std::string text = fmt::format(
      "{}\n  {}\n  theorem {}, clauses {}\n  arises at {}:{}, on the path {}\n\nhypotheses:\n",
      o.id, o.sentence, o.theorem, o.clauses, o.file, o.line, o.path);
  for (const auto& hypothesis : o.hypotheses) {
    bool needed = false;
    for (const auto& kept : entry.needed.hypotheses)
      needed = needed || kept.name == hypothesis.name;
    text += fmt::format("  {} {} ({}: {})\n      {}\n", needed ? "*" : " ", hypothesis.name,
                        name_of(hypothesis.given), hypothesis.reason, to_string(hypothesis.term));
  }
  text += fmt::format("  (* what the proof needs)\n\ngoal:\n      {}\n\n", to_string(o.goal));
  text += fmt::format("Z3: {} (rlimit {})\ncvc5: {}\n", solve::to_string(entry.z3.status),
                      entry.z3.effort, solve::to_string(entry.cvc5.status));
  if (!entry.certificate) return text;
  text += fmt::format("\ncertificate, {} instances:\n", entry.certificate->instances.size());
  for (const auto& instance : entry.certificate->instances) {
    text += "  " + instance.formula;
    for (const auto& [variable, value] : instance.values) {
      text += fmt::format("  {} := {}", variable, value);
    }
    text += "\n";
  }
  return text;
}

}  // namespace claimcheck::smt
