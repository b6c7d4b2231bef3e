// SPDX-License-Identifier: MIT
#include "smt/engine/spread_domain.hpp"
#include "smt/engine/spread_spec.hpp"
#include "smt/proofs/proofs.hpp"

namespace claimcheck::smt {

std::vector<Obligation> spread_obligations() {
  using D = engine::SpreadDomain;
  std::vector<Obligation> all;
  const auto add = [&](const char* name, void (*specification)(D&)) {
    Walk walk({name, "h", "", {}, {}, true});
    D d(walk);
    walk.explore([&] {
      d.start();
      specification(d);
    });
    for (auto& one : walk.take_obligations()) all.push_back(std::move(one));
  };
  add("spread.steps", spec::spread_steps<D>);
  add("spread.add", spec::spread_add<D>);
  add("spread.read", spec::spread_read<D>);
  return all;
}

}  // namespace claimcheck::smt
