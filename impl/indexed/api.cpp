// SPDX-License-Identifier: MIT
#include <cerrno>
#include <memory>
#include <new>

#include "impl/indexed/admission.hpp"
#include "impl/indexed/attributes.hpp"
#include "impl/indexed/clone.hpp"
#include "impl/indexed/indexed.h"

namespace claimcheck::indexed {
namespace {

// What each is asked before:
constexpr claimcheck_site sites[] = {
    {"region-lock",
     nullptr},  // an interruptible wait for a region's lock (writes of uuid and size)
    {"device-lock", nullptr},       // an interruptible wait for a device's lock (the same)
    {"grow-ranges", nullptr},       // the device's range array, once a claim
    {"register-mapping", nullptr},  // the mapping of one range
    {"add-group",
     nullptr},  // a tag's places in its region's and in the host's index, once an offer
    {"add-extent", nullptr},      // the extent itself
    {"reserve-extent", nullptr},  // its place among the region's extents
    {"index-untagged", nullptr},  // its place in the order of arrival, where it has no tag
    {"create-device", nullptr},   // the device
    {nullptr, nullptr},
};

std::int64_t apply_to_device(const Env& env, Region& region, const claimcheck_operation& operation,
                             char* out) {
  const std::uint32_t index = operation.device;
  const std::string_view text(operation.text, operation.text_length);
  switch (operation.kind) {
    case CLAIMCHECK_DELETE:
      return delete_device(env, region, index);
    case CLAIMCHECK_BIND_DEVICE:
      return bind_device(env, region, index);
    case CLAIMCHECK_UNBIND_DEVICE:
      return unbind_device(env, region, index);
    case CLAIMCHECK_WRITE_UUID:
      return write_uuid(env, region, index, text);
    case CLAIMCHECK_WRITE_SIZE:
      return write_size(env, region, index, text);
    case CLAIMCHECK_READ_UUID:
      return read_uuid(env, region, index, out);
    case CLAIMCHECK_READ_SIZE:
      return read_size(env, region, index, out);
    case CLAIMCHECK_MODE:
      return mode(env, region, index, operation.attribute);
    case CLAIMCHECK_READ_RESOURCE:
      return read_resource(env, region, index, out);
    case CLAIMCHECK_READ_MAPPING:
      return read_mapping(env, region, index, operation.mapping, operation.field, out);
    default:
      return -EINVAL;
  }
}

std::int64_t apply_to_region(Engine& engine, Region& region, const claimcheck_operation& operation,
                             char* out) {
  switch (operation.kind) {
    case CLAIMCHECK_OFFER:
      return offer(engine, region, operation);
    case CLAIMCHECK_INJECT:
      return inject(engine, region, operation);
    case CLAIMCHECK_RELEASE_TAG:
      return release_tag(engine, region, uuid_from(operation.tag));
    case CLAIMCHECK_RELEASE_UNTAGGED:
      return release_untagged(engine, region, operation.start);
    case CLAIMCHECK_BIND_REGION:
      return bind_region(engine.env, region);
    case CLAIMCHECK_UNBIND_REGION:
      return unbind_region(engine, region);
    case CLAIMCHECK_CREATE:
      return create_device(engine.env, region);
    case CLAIMCHECK_READ_AVAILABLE:
      return read_available(engine.env, region, out);
    default:
      return apply_to_device(engine.env, region, operation, out);
  }
}

void apply(void* handle, const claimcheck_operation* operation, claimcheck_outcome* outcome) {
  Engine& engine = *static_cast<Engine*>(handle);
  outcome->text[0] = '\0';
  if (operation->region >= engine.regions.size()) {
    outcome->result = -ENODEV;
    return;
  }
  Region& region = engine.regions[operation->region];
  try {
    outcome->result = apply_to_region(engine, region, *operation, outcome->text);
  } catch (const std::bad_alloc&) {
    // Real memory ran out, at a step that could have been failed by the environment as well.
    outcome->result = -ENOMEM;
  }
}

int create(const claimcheck_setup* setup, const claimcheck_env* env, void** handle) {
  if (env->version != CLAIMCHECK_ENGINE_VERSION) return -EINVAL;
  try {
    *handle = new Engine(*setup, Env(env));
  } catch (const std::bad_alloc&) {
    return -ENOMEM;
  }
  return 0;
}

void destroy(void* handle) {
  auto* const engine = static_cast<Engine*>(handle);
  if (!engine->is_kept) delete engine;
}

void snapshot(void* handle, const claimcheck_sink* sink) {
  emit_snapshot(*static_cast<const Engine*>(handle), *sink);
}

int clone(const void* handle, void** copy) {
  try {
    *copy = copy_engine(*static_cast<const Engine*>(handle)).release();
  } catch (const std::bad_alloc&) {
    return -ENOMEM;
  }
  return 0;
}

constexpr std::uint64_t operations = CLAIMCHECK_SET_OF(CLAIMCHECK_READ_MAPPING + 1) - 1;

constexpr claimcheck_engine_api api = {
    .version = CLAIMCHECK_ENGINE_VERSION,
    .name = "indexed",
    .operations = operations,
    .kinds = CLAIMCHECK_SET_OF(CLAIMCHECK_DYNAMIC) | CLAIMCHECK_SET_OF(CLAIMCHECK_STATIC) |
             CLAIMCHECK_SET_OF(CLAIMCHECK_PLAIN),
    .seq_bases = CLAIMCHECK_SET_OF(0) | CLAIMCHECK_SET_OF(1),
    .unbinds = CLAIMCHECK_SET_OF(CLAIMCHECK_KEEPS) | CLAIMCHECK_SET_OF(CLAIMCHECK_DROPS),
    .flags =
        CLAIMCHECK_EMPTY_WRITES | CLAIMCHECK_WARNS | CLAIMCHECK_OWN_LOCKS | CLAIMCHECK_FULL_GROUPS,
    .sites = sites,
    .create = create,
    .destroy = destroy,
    .apply = apply,
    .snapshot = snapshot,
    .clone = clone,
};

}  // namespace
}  // namespace claimcheck::indexed

const claimcheck_engine_api* claimcheck_indexed_engine() {
  return &claimcheck::indexed::api;
}
