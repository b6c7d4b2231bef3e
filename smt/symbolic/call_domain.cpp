// SPDX-License-Identifier: MIT
#include "smt/symbolic/call_domain.hpp"

namespace claimcheck::smt {

CallDomain::CallDomain(Walk& walk) : WorldDomain(walk), before_(any_world("before")) {
  walk.give(Given::type, "extents", state([&] { return Bool(is_word(extents().term)); }),
            "the number of extents of a region is a 64-bit word");
  walk.give(
      Given::axiom, "region_lists_its_extents", state([&] {
        return the_region() == region_of(the_device()) && seq_base() == base(the_region()) &&
               region_size() == size_of(the_region()) &&
               forall(0, extents(), [&](Index i) -> Bool { return listed_at(extent(i)) == i; }) &&
               every([&](Extent e) -> Bool {
                 return (before_.alive(e) && home(e) == the_region()) == is_listed(e, extents());
               });
      }),
      "a device's region lists the extents that live in it, once each");
}

}  // namespace claimcheck::smt
