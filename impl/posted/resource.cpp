// SPDX-License-Identifier: MIT
#include "impl/posted/resource.hpp"

#include <iterator>

namespace claimcheck::posted {

resource* request_region(resource* parent, std::uint64_t start, std::uint64_t length) {
  if (length == 0 || length > parent->length || start < parent->start) return nullptr;
  // Written as offsets: start + length may not fit in 64 bits.
  if (start - parent->start > parent->length - length) return nullptr;

  const auto next = parent->child.lower_bound(start);
  if (next != parent->child.end() && next->first - start < length) return nullptr;
  if (next != parent->child.begin()) {
    const resource& before = *std::prev(next)->second;
    if (start - before.start < before.length) return nullptr;
  }
  auto res = std::make_unique<resource>(resource{start, length, {}});
  return parent->child.emplace_hint(next, start, std::move(res))->second.get();
}

void release_region(resource* parent, std::uint64_t start) {
  parent->child.erase(start);
}

std::size_t count_reservations(const resource* res) {
  std::size_t count = res->child.size();
  for (const auto& [start, child] : res->child) count += count_reservations(child.get());
  return count;
}

}  // namespace claimcheck::posted
