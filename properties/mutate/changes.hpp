// SPDX-License-Identifier: MIT
#pragma once

#include "model/trace/trace.hpp"
#include "properties/schedule/random.hpp"

// One change of a trace. Each may leave it as it is, where it has nothing to change, and what comes
// out need not be a trace that a text can say: mutate.cpp looks.

namespace claimcheck::mutate {

using schedule::Random;

bool percent(Random& random, std::uint64_t chance);
// Below the size of the list, which is not empty.
template <class List>
std::size_t place_in(Random& random, const List& list) {
  return static_cast<std::size_t>(random.below(list.size()));
}

// Of the operations as they are.
void drop_steps(model::Trace& trace, Random& random);
void repeat_steps(model::Trace& trace, Random& random);
void swap_steps(model::Trace& trace, Random& random);
void move_step(model::Trace& trace, Random& random);

// A new operation, mostly one that the state where it comes has a use for.
void insert_step(model::Trace& trace, Random& random);

// A number of an operation or a region becomes one that something begins, ends or wraps at.
void move_number(model::Trace& trace, Random& random);

// An operation is about another tag, or a tag is another everywhere.
void change_tag(model::Trace& trace, Random& random);

// What is written: its spelling, or a character of it.
void change_text(model::Trace& trace, Random& random);

// A failure is injected, changed or left out.
void change_fault(model::Trace& trace, Random& random);

// A flag or a choice of an operation: shared, lost, the other driver, the other file.
void change_choice(model::Trace& trace, Random& random);

void change_region(model::Trace& trace, Random& random);

}  // namespace claimcheck::mutate
