// SPDX-License-Identifier: MIT
#include "smt/validation/audit.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <random>
#include <thread>

#include "smt/proofs/proofs.hpp"
#include "smt/solvers/cvc5.hpp"
#include "smt/solvers/z3.hpp"
#include "smt/validation/specification_run.hpp"

namespace claimcheck::smt {
namespace {

// Goes through the parts of an audit.
class Work {
 public:
  Work(unsigned threads, const AuditWatch& watch) : threads_(threads), watch_(watch) {}

  void begin(std::string what, std::size_t all) {
    what_ = std::move(what);
    all_ = all;
    done_ = 0;
    watch_.progress(what_, 0, all_);
  }

  void is_done(std::size_t done) { watch_.progress(what_, done, all_); }

  void for_each_place(const std::function<void(std::size_t)>& work) {
    std::atomic<std::size_t> next = 0;
    std::mutex telling;
    const auto loop = [&] {
      for (std::size_t i = next++; i < all_ && !watch_.ends_early(); i = next++) {
        work(i);
        const std::lock_guard lock(telling);
        is_done(++done_);
      }
    };
    std::vector<std::thread> others;
    for (unsigned i = 1; i < threads_; ++i) others.emplace_back(loop);
    loop();
    for (auto& other : others) other.join();
  }

 private:
  unsigned threads_;
  const AuditWatch& watch_;
  std::string what_;
  std::size_t all_ = 0;
  std::size_t done_ = 0;
};

Spread spread_of(Obligation obligation) {
  Spread spread{obligation.id, UINT64_MAX, 0, 0};
  for (unsigned seed = 1; seed <= audit_seeds; ++seed) {
    std::mt19937 order(seed);
    std::shuffle(obligation.hypotheses.begin(), obligation.hypotheses.end(), order);
    solve::Z3Options options;
    options.seed = seed;
    const auto answer = solve::ask_z3(to_smtlib(obligation), options);
    spread.min_rlimit = std::min(spread.min_rlimit, answer.effort);
    spread.max_rlimit = std::max(spread.max_rlimit, answer.effort);
    spread.not_proved += answer.status != solve::Status::proved;
  }
  return spread;
}

SpecificationMutantResult try_mutant(const SpecificationMutant& mutant) {
  SpecificationMutantResult result;
  result.name = mutant.name;
  result.description = mutant.description;
  result.refutation = refute(mutant);
  result.is_run = mutant.run != nullptr;
  if (mutant.claim) {
    result.counter = counter_trace(result.refutation);
    if (result.counter.trace) result.parts_in = how_it_parts(mutant, *result.counter.trace);
  }
  if (mutant.run) {
    RunLog log;
    result.false_statement = mutant.run(log).false_statement.value_or("");
  }
  return result;
}

}  // namespace

bool Audit::has_verdict() const {
  const bool all_said = std::all_of(entries.begin(), entries.end(), [](const Entry& entry) {
    return entry.refuted() || entry.cvc5.status == solve::Status::proved;
  });
  const bool all_refuted =
      std::all_of(specification_mutants.begin(), specification_mutants.end(),
                  [](const SpecificationMutantResult& result) {
                    return !result.refutation.by_z3.empty() && !result.refutation.by_cvc5.empty();
                  });
  return is_finished && all_said && all_refuted;
}

bool Audit::holds() const {
  const bool proved = std::all_of(entries.begin(), entries.end(),
                                  [](const Entry& entry) { return entry.proved(); });
  const bool stable = std::all_of(spreads.begin(), spreads.end(),
                                  [](const Spread& spread) { return spread.not_proved == 0; });
  const bool caught =
      std::all_of(specification_mutants.begin(), specification_mutants.end(),
                  [](const SpecificationMutantResult& result) {
                    const bool is_caught = !result.is_run || !result.false_statement.empty();
                    return is_caught && (!result.counter.trace || !result.parts_in.empty());
                  });
  return has_verdict() && proved && stable && caught && vacuous.empty() && claim.holds() &&
         admission.holds() && world.holds();
}

Audit audit(unsigned threads, const AuditWatch& watch) {
  Audit audit;
  const auto& specification_mutants = all_specification_mutants();
  const auto obligations = all_obligations();
  Work work(threads, watch);
  work.begin("proving everything afresh", obligations.size());
  ProveOptions options;
  options.threads = threads;
  options.progress = [&](std::size_t done) { work.is_done(done); };
  options.ends_early = watch.ends_early;
  audit.entries = prove(obligations, options);
  if (!watch.ends_early()) {
    work.begin("comparing formulas with runs, in every state of small scopes", 1);
    audit.claim = compare_interpretations(claim_obligations(), run_claim_spec);
    audit.admission = compare_points(admission_obligations(), run_admission_spec);
    audit.world = compare_transitions(transition_obligations());
  }
  work.begin("looking for states that meet the hypotheses", obligations.size());
  std::vector<char> possible(obligations.size(), true);
  work.for_each_place([&](std::size_t i) { possible[i] = can_hold(obligations[i]); });
  for (std::size_t i = 0; i < obligations.size(); ++i) {
    if (!possible[i]) audit.vacuous.push_back(obligations[i].id);
  }
  work.begin("proving it with other seeds and in other orders", obligations.size());
  audit.spreads.resize(obligations.size());
  work.for_each_place(
      [&](std::size_t i) { audit.spreads[i] = spread_of(audit.entries[i].needed); });
  work.begin("refuting the specification mutants", specification_mutants.size());
  audit.specification_mutants.resize(specification_mutants.size());
  work.for_each_place([&](std::size_t i) {
    audit.specification_mutants[i] = try_mutant(specification_mutants[i]);
  });
  audit.is_finished = !watch.ends_early();
  std::erase_if(audit.spreads, [](const Spread& spread) { return spread.id.empty(); });
  std::erase_if(audit.specification_mutants,
                [](const SpecificationMutantResult& result) { return result.name.empty(); });
  return audit;
}

}  // namespace claimcheck::smt
