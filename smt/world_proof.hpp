// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/format.h>

#include "smt/world_domain.hpp"

namespace claimcheck::smt {

// `Text` names one reading of text/transition_text.hpp and text/invariant_text.hpp.
template <class Text>
class WorldProof {
 public:
  std::vector<Obligation> all() {
    starts();
    keep_the_invariants();
    follow();
    return std::move(all_);
  }

 private:
  using D = WorldDomain;
  using World = D::World;
  // Where the goals stand; what is assumed of an operation is in transition_text.hpp.
  static constexpr const char* file = "smt/text/invariant_text.hpp";

  template <class Relation>
  void keeps(const char* operation, const char* clauses, Relation relation) {
    Walk walk({std::string("transition.") + operation, "d", clauses, {}});
    D d(walk);
    walk.explore([&] {
      auto before = d.any_world("before");
      auto after = d.any_world("after");
      assume_invariants(d, before);
      d.require(operation, [&] { return relation(d, before, after); });
      Text::invariants(
          d, after,
          [&](const char* name, const char* of, auto statement, int line = __builtin_LINE()) {
            prove(d, line, name, fmt::format("{} keeps {} ({})", operation, name, of), statement);
          });
    });
    take(walk);
  }

  void starts() {
    Walk walk({"transition.start", "d", "I1 I2 I3 I4 I5 I6", {}});
    D d(walk);
    walk.explore([&] {
      auto start = d.any_world("start");
      d.require("nothing was offered yet", [&] { return Text::nothing_yet(d, start); });
      Text::invariants(
          d, start,
          [&](const char* name, const char* of, auto statement, int line = __builtin_LINE()) {
            prove(d, line, name, fmt::format("{} ({}) holds at the start", name, of), statement);
          });
    });
    take(walk);
  }

  void follow() {
    Walk walk({"theorem",
               "d",
               "I1 I2 I3 I5",
               {{"I1", "I1"}, {"I2", "I2"}, {"I3", "I3"}, {"I5", "I5 T2 T3"}}});
    D d(walk);
    walk.explore([&] {
      auto world = d.any_world("now");
      assume_invariants(d, world);
      Text::theorems(
          d, world,
          [&](const char* name, const char* sentence, auto statement, int line = __builtin_LINE()) {
            prove(d, line, name, sentence, statement);
          });
    });
    take(walk);
  }

  void keep_the_invariants() {
    using Device = D::Device;
    using Region = D::Region;
    keeps("nothing-moves", "A1 V1 V2 V4 V5 V7", [](D& d, World& s, World& t) {
      return Text::nothing_moves(d, s, t, d.any<Region>("the_region"));
    });
    keeps("claim-group", "T5", [](D& d, World& s, World& t) {
      return Text::claims_group(d, s, t, d.any<Device>("the_device"), d.any<D::Tag>("the_tag"));
    });
    keeps("claim-untagged", "U1", [](D& d, World& s, World& t) {
      return Text::claims_untagged(d, s, t, d.any<Device>("the_device"),
                                   d.any<D::Extent>("the_extent"));
    });
    keeps("give-back", "V3", [](D& d, World& s, World& t) {
      return Text::gives_back(d, s, t, d.any<Device>("the_device"));
    });
    keeps("add", "M2 M3 M6", [](D& d, World& s, World& t) {
      return Text::adds(d, s, t, d.any<Region>("the_region"), d.any<D::Tag>("the_tag"));
    });
    keeps("remove", "M7", [](D& d, World& s, World& t) {
      return Text::removes(d, s, t, d.any<Region>("the_region"));
    });
    keeps("create", "V8", [](D& d, World& s, World& t) {
      return Text::creates(d, s, t, d.any<Device>("the_device"));
    });
    keeps("delete", "V6", [](D& d, World& s, World& t) {
      return Text::deletes(d, s, t, d.any<Device>("the_device"));
    });
  }

  void assume_invariants(D& d, World& world) {
    Text::invariants(d, world, [&](const char* name, const char*, auto statement) {
      d.walk().assume(Given::invariant, name, d.state(statement),
                      "proved at the start and for each operation");
    });
  }
  template <class Statement>
  void prove(D& d, int line, const char* name, const std::string& sentence, Statement statement) {
    d.walk().stand_at({file, line});
    d.walk().prove(name, sentence, d.state(statement));
  }
  void take(Walk& walk) {
    for (auto& obligation : walk.take_obligations()) all_.push_back(std::move(obligation));
  }

  std::vector<Obligation> all_;
};

}  // namespace claimcheck::smt
