// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "smt/symbolic/obligation.hpp"

// A proof of an obligation by steps that need no search. Z3 is asked only which formulas are used
// at which values; what follows from that is found here, and nothing of it is trusted:
// smt/checker/ decides whether it is a certificate.

namespace claimcheck::smt::certificates {

struct Certificate {
  // Which formula is used at which values of its variables; for a person.
  struct Instance {
    std::string formula;  // the name of a hypothesis, where it is one
    std::vector<std::pair<std::string, std::string>> values;
  };
  std::vector<Instance> instances;
  std::string text;  // docs/certificates.md
};

// A certificate that the checker accepts for to_smtlib(obligation); nothing where none was found.
std::optional<Certificate> certify(const Obligation& obligation);

}  // namespace claimcheck::smt::certificates
