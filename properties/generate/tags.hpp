// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "model/trace/trace.hpp"
#include "properties/generate/choices.hpp"

// The tags that a random trace has names for.

namespace claimcheck::generate {

// Tags whose text shows whether case matters. Few, so that they meet; now and then enough of them
// that what looks them up has to grow.
std::vector<model::NamedTag> some_tags(Choices& choices);

// Tags that are hard to tell apart: in one bit, one byte, one word or half, in the order of their
// bytes, or by a hash that adds; with zeros; and now and then dozens or hundreds of them.
std::vector<model::NamedTag> wide_tags(Choices& choices);

}  // namespace claimcheck::generate
