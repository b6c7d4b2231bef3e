// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

// What lemmas speak of. Apart from them, so that a copy of the lemmas in another namespace speaks
// of the same.

namespace claimcheck::smt {

// A function of 0 .. n-1, and the sums of its first values.
template <class Index>
struct Summed {
  std::function<Index(Index)> value, before;
};

// Where n extents lie in a region of this size, from its start.
template <class Index>
struct Placed {
  Index n, size;
  std::function<Index(Index)> start, length;
};

// Which numbers the places of a group carry: `seq` by place, and `holder`, which place carries a
// number.
template <class Index>
struct Numbering {
  Index n;     // places
  Index base;  // the first number
  Index of;    // how many numbers
  std::function<Index(Index)> seq, holder;
};

}  // namespace claimcheck::smt
