// SPDX-License-Identifier: MIT
#pragma once

#include "smt/symbolic/lemma_domain.hpp"

namespace claimcheck::smt {

// `Spec` names the functions of lemma_spec.hpp and space_spec.hpp or of a mutant of them, and says
// with covers() which are to be walked.
template <class Spec>
std::vector<Obligation> walk_lemmas() {
  std::vector<Obligation> all;
  using enum LemmaDomain::Meanings;
  const auto add = [&](SpecificationInfo info, LemmaDomain::Meanings meanings, auto run) {
    Walk walk(std::move(info));
    LemmaDomain domain(walk, meanings);
    walk.explore([&] { run(domain); });
    for (auto& obligation : walk.take_obligations()) all.push_back(std::move(obligation));
  };
  if constexpr (Spec::covers("lemma.dense_is_sound")) {
    add({"lemma.dense_is_sound", "a", "T2 M2", {}}, none, [](auto& d) { Spec::dense_is_sound(d); });
  }
  if constexpr (Spec::covers("lemma.dense_is_complete")) {
    add({"lemma.dense_is_complete", "a", "T2 M2", {}}, none,
        [](auto& d) { Spec::dense_is_complete(d); });
  }
  if constexpr (Spec::covers("lemma.sums_rise")) {
    add({"lemma.sums_rise", "b", "T5 I6", {}}, lengths, [](auto& d) { Spec::sums_rise(d); });
  }
  if constexpr (Spec::covers("lemma.covered_once")) {
    add({"lemma.covered_once", "b", "M4 M6", {}}, cover,
        [](auto& d) { Spec::bytes_are_covered_once(d); });
  }
  if constexpr (Spec::covers("lemma.byte_by_byte")) {
    add({"lemma.byte_by_byte", "b", "M4 M6", {}}, cover, [](auto& d) { Spec::byte_by_byte(d); });
  }
  if constexpr (Spec::covers("lemma.fit_region")) {
    add({"lemma.fit_region", "b", "T5", {}}, cover, [](auto& d) { Spec::lengths_fit_region(d); });
  }
  if constexpr (Spec::covers("lemma.sum_of_zeros")) {
    add({"lemma.sum_of_zeros", "d", "I4", {}}, sums, [](auto& d) { Spec::sum_of_zeros(d); });
  }
  if constexpr (Spec::covers("lemma.one_point")) {
    add({"lemma.one_point", "d", "I4", {}}, sums, [](auto& d) { Spec::one_point(d); });
  }
  if constexpr (Spec::covers("lemma.sum_of_sums")) {
    add({"lemma.sum_of_sums", "d", "I4", {}}, sums, [](auto& d) { Spec::sum_of_sums(d); });
  }
  return all;
}

}  // namespace claimcheck::smt
