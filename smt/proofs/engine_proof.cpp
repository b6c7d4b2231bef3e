// SPDX-License-Identifier: MIT
#include "smt/engine/group_domain.hpp"
#include "smt/engine/group_spec.hpp"
#include "smt/proofs/proofs.hpp"

namespace claimcheck::smt {
namespace {

using D = engine::GroupDomain;

std::vector<Obligation> walk_group(SpecificationInfo info,
                                   void (*specification)(D&, engine::Group&)) {
  Walk walk(std::move(info));
  D d(walk);
  walk.explore([&] {
    auto group = d.any_group();
    specification(d, group);
  });
  return walk.take_obligations();
}

}  // namespace

std::vector<Obligation> engine_obligations() {
  std::vector<Obligation> all;
  const auto add = [&](SpecificationInfo info, void (*specification)(D&, engine::Group&)) {
    for (auto& one : walk_group(std::move(info), specification)) all.push_back(std::move(one));
  };
  add({"engine.is_dense", "h", "T2", {}}, spec::slot_check<D>);
  add({"engine.is_complete", "h", "T3", {}}, spec::offer_check<D>);
  add({"engine.is_aligned", "h", "T4", {}}, spec::alignment_check<D>);
  add({"engine.add", "h", "", {}}, spec::arrival<D>);
  return all;
}

}  // namespace claimcheck::smt
