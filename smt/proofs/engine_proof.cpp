// SPDX-License-Identifier: MIT
#include "smt/engine/group_domain.hpp"
#include "smt/engine/group_spec.hpp"
#include "smt/proofs/proofs.hpp"
#include "smt/proofs/text_proof.hpp"

namespace claimcheck::smt {

std::vector<Obligation> engine_obligations() {
  using D = engine::GroupDomain;
  std::vector<Obligation> all;
  const auto add = [&](SpecificationInfo info, void (*specification)(D&, engine::Group&)) {
    add_obligations<D>(all, std::move(info), [&](D& d) {
      auto group = d.any_group();
      specification(d, group);
    });
  };
  add({"engine.is_dense", "h", "T2", {}}, spec::slot_check<D>);
  add({"engine.is_complete", "h", "T3", {}}, spec::offer_check<D>);
  add({"engine.is_aligned", "h", "T4", {}}, spec::alignment_check<D>);
  add({"engine.add", "h", "", {}}, spec::arrival<D>);
  return all;
}

}  // namespace claimcheck::smt
