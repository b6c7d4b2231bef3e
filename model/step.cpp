// SPDX-License-Identifier: MIT
#include "model/step.hpp"

#include "model/rules/admission.hpp"
#include "model/rules/attributes.hpp"
#include "model/rules/claim.hpp"
#include "model/rules/device.hpp"
#include "model/rules/outcomes.hpp"
#include "model/rules/region_driver.hpp"

namespace claimcheck::model {
namespace {

template <class O>
bool is_empty_write(const O& o) {
  if constexpr (requires { o.text; }) {
    return o.text.empty();
  } else {
    return false;
  }
}

template <Checks checks>
struct Step {
  const Setup& setup;
  State& state;
  Injection& injection;

  // What is common to all comes first: a region that is dropped (R2), a device that is gone (V6), a
  // write of nothing (W0). Only a claim takes fallible steps after it began to change things; any
  // other operation fails before that, as one step.
  template <class O>
  Outcome operator()(const O& o) const {
    if (!std::is_same_v<O, WriteUuid> && !is_empty_write(o) && injection.fails_here()) {
      return refuse(injection.error(), Clause::A2);
    }
    if constexpr (OnDevice<O>) {
      const auto& region_setup = setup.regions[o.device.region];
      auto& region = state.regions[o.device.region];
      if (is_dropped(region_setup, region)) return refuse_dropped(O::info.role);
      Device* device = find_device(region, o.device.index);
      if (!device) return gone();
      if (is_empty_write(o)) return done(Clause::W0);
      return on(o, region_setup, region, *device);
    } else {
      constexpr bool is_driver = O::info.role == Role::driver;
      if (!is_driver && is_dropped(setup.regions[o.region], state.regions[o.region])) {
        return refuse_dropped(O::info.role);
      }
      return on(o);
    }
  }

  Outcome on(const Offer& o) const { return offer<checks>(setup, state, o); }
  Outcome on(const Inject& o) const { return inject<checks>(setup, state, o); }
  Outcome on(const ReleaseTag& o) const { return release<checks>(setup, state, o); }
  Outcome on(const ReleaseUntagged& o) const { return release<checks>(setup, state, o); }
  Outcome on(const BindRegion& o) const { return bind(setup, state, o); }
  Outcome on(const UnbindRegion& o) const { return unbind(setup, state, o); }
  Outcome on(const Create& o) const { return create(setup, state, o); }
  Outcome on(const ReadAvailable& o) const {
    return read_available(setup.regions[o.region], state.regions[o.region]);
  }

  Outcome on(const Delete&, const RegionSetup& kind, Region& region, Device& device) const {
    return remove(kind.kind, region, device);
  }
  Outcome on(const BindDevice&, const RegionSetup&, Region&, Device& device) const {
    return bind(device);
  }
  Outcome on(const UnbindDevice&, const RegionSetup&, Region&, Device& device) const {
    return unbind(device);
  }
  Outcome on(const WriteUuid& o, const RegionSetup& kind, Region& region, Device& device) const {
    return write_uuid<checks>(kind, region, device, o.text, injection);
  }
  Outcome on(const WriteSize& o, const RegionSetup& kind, Region& region, Device& device) const {
    return write_size<checks>(kind, region, device, o.text);
  }
  Outcome on(const ReadUuid&, const RegionSetup&, const Region& region,
             const Device& device) const {
    return read_uuid(region, device);
  }
  Outcome on(const ReadSize&, const RegionSetup&, const Region&, const Device& device) const {
    return read_size(device);
  }
  Outcome on(const ReadMode& o, const RegionSetup& kind, const Region&, const Device&) const {
    return read_mode(kind.kind, o.attribute);
  }
  Outcome on(const ReadResource&, const RegionSetup& kind, const Region& region,
             const Device& device) const {
    return read_resource(kind, region, device);
  }
  Outcome on(const ReadMapping& o, const RegionSetup&, const Region& region,
             const Device& device) const {
    return read_mapping(region, device, o);
  }
};

}  // namespace

template <Checks checks>
Outcome step(const Setup& setup, State& state, const Operation& operation, Injection& injection) {
  return std::visit(Step<checks>{setup, state, injection}, operation);
}

template Outcome step<Checks::on>(const Setup&, State&, const Operation&, Injection&);
template Outcome step<Checks::off>(const Setup&, State&, const Operation&, Injection&);

}  // namespace claimcheck::model
