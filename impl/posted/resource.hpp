// SPDX-License-Identifier: MIT
// The resource tree, as far as DAX needs it: a region's resource has its extents as children,
// an extent's resource has the range that a device carved from it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>

namespace claimcheck::posted {

struct resource {
  std::uint64_t start;
  std::uint64_t length;
  std::map<std::uint64_t, std::unique_ptr<resource>> child;  // by start, never overlapping
};

inline std::uint64_t resource_size(const resource* res) {
  return res->length;
}

// A new child of `parent`, or nullptr where it is empty, not inside, or over another child.
resource* request_region(resource* parent, std::uint64_t start, std::uint64_t length);

// Gives the child that starts at `start` back, and what it has below it.
void release_region(resource* parent, std::uint64_t start);

// How many reservations there are below `res`.
std::size_t count_reservations(const resource* res);

}  // namespace claimcheck::posted
