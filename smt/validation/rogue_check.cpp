// SPDX-License-Identifier: MIT
#include "smt/validation/rogue_check.hpp"

#include <functional>

#include "smt/proofs/lock_proof.hpp"
#include "smt/solvers/z3.hpp"
#include "smt/specifications/lock_change_spec.hpp"

namespace claimcheck::smt {
namespace {

using D = LockDomain;
using State = Net<D>;

// What a rogue step is about, as an operation's Move, and another thread.
struct Rogue {
  D& d;
  State& s;
  D::Thread t, other;
  D::Region r;
  D::Device v;
  D::Extent e;
  D::Tag a;
  D::Lock lock;
};

struct RogueStep {
  std::string name;
  std::function<void(Rogue&)> run;
};

using Steps = std::vector<RogueStep>;

// A thread does something to another.
void add_to_others(Steps& steps) {
  const auto add = [&](const char* name, auto write) {
    steps.push_back({name, [write](Rogue& rogue) {
                       rogue.d.when(rogue.t != rogue.other);
                       write(rogue, rogue.s, rogue.other);
                     }});
  };
  add("moves another", [](Rogue& m, State& s, D::Thread u) {
    m.d.when(s.pc[u] != idle);
    s.pc[u] = idle;
  });
  add("sends another to a region", [](Rogue& m, State& s, D::Thread u) { s.region[u] = m.r; });
  add("sends another to a device", [](Rogue& m, State& s, D::Thread u) { s.device[u] = m.v; });
  add("sends another to a group", [](Rogue& m, State& s, D::Thread u) { s.group[u] = m.lock; });
  add("asks for another", [](Rogue& m, State& s, D::Thread u) { s.asked[u] = m.a; });
  add("reads a region for another",
      [](Rogue& m, State& s, D::Thread u) { s.region_read(u, m.r) = !s.region_read(u, m.r); });
  add("reads a table for another",
      [](Rogue& m, State& s, D::Thread u) { s.table_read(u, m.r) = !s.table_read(u, m.r); });
  add("reads a device for another",
      [](Rogue& m, State& s, D::Thread u) { s.device_read(u, m.v) = !s.device_read(u, m.v); });
}

// One lock of a kind: `taken` and `writer` are its parts in a state.
template <class Taken, class Writer>
void add_of_lock(Steps& steps, const std::string& kind, Taken taken, Writer writer) {
  const auto add = [&](const char* name, bool is_free, bool is_mine, bool then_taken, int then) {
    steps.push_back({std::string(name) + " " + kind, [=](Rogue& m) {
                       m.d.when(m.t != m.other);
                       m.d.when(m.s.pc[m.t] == idle);  // it may take any, of its rank
                       m.d.when(is_free ? !taken(m) : Bool(taken(m)));
                       m.d.when(is_mine ? writer(m) == m.t : writer(m) != m.t);
                       taken(m) = then_taken;
                       if (then == 1) writer(m) = m.t;
                       if (then == 2) writer(m) = m.other;
                     }});
  };
  add("lets go another's", false, false, false, 0);
  add("takes another's", false, false, true, 1);
  add("takes and lets go another's", false, false, false, 1);
  add("takes for another a free", true, false, true, 2);
  add("lets go for another its", false, true, false, 2);
}

// The lock is not held: it is free, though the thread had it last, or it is another's.
template <class Write>
void add_without(Steps& steps, const std::string& name,
                 const std::function<Bool(Rogue&, bool)>& lacks, Write write) {
  for (const bool is_free : {false, true}) {
    steps.push_back({name + (is_free ? ", which is free" : ", which is another's"), [=](Rogue& m) {
                       m.d.when(lacks(m, is_free));
                       write(m, m.s);
                     }});
  }
}

template <class Taken, class Writer>
std::function<Bool(Rogue&, bool)> lacks(Taken taken, Writer writer) {
  return [=](Rogue& m, bool is_free) -> Bool {
    return is_free ? !taken(m) && writer(m) == m.t : Bool(taken(m)) && writer(m) != m.t;
  };
}

auto region_taken(Rogue& m) {
  return m.s.region_taken[m.r];
}
auto region_writer(Rogue& m) {
  return m.s.region_writer[m.r];
}
auto table_taken(Rogue& m) {
  return m.s.table_taken[m.r];
}
auto table_writer(Rogue& m) {
  return m.s.table_writer[m.r];
}
auto device_taken(Rogue& m) {
  return m.s.device_taken[m.v];
}
auto device_writer(Rogue& m) {
  return m.s.device_writer[m.v];
}
auto group_taken(Rogue& m) {
  return m.s.group_taken[m.lock];
}
auto group_writer(Rogue& m) {
  return m.s.group_writer[m.lock];
}

// What comes and goes under the locks of a region.
void add_of_region(Steps& steps) {
  const auto no_region = lacks(region_taken, region_writer);
  const auto no_table = lacks(table_taken, table_writer);
  const auto is_of = [](Rogue& m) -> Bool { return m.d.region_of(m.v) == m.r; };
  add_without(
      steps, "an extent comes or goes without its region",
      [=](Rogue& m, bool is_free) -> Bool { return m.d.home(m.e) == m.r && no_region(m, is_free); },
      [](Rogue& m, State& s) { s.alive[m.e] = !s.alive[m.e]; });
  const auto comes = [](Rogue& m, State& s) { s.there[m.v] = !s.there[m.v]; };
  add_without(
      steps, "a device comes or goes without its region",
      [=](Rogue& m, bool is_free) -> Bool {
        return is_of(m) && table_taken(m) && table_writer(m) == m.t && no_region(m, is_free);
      },
      comes);
  add_without(
      steps, "a device comes or goes without its table",
      [=](Rogue& m, bool is_free) -> Bool {
        return is_of(m) && region_taken(m) && region_writer(m) == m.t && no_table(m, is_free);
      },
      comes);
}

// What changes hands under the lock of a group, with the region for read.
void add_of_group(Steps& steps) {
  const auto no_group = lacks(group_taken, group_writer);
  const auto is_of = [](Rogue& m) -> Bool {
    return m.d.home(m.e) == m.r && m.d.guard(m.r, m.d.tag(m.e)) == m.lock;
  };
  const auto count = [](Rogue& m, State& s) {
    m.d.when(s.use[m.e] != 0);
    s.use[m.e] = 0;
  };
  const auto own = [](Rogue& m, State& s) {
    m.d.when(s.owner[m.e] != m.v);
    s.owner[m.e] = m.v;
  };
  for (const bool counts : {true, false}) {
    const std::function<void(Rogue&, State&)> write =
        counts ? std::function<void(Rogue&, State&)>(count) : own;
    const std::string what =
        counts ? "an extent is counted without " : "an extent is owned without ";
    add_without(
        steps, what + "its group",
        [=](Rogue& m, bool is_free) -> Bool {
          return is_of(m) && m.s.region_read(m.t, m.r) && no_group(m, is_free);
        },
        write);
    steps.push_back({what + "its region", [=](Rogue& m) {
                       m.d.when(is_of(m) && !m.s.region_read(m.t, m.r) && group_taken(m) &&
                                group_writer(m) == m.t);
                       write(m, m.s);
                     }});
  }
}

// What of a device changes under its lock.
void add_of_device(Steps& steps) {
  const auto no_device = lacks(device_taken, device_writer);
  const auto add = [&](const char* name, std::function<void(Rogue&, State&)> write) {
    add_without(
        steps, name,
        [=](Rogue& m, bool is_free) -> Bool {
          return m.d.region_of(m.v) == m.r && m.s.region_read(m.t, m.r) && no_device(m, is_free);
        },
        write);
  };
  add("a device gets a range without its lock",
      [](Rogue& m, State& s) { s.has(m.v, m.e) = !s.has(m.v, m.e); });
  add("a device gets a group without its lock",
      [](Rogue& m, State& s) { s.stood(m.v, m.e) = !s.stood(m.v, m.e); });
  add("a device's last group changes without its lock",
      [](Rogue& m, State& s) { s.taken(m.v, m.e) = !s.taken(m.v, m.e); });
  add("a device's last tag changes without its lock", [](Rogue& m, State& s) {
    m.d.when(s.claimed[m.v] != m.a);
    s.claimed[m.v] = m.a;
  });
  const auto sum = [](Rogue& m, State& s) { s.summed(m.v, m.e) = !s.summed(m.v, m.e); };
  add("the sum changes without the device's lock", sum);
  steps.push_back({"the sum changes without the region", [=](Rogue& m) {
                     m.d.when(m.d.region_of(m.v) == m.r && !m.s.region_read(m.t, m.r) &&
                              device_taken(m) && device_writer(m) == m.t);
                     sum(m, m.s);
                   }});
}

// A thread takes a lock that it does not have, where it stands with one of its rank or above.
void add_out_of_order(Steps& steps) {
  const auto add = [&](const char* name, Standing place, auto free, auto write) {
    steps.push_back({name, [=](Rogue& m) {
                       m.d.when(m.s.pc[m.t] == place && !free(m));
                       write(m, m.s);
                     }});
  };
  add("reads a region from a group", in_group, region_taken,
      [](Rogue& m, State& s) { s.region_read(m.t, m.r) = true; });
  add("takes a region from a table", at_table, region_taken,
      [](Rogue& m, State& s) { s.region_taken[m.r] = true, s.region_writer[m.r] = m.t; });
  add("reads a table from a device", on_device, table_taken,
      [](Rogue& m, State& s) { s.table_read(m.t, m.r) = true; });
  add("takes a table from a device", reading, table_taken,
      [](Rogue& m, State& s) { s.table_taken[m.r] = true, s.table_writer[m.r] = m.t; });
  add("reads a device from a group", undoing, device_taken,
      [](Rogue& m, State& s) { s.device_read(m.t, m.v) = true; });
  add("takes a device from a device", binding, device_taken,
      [](Rogue& m, State& s) { s.device_taken[m.v] = true, s.device_writer[m.v] = m.t; });
  add("takes a group from a group", carving, group_taken,
      [](Rogue& m, State& s) { s.group_taken[m.lock] = true, s.group_writer[m.lock] = m.t; });
}

Steps rogue_steps() {
  Steps steps;
  add_to_others(steps);
  add_of_lock(steps, "region's lock", region_taken, region_writer);
  add_of_lock(steps, "table's lock", table_taken, table_writer);
  add_of_lock(steps, "device's lock", device_taken, device_writer);
  add_of_lock(steps, "group's lock", group_taken, group_writer);
  add_of_region(steps);
  add_of_group(steps);
  add_of_device(steps);
  add_out_of_order(steps);
  return steps;
}

std::vector<Obligation> changes_of(const RogueStep& step) {
  Walk walk({"rogue", "g", "C3", {}});
  D d(walk);
  walk.explore([&] {
    State s;
    d.renew_all(s, "_0");
    State before = s;
    Rogue rogue{d,
                s,
                d.apply<D::Thread>("mover"),
                d.apply<D::Thread>("other"),
                d.apply<D::Region>("the_region"),
                d.apply<D::Device>("the_device"),
                d.apply<D::Extent>("the_extent"),
                d.apply<D::Tag>("the_tag"),
                d.apply<D::Lock>("the_lock")};
    step.run(rogue);
    spec::lock_changes(d, before, s, rogue.t,
                       [&](const char* name, const char* sentence, auto says) {
                         walk.prove(name, sentence, d.state(says));
                       });
  });
  return walk.take_obligations();
}

// Refuted where one of its obligations is; proved where all are. Whatever else a solver says of one
// is no answer: what it did not decide is not refused.
solve::Status answer_to(const RogueStep& step) {
  auto answer = solve::Status::proved;
  for (const auto& obligation : changes_of(step)) {
    if (obligation.goal.is("true")) continue;
    const auto status = solve::ask_z3(to_smtlib(obligation)).status;
    if (status == solve::Status::refuted) return status;
    if (status != solve::Status::proved) answer = status;
  }
  return answer;
}

}  // namespace

RogueCheck try_rogue_steps() {
  RogueCheck check;
  for (const auto& step : rogue_steps()) {
    ++check.steps;
    switch (answer_to(step)) {
      case solve::Status::refuted:
        break;
      case solve::Status::proved:
        check.passed.push_back(step.name);
        break;
      default:
        check.undecided.push_back(step.name);
    }
  }
  return check;
}

}  // namespace claimcheck::smt
