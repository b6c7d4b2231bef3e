// SPDX-License-Identifier: MIT
#include "smt/symbolic/account_domain.hpp"

#include "smt/specifications/account_spec.hpp"
#include "smt/specifications/sum_spec.hpp"

namespace claimcheck::smt {

AccountDomain::AccountDomain(Walk& walk, Sums sums) : WorldDomain(walk) {
  World now = any_world("now");
  give_lists(now);
  if (sums == Sums::all) give_sums(now);
}

void AccountDomain::give_lists(World& now) {
  walk().give(Given::type, "numbers",
              state([&] { return Bool(is_word(extents().term)) && Bool(is_word(devices().term)); }),
              "numbers of extents and devices are 64-bit words");
  walk().give(Given::type, "device_words", state([&] {
                return all<Device>([&](Device v) -> Bool {
                  return Bool(is_word(now.count(v).term)) && Bool(is_word(now.size(v).term));
                });
              }),
              "a device's number of ranges and its size are 64-bit words");
  walk().give(Given::axiom, "extents_are_listed", state([&] {
                return forall(0, extents(),
                              [&](Index i) -> Bool { return listed_at(extent(i)) == i; }) &&
                       every([&](Extent e) -> Bool {
                         const Index i = listed_at(e);
                         return !now.alive(e) || (0 <= i && i < extents() && extent(i) == e);
                       });
              }),
              "extents that live are finitely many, and are counted once each");
  walk().give(Given::axiom, "devices_are_listed", state([&] {
                return forall(0, devices(),
                              [&](Index j) -> Bool { return device_at(device(j)) == j; }) &&
                       all<Device>([&](Device v) -> Bool {
                         const Index j = device_at(v);
                         return !now.there(v) || (0 <= j && j < devices() && device(j) == v);
                       });
              }),
              "devices that are there are finitely many, and are counted once each");
}

void AccountDomain::give_sums(World& now) {
  const auto sum = [&](const char* name, auto says, const char* reason) {
    walk().give(Given::axiom, name, state(says), reason);
  };
  const Index n = devices();
  sum(
      "bytes_of_extents",
      [&] {
        return spec::is_sum(*this, extents(), spec::all_bytes(*this, now)) &&
               spec::is_sum(*this, extents(), spec::free_bytes(*this, now));
      },
      "what the bytes of a region are, and V5");
  sum(
      "bytes_of_devices", [&] { return spec::is_sum(*this, n, spec::claimed_bytes(*this, now)); },
      "what the devices of a region have claimed");
  sum(
      "bytes_in_ranges",
      [&] {
        return forall(0, n, [&](Index j) -> Bool {
          return forall(0, now.count(device(j)) + 1, [&](Index q) -> Bool {
            return spec::is_sum(*this, extents(), spec::range_bytes(*this, now, j, q));
          });
        });
      },
      "what the extents in the first ranges of a device add up to");
  sum(
      "bytes_owned",
      [&] {
        return forall(0, n + 1, [&](Index j) -> Bool {
          return spec::is_sum(*this, extents(), spec::owned_bytes(*this, now, j));
        });
      },
      "what the extents of the first devices add up to");
}

}  // namespace claimcheck::smt
