// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "smt/certificates/maker.hpp"
#include "smt/solvers/answer.hpp"
#include "smt/symbolic/obligation.hpp"

// What became of each obligation.

namespace claimcheck::smt {

struct Entry {
  Obligation obligation;  // with all hypotheses
  Obligation needed;      // without those that Z3's proof did without: what is exported
  solve::Answer z3;       // on `needed`
  solve::Answer cvc5;     // the same
  std::optional<certificates::Certificate> certificate;  // of `needed`, where asked for

  // By both solvers; by Z3 alone where there is no cvc5.
  bool proved() const;
  bool refuted() const;
};

struct ProveOptions {
  bool with_cvc5 = true;
  bool with_certificates = false;
  unsigned threads = 2;
  // Called with how many are done; from any thread, one at a time.
  std::function<void(std::size_t)> progress;
  // Asked before each, from any thread: what is left then is not asked of any solver. May be empty.
  std::function<bool()> ends_early;
};

// In the order of the obligations, whatever the order in which they are decided.
std::vector<Entry> prove(const std::vector<Obligation>& obligations, const ProveOptions& options);

// A JSON document, and the page that is committed: the latter has nothing in it that depends on
// the run, only on the formulas and on Z3's proofs.
std::string to_json(const std::vector<Entry>& entries);
std::string to_page(const std::vector<Entry>& entries);

// Statement, hypotheses, where it arises; several lines for a person.
std::string explain(const Entry& entry);

}  // namespace claimcheck::smt
