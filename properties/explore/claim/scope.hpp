// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "model/trace/trace.hpp"

namespace claimcheck::explore::claim {

// A scope that cannot be explored: what() says which number is too high, and the limit.
class ScopeError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// How much there is of everything. All operations that can be made of it are explored, up to
// places: each tag, each untagged extent and each injected one has places of its own.
struct Scope {
  std::uint32_t regions = 1;                 // dynamic ones
  std::uint32_t tags = 2;                    // on the host
  std::uint32_t extents = 2;                 // that one offer of a tag has at most
  std::uint32_t untagged = 1;                // places for untagged extents, in each region
  std::uint32_t injected = 1;                // places for injected extents, in each region
  std::uint32_t devices = 2;                 // at a time, in each region
  std::vector<std::uint32_t> lengths = {1};  // in units of the align; each at most 3
  std::uint16_t seq_base = 1;
  bool unbind_drops = false;  // unbinding a dynamic region drops what it has (R1)
  bool failures = false;      // every failure of every claim too
  bool static_region = true;  // a region of each other kind: they add refusals and modes,
  bool plain_region = true;   // but no states

  bool operator==(const Scope&) const = default;
};

// Throws ScopeError unless its states can be encoded.
void validate(const Scope& scope);

// "--tags 2 --extents 2 ...": what the command line would say.
std::string to_string(const Scope& scope);

// Where everything lies: in units of the align, from the base of its region.
class Layout {
 public:
  static constexpr std::uint64_t unit_bytes = std::uint64_t{2} << 20;
  static constexpr std::uint64_t half_unit_bytes = unit_bytes / 2;  // what misaligns

  explicit Layout(const Scope& scope);

  std::uint32_t pitch() const { return pitch_; }
  std::uint32_t tag_units() const { return extents_ * pitch_; }  // of one tag
  std::uint32_t tagged_end() const { return tags_ * tag_units(); }
  std::uint32_t untagged_end() const { return tagged_end() + untagged_ * pitch_; }
  std::uint32_t end() const { return untagged_end() + injected_ * inject_pitch; }

  std::uint32_t of_tag(std::uint32_t tag, std::uint32_t member) const {
    return tag * tag_units() + member * pitch_;
  }
  std::uint32_t of_untagged(std::uint32_t index) const { return tagged_end() + index * pitch_; }
  std::uint32_t of_injected(std::uint32_t index) const {
    return untagged_end() + index * inject_pitch;
  }

 private:
  static constexpr std::uint32_t inject_pitch = 2;  // room for one that starts in mid unit

  std::uint32_t tags_;
  std::uint32_t extents_;
  std::uint32_t untagged_;
  std::uint32_t injected_;
  std::uint32_t pitch_;  // the longest length
};

model::Setup setup_of(const Scope& scope);

// The tags in order, from 0; the one past the last is never admitted: offers that are always
// refused carry it, so that they do not depend on which tags live.
model::Uuid tag_of(std::uint32_t number);

// The trace without steps: setup and names of tags.
model::Trace empty_trace(const Scope& scope);

}  // namespace claimcheck::explore::claim
