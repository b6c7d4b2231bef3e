// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "model/uuid.hpp"
#include "properties/generate/choices.hpp"

// Texts from the whole range of what can be written: every spelling of a value, and each of them
// spoiled at any place by any byte, cut, doubled, behind a NUL or far too long.

namespace claimcheck::generate {

// Of the tag, to `uuid`: mostly right (W2).
std::string wide_claim_text(Choices& choices, const model::Uuid& tag);

// To `size`, of a device that has `now` bytes (V3).
std::string wide_size_text(Choices& choices, std::uint64_t now, std::uint64_t align);

}  // namespace claimcheck::generate
