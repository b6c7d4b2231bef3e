// SPDX-License-Identifier: MIT
#include "properties/explore/claim/notes.hpp"

#include <algorithm>

namespace claimcheck::explore::claim {

Notes::Note* Notes::take() {
  const std::uint32_t number = shared_->taken++;
  if (number >= max_workers) return nullptr;
  shared_->notes[number].number = number;
  return &shared_->notes[number];
}

void Notes::clear() {
  shared_->taken = 0;
  for (Note& note : shared_->notes) {
    note.path_length = 0;
    note.operation = replaying;
    note.nth = 0;
  }
}

std::span<const Notes::Note> Notes::taken() const {
  return {shared_->notes.data(), std::min<std::size_t>(shared_->taken, max_workers)};
}

}  // namespace claimcheck::explore::claim
