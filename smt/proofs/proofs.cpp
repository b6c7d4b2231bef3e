// SPDX-License-Identifier: MIT
#include "smt/proofs/proofs.hpp"

#include <algorithm>
#include <iterator>
#include <sstream>

namespace claimcheck::smt {

std::vector<Obligation> all_obligations() {
  std::vector<Obligation> all;
  for (auto part : {lemma_obligations, claim_obligations, admission_obligations, call_obligations,
                    world_obligations, lock_obligations, engine_obligations, holding_obligations,
                    index_obligations, spread_obligations}) {
    auto some = part();
    all.insert(all.end(), std::make_move_iterator(some.begin()),
               std::make_move_iterator(some.end()));
  }
  return all;
}

std::vector<Obligation> world_obligations() {
  auto all = transition_obligations();
  auto theorems = theorem_obligations();
  std::move(theorems.begin(), theorems.end(), std::back_inserter(all));
  return all;
}

std::map<std::string, std::set<char>> theorems_of_clauses(
    const std::vector<Obligation>& obligations) {
  std::map<std::string, std::set<char>> theorems;
  for (const auto& obligation : obligations) {
    std::istringstream words(obligation.clauses);
    for (std::string clause; words >> clause;) {
      theorems[clause].insert(obligation.theorem.front());
    }
  }
  return theorems;
}

const char* theorem_sentence(char letter) {
  switch (letter) {
    case 'a':
      return "the slot check passes exactly the sequences that have every number once; an offer "
             "that loses none is numbered so";
    case 'b':
      return "a claim makes the members the device's ranges, in order, offsets being prefix sums, "
             "and no sum leaves 64 bits; what is offered or injected lies in the region, apart "
             "from "
             "all that lives there";
    case 'c':
      return "a claim that fails at any step of any number, a device emptied, and extents "
             "released leave all else as it was";
    case 'd':
      return "I1 to I6 hold in every state that operations lead to, and extents lie apart";
    case 'e':
      return "a refusal changes nothing";
    case 'f':
      return "what the loops did is the transition that I1 to I6 are proved of";
    case 'g':
      return "threads exclude each other, change what a lock guards with that lock only, see no "
             "torn "
             "group, and lose no rollback";
    case 'h':
      return "the indexed engine's texts decide T2, T3 and T4 of a group as the contract's claim "
             "does, put a member that comes where its seq belongs, claim a group and give it back "
             "as the contract does, keep an index that finds the group of a tag exactly if there "
             "is one, and read of a number spread over slots what was there at one instant";
    default:
      return "";
  }
}

}  // namespace claimcheck::smt
