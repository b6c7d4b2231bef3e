// SPDX-License-Identifier: MIT
#include "smt/validation/audit.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <random>
#include <set>

#include "smt/proofs/proofs.hpp"
#include "smt/solvers/cvc5.hpp"
#include "smt/solvers/z3.hpp"
#include "smt/validation/explanations.hpp"
#include "smt/validation/for_each_place.hpp"
#include "smt/validation/great_numbers.hpp"
#include "smt/validation/specification_run.hpp"

namespace claimcheck::smt {
namespace {

// Goes through the parts of an audit.
class Work {
 public:
  explicit Work(const AuditOptions& options) : options_(options) {}

  void begin(std::string what, std::size_t all) {
    what_ = std::move(what);
    all_ = all;
    done_ = 0;
    options_.progress(what_, 0, all_);
  }

  void is_done(std::size_t done) { options_.progress(what_, done, all_); }

  void for_each(const std::function<void(std::size_t)>& work) {
    std::mutex telling;
    for_each_place(all_, options_.threads, [&](std::size_t i) {
      if (options_.ends_early()) return;
      work(i);
      const std::lock_guard lock(telling);
      is_done(++done_);
    });
  }

 private:
  const AuditOptions& options_;
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
  return has_verdict() && proved && stable && caught && enough_noticed(weakenings) &&
         vacuous.empty() && of_few.empty() && of_small.empty() && trivial.empty() &&
         claim.holds() && admission.holds() && world.holds() && statements.holds() &&
         rogues.holds();
}

namespace {

template <class T>
std::vector<T> every_nth(const std::vector<T>& all, std::size_t stride) {
  std::vector<T> some;
  for (std::size_t i = 0; i < all.size(); i += stride) some.push_back(all[i]);
  return some;
}

// One of each set of hypotheses: what is the same needs no second model.
std::vector<Obligation> of_different_hypotheses(const std::vector<Obligation>& obligations) {
  std::vector<Obligation> some;
  std::set<std::string> seen;
  for (const auto& obligation : obligations) {
    std::string text;
    for (const auto& hypothesis : obligation.hypotheses) text += to_string(hypothesis.term) + "\n";
    if (seen.insert(text).second) some.push_back(obligation);
  }
  return some;
}

// What was not looked at passes: then the audit is not finished.
std::vector<std::string> ids_that_fail(const std::vector<Obligation>& obligations, const char* what,
                                       Work& work,
                                       const std::function<bool(const Obligation&)>& passes) {
  std::vector<char> passed(obligations.size(), true);
  work.begin(what, obligations.size());
  work.for_each([&](std::size_t i) { passed[i] = passes(obligations[i]); });
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < obligations.size(); ++i) {
    if (!passed[i]) ids.push_back(obligations[i].id);
  }
  return ids;
}

// Each takes a while, and who ends an audit is not to wait for all of them.
void compare_with_runs(const AuditOptions& options, Work& work, Audit& audit) {
  const std::function<void()> parts[] = {
      [&] { audit.claim = compare_interpretations(claim_obligations(), run_claim_spec); },
      [&] { audit.admission = compare_points(admission_obligations(), run_admission_spec); },
      [&] { audit.world = compare_transitions(world_obligations()); },
      [&] { audit.rogues = try_rogue_steps(); },
      [&] { audit.statements = compare_statements(theorem_obligations()); }};
  work.begin("comparing formulas with runs, in every state of small scopes", std::size(parts));
  std::size_t done = 0;
  for (const auto& part : parts) {
    if (options.ends_early()) return;
    part();
    work.is_done(++done);
  }
}

void look_for_models(const std::vector<Obligation>& obligations, Work& work, Audit& audit) {
  const auto different = of_different_hypotheses(obligations);
  audit.vacuous =
      ids_that_fail(different, "looking for states that meet the hypotheses", work, can_hold);
  audit.of_few = ids_that_fail(
      different, "looking for states of five members", work,
      [](const Obligation& obligation) { return can_hold_of_many(obligation, audit_members); });
  audit.of_small = ids_that_fail(different, "looking for numbers that are kept small", work,
                                 [](const Obligation& obligation) {
                                   return number_kept_below(obligation, audit_great_number).empty();
                                 });
  audit.trivial =
      ids_that_fail(obligations, "looking for goals that are true whatever is assumed", work,
                    [](const Obligation& obligation) {
                      return can_be_false(obligation) || !why_trivial(obligation.id).empty();
                    });
}

}  // namespace

Audit audit(const AuditOptions& options) {
  Audit audit;
  const auto specification_mutants = every_nth(all_specification_mutants(), options.stride);
  const auto obligations = every_nth(all_obligations(), options.stride);
  Work work(options);
  work.begin("proving everything afresh", obligations.size());
  ProveOptions proving;
  proving.threads = options.threads;
  proving.progress = [&](std::size_t done) { work.is_done(done); };
  proving.ends_early = options.ends_early;
  audit.entries = prove(obligations, proving);
  compare_with_runs(options, work, audit);
  look_for_models(obligations, work, audit);
  work.begin("proving it with other seeds and in other orders", obligations.size());
  audit.spreads.resize(obligations.size());
  work.for_each([&](std::size_t i) { audit.spreads[i] = spread_of(audit.entries[i].needed); });
  work.begin("refuting the specification mutants", specification_mutants.size());
  audit.specification_mutants.resize(specification_mutants.size());
  work.for_each([&](std::size_t i) {
    audit.specification_mutants[i] = try_mutant(specification_mutants[i]);
  });
  if (!options.ends_early()) {
    work.begin("making the specifications weaker, an operator at a time", 1);
    audit.weakenings =
        try_weakenings(options.weakening_stride, options.threads, options.ends_early);
  }
  audit.is_finished = !options.ends_early();
  std::erase_if(audit.spreads, [](const Spread& spread) { return spread.id.empty(); });
  std::erase_if(audit.specification_mutants,
                [](const SpecificationMutantResult& result) { return result.name.empty(); });
  return audit;
}

}  // namespace claimcheck::smt
