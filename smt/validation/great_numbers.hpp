// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "smt/symbolic/obligation.hpp"

namespace claimcheck::smt {

// The most members that a group may have (M2), and the greatest sequence number in one.
inline constexpr int audit_great_number = 65'535;

// Which number of the contract (members, extents, devices, sequence numbers, lengths, addresses)
// the hypotheses keep below `great`, everywhere or in the members of the group, whatever branches
// were taken; empty where a solver finds none. Of members alone where there can be two:
// can_hold_of_many() looks whether there can. A proof under a bound that the contract does not have
// would say nothing of what lies above. Thread-safe.
std::string number_kept_below(const Obligation& obligation, int great);

}  // namespace claimcheck::smt
