// SPDX-License-Identifier: MIT
#include "smt/engine/index_domain.hpp"
#include "smt/engine/index_text_spec.hpp"
#include "smt/proofs/proofs.hpp"
#include "smt/proofs/text_proof.hpp"

namespace claimcheck::smt {

std::vector<Obligation> index_obligations() {
  using D = engine::IndexDomain;
  std::vector<Obligation> all;
  const auto add = [&](const char* name, void (*specification)(D&, engine::Table&)) {
    add_obligations<D>(all, {name, "h", "", {}, {}, true}, [&](D& d) {
      auto table = d.any_table();
      specification(d, table);
    });
  };
  add("index.room", spec::room<D>);
  add("index.slot_of", spec::slot_of<D>);
  add("index.find", spec::find<D>);
  add("index.put", spec::put<D>);
  add("index.make_room", spec::make_room<D>);
  add("index.insert", spec::insert<D>);
  add("index.erase", spec::erase<D>);
  add("index.erase_counts", spec::erase_counts<D>);
  add("index.erase_sound", spec::erase_sound<D>);
  return all;
}

}  // namespace claimcheck::smt
