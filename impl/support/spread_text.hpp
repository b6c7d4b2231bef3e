// SPDX-License-Identifier: MIT
// How a number that is spread over slots is added to and read: over slots of any kind, so that a
// test can come between any two steps, and the proofs read the same text with formulas for values
// (smt/engine/).
#pragma once

#include "impl/support/loop.hpp"

namespace claimcheck::support {

// Who adds counts so in `begun` and in `ended`, and changes the value in between.
template <class Slot, class Amount>
void add_to(Slot& slot, const Amount& amount) {
  ++slot.begun;
  slot.value += amount;
  ++slot.ended;
}

// Adds to `sum` the values of slots that others change meanwhile. Whether they were so at one
// instant; `ended` is for what is noted on the way.
template <class Slots, class Ended, class Sum>
bool sum_if_still(const Slots& slots, Ended& ended, Sum& sum) {
  for (const auto i : upwards("note", slots.size(), ended)) ended[i] = slots[i].ended;
  for (const auto i : upwards("sum", slots.size(), sum)) sum += slots[i].value;
  // A change ends after it begins. So where as many have begun by now as had ended before, none
  // was under way in between, and the slots all stood still at once.
  for (const auto i : upwards("still", slots.size())) {
    if (slots[i].begun != ended[i]) return false;
  }
  return true;
}

}  // namespace claimcheck::support
