// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "model/trace/trace.hpp"
#include "properties/generate/abilities.hpp"
#include "properties/generate/choices.hpp"

// Random hosts: their regions, and the tags that a trace has names for.

namespace claimcheck::generate {

// One to three regions of 1 GiB, the first a dynamic one: what people have.
model::Setup some_setup(Choices& choices, const Abilities& abilities);

// Tags whose text shows whether case matters. Few, so that they meet; now and then enough of them
// that what looks them up has to grow.
std::vector<model::NamedTag> some_tags(Choices& choices);

// The whole range of each dimension: one to eight regions of any kind, every align, sizes from one
// align to 2^56, bases anywhere, one region behind the other or apart, up to 2^64.
model::Setup wide_setup(Choices& choices, const Abilities& abilities);

// Tags that are hard to tell apart: in one bit, one byte or one half; with a half of zeros; and
// many of them.
std::vector<model::NamedTag> wide_tags(Choices& choices);

}  // namespace claimcheck::generate
