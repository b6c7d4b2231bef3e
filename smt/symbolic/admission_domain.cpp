// SPDX-License-Identifier: MIT
#include "smt/symbolic/admission_domain.hpp"

namespace claimcheck::smt {
namespace {

using D = AdmissionDomain;
using Index = D::Index;
using Extent = D::Extent;

template <class Statement>
void give(D& d, Given given, const char* name, Statement statement, const char* reason) {
  d.walk().give(given, name, d.state(statement), reason);
}

void give_words(D& d) {
  give(
      d, Given::type, "words",
      [&] {
        return Bool(is_word(d.members().term)) && Bool(is_word(d.extents().term)) &&
               Bool(is_word(d.region_base().term)) && Bool(is_word(d.region_size().term)) &&
               (d.seq_base() == 0 || d.seq_base() == 1);
      },
      "numbers of extents, and the region's base and size, are 64-bit words; the contract's base "
      "is 0 or 1");
  give(
      d, Given::type, "extent_words",
      [&] {
        return d.every([&](Extent e) -> Bool {
          return Bool(is_word(d.start(e).term)) && Bool(is_word(d.length(e).term));
        });
      },
      "an extent's start and length are 64-bit words");
}

void give_places(D& d) {
  give(
      d, Given::axiom, "members_differ",
      [&] {
        return d.forall(0, d.members(),
                        [&](Index i) -> Bool { return d.apply<Index>("place", d.member(i)) == i; });
      },
      "each member of an offer is an extent of its own");
  give(
      d, Given::axiom, "members_come_here",
      [&] {
        return d.forall(0, d.members(), [&](Index i) -> Bool {
          return d.is_here(d.member(i)) && d.tag(d.member(i)) == d.the_tag();
        });
      },
      "what is offered is offered to this region, by this tag");
  give(
      d, Given::axiom, "extents_differ",
      [&] {
        return d.forall(0, d.extents(), [&](Index i) -> Bool {
          return d.apply<Index>("listed_at", d.extent(i)) == i;
        });
      },
      "the extents of a region are listed once each");
  give(
      d, Given::axiom, "order_permutes",
      [&] {
        return d.forall(0, d.members(), [&](Index v) -> Bool {
          return d.is_offered(d.in_order(v), d.members()) && d.rank(d.in_order(v)) == v;
        }) && d.forall(0, d.members(), [&](Index i) -> Bool {
          const Extent e = d.member(i);
          return 0 <= d.rank(e) && d.rank(e) < d.members() && d.in_order(d.rank(e)) == e;
        });
      },
      "sorting permutes");
  give(
      d, Given::axiom, "order_of_arrival",
      [&] {
        return d.shared() || d.forall(0, d.members(), [&](Index v) -> Bool {
          return d.in_order(v) == d.member(v);
        });
      },
      "an offer that is not shared is not sorted");
}

void give_meant(D& d) {
  give(
      d, Given::axiom, "meant",
      [&] {
        return d.every([&](Extent e) -> Bool {
          const Bool by_start = d.is_null(d.tag(e)) && d.start(e) == d.word("the_start");
          return d.meant(e) ==
                 d.either_of(d.apply<Bool>("by_tag"), Bool(d.tag(e) == d.the_tag()), by_start);
        });
      },
      "a release means a tag, or the untagged extent at a start");
}

}  // namespace

AdmissionDomain::AdmissionDomain(Walk& walk) : Symbolic(walk) {
  give_words(*this);
  give_places(*this);
  give_meant(*this);
}

}  // namespace claimcheck::smt
