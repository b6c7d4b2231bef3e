// SPDX-License-Identifier: MIT
#pragma once

#include "model/trace/trace.hpp"
#include "properties/generate/abilities.hpp"
#include "properties/generate/choices.hpp"

// Random hosts: their regions.

namespace claimcheck::generate {

// One to three regions of 1 GiB, the first a dynamic one: what people have.
model::Setup some_setup(Choices& choices, const Abilities& abilities);

// The whole range of each dimension: one to eight regions of any kind, every align, sizes from one
// align to all of the address space, bases anywhere, one region behind the other or apart, up to
// 2^64.
model::Setup wide_setup(Choices& choices, const Abilities& abilities);

// One dynamic region with room for an extent of every sequence number, and a few more.
model::Setup roomy_setup(Choices& choices, const Abilities& abilities, std::uint16_t seq_base);

}  // namespace claimcheck::generate
