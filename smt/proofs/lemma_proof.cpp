// SPDX-License-Identifier: MIT
#include "smt/proofs/lemma_proof.hpp"

#include "smt/proofs/proofs.hpp"
#include "smt/specifications/lemma_spec.hpp"
#include "smt/specifications/space_spec.hpp"

namespace claimcheck::smt {
namespace {

struct LemmaText {
  static void dense_is_sound(auto& d) { text::dense_is_sound(d); }
  static void dense_is_complete(auto& d) { text::dense_is_complete(d); }
  static void index_decides(auto& d) { text::index_decides(d); }
  static void index_adds(auto& d) { text::index_adds(d); }
  static void sums_rise(auto& d) { text::sums_rise(d); }
  static void bytes_are_covered_once(auto& d) { text::bytes_are_covered_once(d); }
  static void byte_by_byte(auto& d) { text::byte_by_byte(d); }
  static void lengths_fit_region(auto& d) { text::lengths_fit_region(d); }
  static void one_point(auto& d) { text::one_point(d); }
};

}  // namespace

std::vector<Obligation> lemma_obligations() {
  return walk_lemmas<LemmaText>();
}

}  // namespace claimcheck::smt
