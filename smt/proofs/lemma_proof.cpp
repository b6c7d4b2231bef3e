// SPDX-License-Identifier: MIT
#include "smt/proofs/lemma_proof.hpp"

#include "smt/proofs/proofs.hpp"
#include "smt/specifications/lemma_spec.hpp"
#include "smt/specifications/space_spec.hpp"
#include "smt/specifications/sum_spec.hpp"

namespace claimcheck::smt {
namespace {

struct LemmaSpec {
  static constexpr bool covers(std::string_view) { return true; }
  static void dense_is_sound(auto& d) { spec::dense_is_sound(d); }
  static void dense_is_complete(auto& d) { spec::dense_is_complete(d); }
  static void sums_rise(auto& d) { spec::sums_rise(d); }
  static void bytes_are_covered_once(auto& d) { spec::bytes_are_covered_once(d); }
  static void byte_by_byte(auto& d) { spec::byte_by_byte(d); }
  static void lengths_fit_region(auto& d) { spec::lengths_fit_region(d); }
  static void sum_of_zeros(auto& d) { spec::sum_of_zeros(d); }
  static void one_point(auto& d) { spec::one_point(d); }
  static void sum_of_sums(auto& d) { spec::sum_of_sums(d); }
};

}  // namespace

std::vector<Obligation> lemma_obligations() {
  return walk_lemmas<LemmaSpec>();
}

}  // namespace claimcheck::smt
