// SPDX-License-Identifier: MIT
#include "smt/engine/spread_domain.hpp"
#include "smt/engine/spread_spec.hpp"
#include "smt/proofs/proofs.hpp"
#include "smt/proofs/text_proof.hpp"

namespace claimcheck::smt {

std::vector<Obligation> spread_obligations() {
  using D = engine::SpreadDomain;
  std::vector<Obligation> all;
  const auto add = [&](const char* name, void (*specification)(D&)) {
    add_obligations<D>(all, {name, "h", "", {}, {}, true}, [&](D& d) {
      d.start();
      specification(d);
    });
  };
  add("spread.steps", spec::spread_steps<D>);
  add("spread.add", spec::spread_add<D>);
  add("spread.read", spec::spread_read<D>);
  return all;
}

}  // namespace claimcheck::smt
