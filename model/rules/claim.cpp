// SPDX-License-Identifier: MIT
#include "model/rules/claim.hpp"

#include <algorithm>
#include <cerrno>

#include "model/concrete/concrete_claim.hpp"
#include "model/concrete/concrete_collection.hpp"
#include "model/rules/outcomes.hpp"
#include "model/rules/sysfs_input.hpp"

namespace claimcheck::model {
namespace {

using enum Clause;
Outcome outcome_of(ClaimExit exit, bool tagged, std::size_t length, const Injection& injection) {
  switch (exit) {
    case ClaimExit::busy:
      return refuse(EBUSY, W6);
    case ClaimExit::none:
      return refuse(ENOENT, tagged ? T1 : U2);
    case ClaimExit::gap:
      return refuse(EINVAL, T2);
    case ClaimExit::incomplete:
      return refuse(EINVAL, T3);
    case ClaimExit::misaligned:
      return refuse(EINVAL, tagged ? T4 : U2);
    case ClaimExit::failed:
      return refuse(injection.error(), A2);
    case ClaimExit::claimed:
      break;
  }
  return done(tagged ? T5 : U1, static_cast<std::int64_t>(length));
}

template <Checks checks>
ClaimExit claim(const RegionSetup& setup, Region& region, Device& device, const Uuid& tag,
                Injection& injection) {
  auto members = ConcreteCollection<checks>(region, tag).run();
  const bool tagged = !tag.is_null();
  if (tagged) {
    std::ranges::stable_sort(members, {}, [&](std::uint32_t e) { return region.extents[e].seq; });
  }
  using D = ConcreteClaim<checks>;
  D domain(setup, region, {members.data(), members.size()}, injection);
  Holding<D> holding{device.ranges.size(), device.size, {&device}, {&device}, {&region}, {&region}};
  const auto exit = tagged ? claim_group(domain, holding) : claim_untagged(domain, holding);
  device.ranges.resize(holding.count);
  device.size = holding.size;
  if (exit == ClaimExit::claimed) {
    device.group_size = tagged ? static_cast<std::uint32_t>(members.size()) : 1;
  }
  return exit;
}

}  // namespace

template <Checks checks>
Outcome write_uuid(const RegionSetup& setup, Region& region, Device& device, std::string_view text,
                   Injection& injection) {
  if (setup.kind != RegionKind::dynamic) return refuse(EOPNOTSUPP, W1);
  const auto tag = read_claim_text(text);
  if (!tag) return refuse(EINVAL, W2);
  if (injection.fails_here()) return refuse(injection.error(), W3);
  if (!region.driver_bound) return refuse(ENXIO, W4);
  if (injection.fails_here()) return refuse(injection.error(), W5);
  const auto exit = claim<checks>(setup, region, device, *tag, injection);
  return outcome_of(exit, !tag->is_null(), text.size(), injection);
}

template Outcome write_uuid<Checks::on>(const RegionSetup&, Region&, Device&, std::string_view,
                                        Injection&);
template Outcome write_uuid<Checks::off>(const RegionSetup&, Region&, Device&, std::string_view,
                                         Injection&);

}  // namespace claimcheck::model
