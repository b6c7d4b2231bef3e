// SPDX-License-Identifier: MIT
#include "properties/explore/claim/operations.hpp"

#include <fmt/format.h>

namespace claimcheck::explore::claim {
namespace {

using model::DeviceName;
using model::Member;

class Operations {
 public:
  explicit Operations(const Scope& scope)
      : scope_(scope), layout_(scope), setup_(setup_of(scope)) {}

  std::vector<model::Operation> all() {
    for (std::uint32_t region = 0; region < scope_.regions; ++region) {
      offers(region);
      injects(region);
      releases(region);
      add(model::BindRegion{region});
      add(model::UnbindRegion{region});
      add(model::Create{region});
      add(model::ReadAvailable{region});
      for (std::uint32_t index = 0; index < scope_.devices; ++index) device({region, index});
    }
    for (auto region = scope_.regions; region < setup_.regions.size(); ++region) {
      other_region(region);
    }
    return std::move(all_);
  }

 private:
  template <class Operation>
  void add(Operation operation) {
    all_.push_back(std::move(operation));
  }

  std::uint64_t address(std::uint32_t region, std::uint32_t unit) const {
    return setup_.regions[region].base + unit * Layout::unit_bytes;
  }
  std::uint64_t length_bytes(std::size_t position) const {
    return scope_.lengths[position % scope_.lengths.size()] * Layout::unit_bytes;
  }

  // n members whose lengths follow one another from `pattern` on.
  model::Offer tagged(std::uint32_t region, std::uint32_t tag, std::uint32_t n,
                      std::size_t pattern) const {
    model::Offer offer{region, tag_of(tag), false, {}};
    for (std::uint32_t position = 0; position < n; ++position) {
      offer.members.push_back({address(region, layout_.of_tag(tag, n - 1 - position)),
                               length_bytes(pattern + position), 0, false});
    }
    return offer;
  }

  void offers(std::uint32_t region) {
    for (std::uint32_t tag = 0; tag < scope_.tags; ++tag) {
      for (std::uint32_t n = 1; n <= scope_.extents; ++n) {
        for (std::size_t pattern = 0; pattern < scope_.lengths.size(); ++pattern) {
          offers_of(tagged(region, tag, n, pattern));
        }
      }
    }
    for (std::uint32_t position = 0; position < scope_.untagged; ++position) {
      for (std::size_t pattern = 0; pattern < scope_.lengths.size(); ++pattern) {
        add(model::Offer{region, {}, false, {untagged(region, position, pattern)}});
      }
    }
    if (scope_.untagged > 1) {
      model::Offer all{region, {}, false, {}};
      for (std::uint32_t position = 0; position < scope_.untagged; ++position) {
        all.members.push_back(untagged(region, position, 0));
      }
      add(all);
    }
    refused_offers(region);
  }

  Member untagged(std::uint32_t region, std::uint32_t position, std::size_t pattern) const {
    return {address(region, layout_.of_untagged(position)), length_bytes(pattern), 0, false};
  }

  void offers_of(const model::Offer& whole) {
    add(whole);
    const std::size_t n = whole.members.size();
    if (n < 2) return;
    auto shared = whole;
    shared.shared = true;
    for (std::size_t position = 0; position < n; ++position) {
      shared.members[position].seq = static_cast<std::uint16_t>(scope_.seq_base + n - 1 - position);
    }
    add(shared);
    for (std::size_t lost = 0; lost < n; ++lost) {
      auto lossy = whole;
      lossy.members[lost].lost = true;
      add(lossy);
    }
  }

  // M1, M2, M4: refused in every state.
  void refused_offers(std::uint32_t region) {
    const std::uint64_t start = address(region, 0);
    const std::uint64_t end = start + setup_.regions[region].size;
    constexpr std::uint64_t unit = Layout::unit_bytes;
    constexpr std::uint64_t half = Layout::half_unit_bytes;
    const auto seq = scope_.seq_base;
    const auto gap = static_cast<std::uint16_t>(seq + 2);
    const auto stranger = tag_of(scope_.tags);
    add(model::Offer{region, {}, true, {{start, unit, seq, false}}});
    add(model::Offer{
        region, stranger, true, {{start, unit, seq, false}, {start + unit, unit, gap, false}}});
    for (const Member& member :
         {Member{start + half, unit, 0, false}, Member{start, unit + half, 0, false},
          Member{start, 0, 0, false}, Member{end, unit, 0, false}}) {
      add(model::Offer{region, stranger, false, {member}});
    }
    const Member twice{start, unit, 0, false};
    add(model::Offer{region, stranger, false, {twice, twice}});
  }

