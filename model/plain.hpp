// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <stdexcept>
#include <string>

#include "model/claim_text.hpp"
#include "model/injection.hpp"
#include "model/state.hpp"

// The plain domain: the claim text read with machine integers and the model's own state, so that
// it runs. With checks, every loop invariant, every promise at an exit and every + and - of a
// word is tested on the values at hand; without, they cost nothing.

namespace claimcheck::model {

enum class Checks : bool { off, on };

// Thrown where a statement of the text is false: a bug of the model, never of an engine.
class StatementFailed : public std::logic_error {
 public:
  explicit StatementFailed(const std::string& name)
      : std::logic_error("the claim text's statement is false: " + name) {}
};

// 64 bits whose + and - must not wrap.
class CheckedWord {
 public:
  CheckedWord(std::uint64_t value = 0) : value_(value) {}
  operator std::uint64_t() const { return value_; }

  friend CheckedWord operator+(CheckedWord a, CheckedWord b) {
    CheckedWord sum;
    if (__builtin_add_overflow(a.value_, b.value_, &sum.value_))
      throw StatementFailed("no overflow");
    return sum;
  }
  friend CheckedWord operator+(CheckedWord a, int b) { return a + CheckedWord(word(b)); }
  friend CheckedWord operator+(CheckedWord a, std::uint64_t b) { return a + CheckedWord(b); }
  friend CheckedWord operator-(CheckedWord a, CheckedWord b) {
    if (a.value_ < b.value_) throw StatementFailed("no underflow");
    return a.value_ - b.value_;
  }
  friend CheckedWord operator-(CheckedWord a, int b) { return a - CheckedWord(word(b)); }
  friend CheckedWord operator-(CheckedWord a, std::uint64_t b) { return a - CheckedWord(b); }

 private:
  static std::uint64_t word(int value) { return static_cast<std::uint64_t>(value); }
  std::uint64_t value_;
};

// A word of the state that is written through the same checks.
class CheckedReference : public CheckedWord {
 public:
  CheckedReference(std::uint64_t& target) : CheckedWord(target), target_(target) {}
  void operator=(CheckedWord value) { target_ = value; }

 private:
  std::uint64_t& target_;
};

// Apart, so that a copy of the text in another namespace calls its own functions: a call looks in
// the namespaces of its arguments too.
namespace reading {

// Follows a run through the text: what it may write, which steps fail, which way it branches, and
// which statements it passes.
struct Unwatched {
  template <class Index, class Holding>
  void begins(const Index&, const Holding&) {}
  void asked(const char*, bool) {}  // whether the step of that name fails
  void decided(bool) {}
  void stated(const char*) {}  // a statement, which held
  void at_loop(const char*) {}
};

template <Checks checks, class Watch = Unwatched>
class Plain {
 public:
  static constexpr bool checked = checks == Checks::on;
  using Bool = bool;
  using Word = std::conditional_t<checked, CheckedWord, std::uint64_t>;
  using Index = std::uint64_t;
  using Extent = std::uint32_t;  // place in Region::extents

  // The parts of a Holding are windows on a region and one of its devices.
  struct RangeExtents {
    Device* device;
    std::uint32_t& operator[](Index q) const { return range(*device, q).extent; }
  };
  struct RangeOffsets {
    Device* device;
    std::uint64_t& operator[](Index q) const { return range(*device, q).offset; }
  };
  struct UseCounts {
    Region* region;
    auto operator[](Extent e) const
        -> std::conditional_t<checked, CheckedReference, std::uint64_t&> {
      return region->extents[e].use_count;
    }
  };
  struct Mappings {
    Region* region;
    bool& operator[](Extent e) const { return region->extents[e].mapped; }
  };

  // `members` are places in region.extents: a group in seq order, or untagged in arrival order.
  Plain(const RegionSetup& setup, Region& region, std::span<const Extent> members,
        Injection& injection, Watch watch = {})
      : setup_(setup), region_(region), members_(members), injection_(injection), watch_(watch) {}

  Index members() const { return members_.size(); }
  Extent member(Index i) const { return members_[i]; }
  Word seq_base() const { return setup_.seq_base; }
  Word seq(Extent e) const { return region_.extents[e].seq; }
  Word length(Extent e) const { return region_.extents[e].length; }
  Word offered_of(Extent e) const { return region_.extents[e].offered_of; }
  Word region_size() const { return setup_.size; }
  bool aligned(Extent e) const { return is_aligned(setup_, region_.extents[e]); }

  bool yes(bool condition) {
    watch_.decided(condition);
    return condition;
  }
  bool fails(const char* site) {
    const bool fails = injection_.fails_here();
    watch_.asked(site, fails);
    return fails;
  }
  template <class Holding>
  void begin(Index& counter, Holding& now) {
    watch_.begins(counter, now);
  }

  template <class Holding>
  Holding remember(const Holding& now) {
    return beside(now);
  }
  // As if the device had given its members back.
  template <class Holding>
  Holding emptied(const Holding& now) {
    if constexpr (!checked) return now;
    Holding empty = beside(now);
    for (const Extent e : members_) {
      before_->extents[e].use_count -= 1;
      before_->extents[e].mapped = false;
    }
    empty.count = 0;
    empty.size = 0;
    return empty;
  }

  template <class Premise>
  void require(const char* name, Premise premise) {
    state(name, premise);
  }
  template <class Invariant>
  void loop(const char* name, Invariant invariant) {
    state(name, invariant);
    watch_.at_loop(name);
  }
  template <class Exit, class Promise>
  Exit leave(Exit exit, const char* name, Promise promise) {
    conclude(name, promise);
    return exit;
  }
  template <class Promise>
  void conclude(const char* name, Promise promise) {
    state(name, promise);
    watch_.stated(name);
  }

  template <class Predicate>
  bool forall(Index from, Index to, Predicate predicate) const {
    for (Index i = from; i < to; ++i) {
      if (!predicate(i)) return false;
    }
    return true;
  }
  template <class Predicate>
  bool every(Predicate predicate) const {
    return forall(0, region_.extents.size(),
                  [&](Index e) { return predicate(static_cast<Extent>(e)); });
  }
  Word length_before(Index k) const {
    Word sum = 0;
    for (Index i = 0; i < k; ++i) sum = sum + length(member(i));
    return sum;
  }
  bool is_among(Extent e, Index k) const {
    return !forall(0, k, [&](Index i) { return member(i) != e; });
  }
  Word one_if(bool condition) const { return Word(condition ? 1u : 0u); }

 private:
  static Range& range(Device& device, Index q) {
    if (q >= device.ranges.size()) device.ranges.resize(q + 1);
    return device.ranges[q];
  }

  // The same holding in a copy of the region.
  template <class Holding>
  Holding beside(const Holding& now) {
    if constexpr (checked) {
      before_ = region_;
      Device* device = find_device(*before_, now.extent.device->index);
      return {now.count, now.size, {device}, {device}, {&*before_}, {&*before_}};
    }
    return now;
  }

  template <class Statement>
  void state(const char* name, Statement statement) const {
    if constexpr (checked) {
      if (!statement()) throw StatementFailed(name);
    }
  }

  const RegionSetup& setup_;
  Region& region_;
  std::span<const Extent> members_;
  Injection& injection_;
  [[no_unique_address]] Watch watch_;
  std::optional<Region> before_;  // set by beside() where checks are on
};

}  // namespace reading

using reading::Plain;

}  // namespace claimcheck::model
