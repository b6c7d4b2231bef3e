// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/format.h>

#include "smt/world_domain.hpp"

namespace claimcheck::smt {

struct ThreadName {
  static constexpr const char* sort = "Thread";
};

class LockDomain : public Symbolic {
 public:
  using Thread = Thing<ThreadName>;
  using Region = Thing<RegionName>;
  using Device = Thing<DeviceName>;
  using Extent = Thing<ExtentName>;
  using Tag = Thing<TagName>;
  template <class V, class... K>
  using Map = smt::Map<V, K...>;

  using Symbolic::Symbolic;

  Region home(const Extent& e) { return apply<Region>("home", e); }
  Tag tag(const Extent& e) { return apply<Tag>("tag", e); }
  Region region_of(const Device& v) { return apply<Region>("region_of", v); }
  void when(const Bool& guard) {
    walk().assume(Given::branch, "when", guard.term, "when the step can be taken");
  }
};

// `Text` names one reading of text/lock_text.hpp.
template <class Text>
std::vector<Obligation> walk_locks() {
  using D = LockDomain;
  std::vector<Obligation> all;
  const auto prove_in = [&](TextInfo info, auto run) {
    Walk walk(std::move(info));
    D d(walk);
    walk.explore([&] {
      typename Text::template Net<D> net;
      d.renew_all(net, "_0");
      run(walk, d, net);
    });
    for (auto& obligation : walk.take_obligations()) all.push_back(std::move(obligation));
  };
  const auto assume_invariants = [](Walk& walk, D& d, auto& net) {
    Text::invariants(d, net, [&](const char* name, auto statement) {
      walk.assume(Given::invariant, name, d.state(statement),
                  "proved at the start and for each step");
    });
  };
  prove_in({"locks.start", "g", "C3", {}}, [&](Walk& walk, D& d, auto& net) {
    walk.assume(Given::premise, "nobody_began", d.state([&] { return Text::nobody_began(d, net); }),
                "how threads start");
    Text::invariants(d, net, [&](const char* name, auto statement, int line = __builtin_LINE()) {
      walk.stand_at({"smt/text/lock_invariant_text.hpp", line});
      walk.prove(name, fmt::format("{} holds before any thread began", name), d.state(statement));
    });
  });
  Text::template steps<D>([&](const char* step, auto run, int line = __builtin_LINE()) {
    prove_in({std::string("locks.") + step, "g", "C1 C3", {}}, [&](Walk& walk, D& d, auto& net) {
      walk.stand_at({"smt/text/lock_text.hpp", line});
      assume_invariants(walk, d, net);
      run(d, net,
          {d.apply<D::Thread>("mover"), d.apply<D::Region>("the_region"),
           d.apply<D::Device>("the_device"), d.apply<D::Extent>("the_extent"),
           d.apply<D::Tag>("the_tag")});
      Text::invariants(d, net, [&](const char* name, auto statement) {
        walk.prove(name, fmt::format("{} keeps {}", step, name), d.state(statement));
      });
    });
  });
  prove_in({"locks", "g", "C2 C3", {}}, [&](Walk& walk, D& d, auto& net) {
    assume_invariants(walk, d, net);
    Text::theorems(
        d, net,
        [&](const char* name, const char* sentence, auto statement, int line = __builtin_LINE()) {
          walk.stand_at({"smt/text/lock_invariant_text.hpp", line});
          walk.prove(name, sentence, d.state(statement));
        });
  });
  return all;
}

}  // namespace claimcheck::smt