  // Whatever is injected at a place overlaps all else there: one extent a place.
  void injects(std::uint32_t region) {
    constexpr std::uint64_t odd_length = Layout::unit_bytes + Layout::half_unit_bytes;
    for (std::uint32_t position = 0; position < scope_.injected; ++position) {
      const std::uint64_t start = address(region, layout_.of_injected(position));
      for (std::uint32_t tag = 0; tag < scope_.tags; ++tag) {
        // Seqs that double a member's, follow a group of one, follow the largest group.
        std::vector<std::uint32_t> seqs = {0, 1};
        if (scope_.extents > 1) seqs.push_back(scope_.extents);
        for (const auto seq : seqs) inject(region, tag_of(tag), start, Layout::unit_bytes, seq);
        inject(region, tag_of(tag), start + Layout::half_unit_bytes, Layout::unit_bytes, 0);
        inject(region, tag_of(tag), start, odd_length, 0);
      }
      for (const auto& [at, length] :
           {std::pair(start, Layout::unit_bytes),
            std::pair(start + Layout::half_unit_bytes, Layout::unit_bytes),
            std::pair(start, odd_length)}) {
        add(model::Inject{region, {}, {at, length, 0, false}});
      }
    }
    const auto& setup = setup_.regions[region];
    inject(region, tag_of(0), setup.base, 0, 0);
    inject(region, tag_of(0), setup.base + setup.size, Layout::unit_bytes, 0);
  }

  void inject(std::uint32_t region, const model::Uuid& tag, std::uint64_t start,
              std::uint64_t length, std::uint32_t position) {
    const auto seq = static_cast<std::uint16_t>(scope_.seq_base + position);
    add(model::Inject{region, tag, {start, length, seq, false}});
  }

  void releases(std::uint32_t region) {
    for (std::uint32_t tag = 0; tag < scope_.tags; ++tag) {
      add(model::ReleaseTag{region, tag_of(tag)});
    }
    for (std::uint32_t position = 0; position < scope_.untagged; ++position) {
      add(model::ReleaseUntagged{region, address(region, layout_.of_untagged(position))});
    }
    for (std::uint32_t position = 0; position < scope_.injected; ++position) {
      const std::uint64_t start = address(region, layout_.of_injected(position));
      add(model::ReleaseUntagged{region, start});
      add(model::ReleaseUntagged{region, start + Layout::half_unit_bytes});
    }
  }

  void device(const DeviceName& device) {
    add(model::Delete{device});
    add(model::BindDevice{device});
    add(model::UnbindDevice{device});
    for (std::uint32_t tag = 0; tag < scope_.tags; ++tag) {
      add(model::WriteUuid{device, model::to_string(tag_of(tag)) + "\n"});
    }
    add(model::WriteUuid{device, "0\n"});
    add(model::WriteUuid{device, model::to_string(model::Uuid{})});
    add(model::WriteUuid{device, "nonsense\n"});
    add(model::WriteUuid{device, model::to_string(tag_of(scope_.tags)) + "x"});
    for (const std::uint64_t size :
         {std::uint64_t{0}, std::uint64_t{1}, Layout::unit_bytes, 2 * Layout::unit_bytes}) {
      add(model::WriteSize{device, fmt::format("{}\n", size)});
    }
    add(model::WriteSize{device, "nonsense\n"});
    add(model::WriteUuid{device, ""});
    add(model::WriteSize{device, ""});
    reads(device);
  }

  void reads(const DeviceName& device) {
    add(model::ReadUuid{device});
    add(model::ReadSize{device});
    add(model::ReadResource{device});
    // One behind the last mapping that a device can have.
    using enum model::MappingField;
    for (std::uint32_t mapping = 0; mapping <= scope_.extents; ++mapping) {
      for (const auto field : {start, end, page_offset}) {
        add(model::ReadMapping{device, mapping, field});
      }
    }
    for (const auto attribute :
         {model::Attribute::uuid, model::Attribute::size, model::Attribute::align}) {
      add(model::ReadMode{device, attribute});
    }
  }

  // Only what changes nothing there.
  void other_region(std::uint32_t region) {
    add(model::WriteUuid{{region, 0}, "0\n"});
    add(model::ReadAvailable{region});
    if (setup_.regions[region].kind == model::RegionKind::static_) add(model::Create{region});
    reads({region, 0});
  }

  const Scope& scope_;
  Layout layout_;
  model::Setup setup_;
  std::vector<model::Operation> all_;
};

}  // namespace

std::vector<model::Operation> operations_of(const Scope& scope) {
  return Operations(scope).all();
}

}  // namespace claimcheck::explore::claim
