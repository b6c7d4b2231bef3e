// SPDX-License-Identifier: MIT
#include <cerrno>
#include <cstring>
#include <memory>

#include "impl/posted/admission.hpp"
#include "impl/posted/attributes.hpp"
#include "impl/posted/posted.h"
#include "impl/posted/snapshot.hpp"

namespace claimcheck::posted {
namespace {

// What each is asked before:
constexpr claimcheck_site sites[] = {
    {"region-lock", nullptr},       // an interruptible wait for dax_region_rwsem
    {"device-lock", nullptr},       // an interruptible wait for dax_dev_rwsem
    {"collect-group", nullptr},     // the array into which a tagged group is collected
    {"reserve-range", nullptr},     // the reservation of one member's range for the device
    {"grow-ranges", nullptr},       // the device's range array, once a member
    {"register-mapping", nullptr},  // the mapping of one range
    {"add-extent", nullptr},        // the dax_resource of one extent
    {"reserve-extent", nullptr},    // the reservation of one extent in its region
    {"create-device", nullptr},     // the device
    {nullptr, nullptr},
};

ssize_t apply_to_device(dax_region* region, const claimcheck_operation& operation,
                        std::string& buf) {
  const bool deletes = operation.kind == CLAIMCHECK_DELETE;
  const Hold hold(region->engine->env, region->sysfs, deletes ? CLAIMCHECK_WRITE : CLAIMCHECK_READ);
  const auto found = region->devices.find(operation.device);
  if (found == region->devices.end()) return -ENODEV;
  dev_dax* const dev_dax = &found->second;
  const std::string_view text(operation.text ? operation.text : "", operation.text_length);
  const bool writes =
      operation.kind == CLAIMCHECK_WRITE_UUID || operation.kind == CLAIMCHECK_WRITE_SIZE;
  if (writes && text.empty()) return 0;  // W0: sysfs hands no such write to a store
  switch (operation.kind) {
    case CLAIMCHECK_DELETE:
      return delete_store(dev_dax);
    case CLAIMCHECK_BIND_DEVICE:
      return dax_bus_probe(dev_dax);
    case CLAIMCHECK_UNBIND_DEVICE:
      return dax_bus_remove(dev_dax);
    case CLAIMCHECK_WRITE_UUID:
      return uuid_store(dev_dax, text);
    case CLAIMCHECK_WRITE_SIZE:
      return size_store(dev_dax, text);
    case CLAIMCHECK_READ_UUID:
      return uuid_show(dev_dax, buf);
    case CLAIMCHECK_READ_SIZE:
      return size_show(dev_dax, buf);
    case CLAIMCHECK_MODE:
      return dev_dax_visible(region, operation.attribute);
    case CLAIMCHECK_READ_RESOURCE:
      return resource_show(dev_dax, buf);
    case CLAIMCHECK_READ_MAPPING:
      return mapping_show(dev_dax, operation.mapping, operation.field, buf);
    default:
      return -EINVAL;
  }
}

ssize_t apply_to_region(dax_region* region, const claimcheck_operation& operation,
                        std::string& buf) {
  switch (operation.kind) {
    case CLAIMCHECK_OFFER:
      return offer_extents(region, operation);
    case CLAIMCHECK_INJECT:
      return inject_extent(region, operation);
    case CLAIMCHECK_RELEASE_TAG:
      return release_tag(region, uuid_from(operation.tag));
    case CLAIMCHECK_RELEASE_UNTAGGED:
      return release_untagged(region, operation.start);
    case CLAIMCHECK_BIND_REGION:
      return dax_region_bind(region);
    case CLAIMCHECK_UNBIND_REGION:
      return dax_region_unbind(region);
    case CLAIMCHECK_CREATE: {
      const Hold hold(region->engine->env, region->sysfs, CLAIMCHECK_WRITE);
      return create_store(region);
    }
    case CLAIMCHECK_READ_AVAILABLE:
      return available_size_show(region, buf);
    default:
      return apply_to_device(region, operation, buf);
  }
}

dax_region* find_region(dax_engine* engine, std::uint32_t index) {
  if (index >= engine->regions.size()) return nullptr;
  return &engine->regions[index];
}

void apply(void* handle, const claimcheck_operation* operation, claimcheck_outcome* outcome) {
  outcome->text[0] = '\0';
  dax_region* const region = find_region(static_cast<dax_engine*>(handle), operation->region);
  if (!region) {
    outcome->result = -ENODEV;
    return;
  }
  std::string buf;
  outcome->result = apply_to_region(region, *operation, buf);
  std::memcpy(outcome->text, buf.c_str(), buf.size() + 1);
}

int create(const claimcheck_setup* setup, const claimcheck_env* env, void** handle) {
  if (env->version != CLAIMCHECK_ENGINE_VERSION) return -EINVAL;
  auto engine = std::make_unique<dax_engine>(env);
  for (std::size_t i = 0; i < setup->region_count; i++) {
    const claimcheck_region_setup& region_setup = setup->regions[i];
    dax_region& region = engine->regions.emplace_back();
    region.engine = engine.get();
    region.setup = region_setup;
    region.driver = region_setup.driver_bound != 0;
    region.res.start = region_setup.base;
    region.res.length = region_setup.size;
    region.devices.try_emplace(0, dev_dax{&region, 0, false, {}, {}});
  }
  *handle = engine.release();
  return 0;
}

void destroy(void* handle) {
  delete static_cast<dax_engine*>(handle);
}

void snapshot(void* handle, const claimcheck_sink* sink) {
  emit_snapshot(*static_cast<const dax_engine*>(handle), *sink);
}

constexpr std::uint64_t operations = CLAIMCHECK_SET_OF(CLAIMCHECK_READ_MAPPING + 1) - 1;

constexpr claimcheck_engine_api api = {
    .version = CLAIMCHECK_ENGINE_VERSION,
    .name = "posted",
    .operations = operations,
    .kinds = CLAIMCHECK_SET_OF(CLAIMCHECK_DYNAMIC) | CLAIMCHECK_SET_OF(CLAIMCHECK_STATIC) |
             CLAIMCHECK_SET_OF(CLAIMCHECK_PLAIN),
    .seq_bases = CLAIMCHECK_SET_OF(0) | CLAIMCHECK_SET_OF(1),
    .unbinds = CLAIMCHECK_SET_OF(CLAIMCHECK_KEEPS),
    .flags = CLAIMCHECK_EMPTY_WRITES | CLAIMCHECK_WARNS | CLAIMCHECK_OWN_LOCKS,
    .sites = sites,
    .create = create,
    .destroy = destroy,
    .apply = apply,
    .snapshot = snapshot,
    .clone = nullptr,
};

}  // namespace
}  // namespace claimcheck::posted

const claimcheck_engine_api* claimcheck_posted_engine() {
  return &claimcheck::posted::api;
}
