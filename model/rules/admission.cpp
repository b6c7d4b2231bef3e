// SPDX-License-Identifier: MIT
#include "model/rules/admission.hpp"

#include <cerrno>

#include "model/concrete/concrete_admission.hpp"
#include "model/rules/outcomes.hpp"

namespace claimcheck::model {
namespace {

using enum Clause;

// `added` and `no_room` are the clauses of an offer, or of an inject.
Outcome outcome_of(AdmissionExit exit, Clause added, Clause no_room) {
  switch (exit) {
    case AdmissionExit::untagged:
      return refuse(EINVAL, M1);
    case AdmissionExit::gap:
      return refuse(EINVAL, M2);
    case AdmissionExit::taken:
      return refuse(EEXIST, M3);
    case AdmissionExit::misplaced:
      return refuse(EINVAL, M4);
    case AdmissionExit::no_room:
      return refuse(ENOSPC, no_room);
    case AdmissionExit::none:
      return refuse(ENOENT, M7);
    case AdmissionExit::busy:
      return refuse(EBUSY, M7);
    case AdmissionExit::removed:
      return done(M7);
    case AdmissionExit::added:
      break;
  }
  return done(added);
}

// Each statement of admission speaks of every pair of extents, and there is one at each loop head.
// In a region of more than these, with what is offered, they are not tested: that would take most
// of a run's time, and they are proved for any number.
constexpr std::size_t max_tested_extents = 3;

// Runs a specification of admission on a region.
template <Checks checks, class Spec>
AdmissionExit admit(const Setup& setup, State& state, std::uint32_t region, const Request& request,
                    Spec spec) {
  if constexpr (checks == Checks::on) {
    const auto extents = state.regions[region].extents.size() + request.members.size();
    if (extents > max_tested_extents) {
      return admit<Checks::off>(setup, state, region, request, spec);
    }
  }
  using D = ConcreteAdmission<checks>;
  D domain(setup, state, region, request);
  auto now = domain.template admitted<Admitted<D>>();
  const auto exit = spec(domain, now);
  domain.settle();
  return exit;
}

template <Checks checks>
Outcome release(const Setup& setup, State& state, std::uint32_t region, const Request& request) {
  const auto exit = admit<checks>(setup, state, region, request,
                                  [](auto& d, auto& now) { return release_meant(d, now); });
  return outcome_of(exit, M7, M7);
}

// M2: a seq has 16 bits, and the members of an unshared offer are numbered from the base on.
bool has_numbers_for(const RegionSetup& setup, const Offer& offer) {
  constexpr std::uint64_t numbers = std::uint64_t{UINT16_MAX} + 1;
  return offer.members.size() <= numbers - setup.seq_base;
}

}  // namespace

template <Checks checks>
Outcome offer(const Setup& setup, State& state, const Offer& offer) {
  const bool is_numbered = !offer.tag.is_null() && !offer.shared;
  if (is_numbered && !has_numbers_for(setup.regions[offer.region], offer)) {
    return refuse(EINVAL, M2);
  }
  const Request request{offer.tag, offer.shared, offer.members};
  const auto exit = admit<checks>(setup, state, offer.region, request,
                                  [](auto& d, auto& now) { return offer_group(d, now); });
  return outcome_of(exit, M2, M4);
}

template <Checks checks>
Outcome inject(const Setup& setup, State& state, const Inject& inject) {
  const Request request{inject.tag, false, {&inject.member, 1}};
  const auto exit = admit<checks>(setup, state, inject.region, request,
                                  [](auto& d, auto& now) { return inject_one(d, now); });
  return outcome_of(exit, M6, M6);
}

template <Checks checks>
Outcome release(const Setup& setup, State& state, const ReleaseTag& o) {
  return release<checks>(setup, state, o.region, {o.tag});
}

template <Checks checks>
Outcome release(const Setup& setup, State& state, const ReleaseUntagged& o) {
  return release<checks>(setup, state, o.region, {.tag = {}, .start = o.start});
}

template Outcome offer<Checks::on>(const Setup&, State&, const Offer&);
template Outcome offer<Checks::off>(const Setup&, State&, const Offer&);
template Outcome inject<Checks::on>(const Setup&, State&, const Inject&);
template Outcome inject<Checks::off>(const Setup&, State&, const Inject&);
template Outcome release<Checks::on>(const Setup&, State&, const ReleaseTag&);
template Outcome release<Checks::off>(const Setup&, State&, const ReleaseTag&);
template Outcome release<Checks::on>(const Setup&, State&, const ReleaseUntagged&);
template Outcome release<Checks::off>(const Setup&, State&, const ReleaseUntagged&);

}  // namespace claimcheck::model
