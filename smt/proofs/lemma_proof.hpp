// SPDX-License-Identifier: MIT
#pragma once

#include "smt/symbolic/lemma_domain.hpp"

namespace claimcheck::smt {

// `Text` names the functions of one reading of text/lemma_text.hpp and text/space_text.hpp.
template <class Text>
std::vector<Obligation> walk_lemmas() {
  std::vector<Obligation> all;
  using enum LemmaDomain::Meanings;
  const auto add = [&](TextInfo info, LemmaDomain::Meanings meanings, auto run) {
    Walk walk(std::move(info));
    LemmaDomain domain(walk, meanings);
    walk.explore([&] { run(domain); });
    for (auto& obligation : walk.take_obligations()) all.push_back(std::move(obligation));
  };
  add({"lemma.dense_is_sound", "a", "T2 M2", {}}, none, [](auto& d) { Text::dense_is_sound(d); });
  add({"lemma.dense_is_complete", "a", "T2 M2", {}}, none,
      [](auto& d) { Text::dense_is_complete(d); });
  add({"lemma.index_decides", "a", "T2", {}}, repeats, [](auto& d) { Text::index_decides(d); });
  add({"lemma.index_adds", "a", "T2", {}}, repeats, [](auto& d) { Text::index_adds(d); });
  add({"lemma.sums_rise", "b", "T5 I6", {}}, sums, [](auto& d) { Text::sums_rise(d); });
  add({"lemma.covered_once", "b", "M4 M6", {}}, cover,
      [](auto& d) { Text::bytes_are_covered_once(d); });
  add({"lemma.byte_by_byte", "b", "M4 M6", {}}, cover, [](auto& d) { Text::byte_by_byte(d); });
  add({"lemma.fit_region", "b", "T5 I4", {}}, cover, [](auto& d) { Text::lengths_fit_region(d); });
  add({"lemma.one_point", "d", "I4 V5", {}}, sums, [](auto& d) { Text::one_point(d); });
  return all;
}

}  // namespace claimcheck::smt
