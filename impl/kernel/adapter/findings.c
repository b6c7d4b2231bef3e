// SPDX-License-Identifier: MIT
// What a tree is like that compiling does not tell: it is run once, in an environment where nothing
// fails and nobody else is about.
#include "adapter.h"

static int fail(void* context, const char* site) {
  (void)context, (void)site;
  return 0;
}
static int lock(void* context, const void* lock, const char* name, uint32_t mode) {
  (void)context, (void)lock, (void)name, (void)mode;
  return 0;
}
static void unlock(void* context, const void* lock) {
  (void)context, (void)lock;
}
static void step(void* context, const void* object, const char* name, uint32_t mode) {
  (void)context, (void)object, (void)name, (void)mode;
}
static void order(void* context, const void* object) {
  (void)context, (void)object;
}
static void see(void* context, const void* object, size_t size, const char* name, uint32_t mode,
                const struct claimcheck_source* source) {
  (void)context, (void)object, (void)size, (void)name, (void)mode, (void)source;
}
static uint32_t self(void* context) {
  (void)context;
  return 0;
}
static void say(void* context, const char* text) {
  (void)context, (void)text;
}

static const struct claimcheck_env quiet = {.version = CLAIMCHECK_ENGINE_VERSION,
                                            .fail = fail,
                                            .lock = lock,
                                            .unlock = unlock,
                                            .atomic = step,
                                            .acquire = order,
                                            .release = order,
                                            .access = see,
                                            .self = self,
                                            .warn = say,
                                            .die = say};

enum { BASE_GIB = 4, ALIGN_MIB = 2 };

static struct claimcheck_region_setup region_of_kind(uint32_t kind, uint32_t seq_base) {
  return (struct claimcheck_region_setup){.base = (u64)BASE_GIB << 30,
                                          .size = 1u << 30,
                                          .align = ALIGN_MIB << 20,
                                          .kind = kind,
                                          .seq_base = seq_base,
                                          .driver_bound = 1,
                                          .unbind = CLAIMCHECK_DROPS};
}

// A group of two from this base is claimed.
static bool takes_base(const struct claimcheck_engine_api* api, uint32_t base) {
  static const char text[] = "11111111-1111-1111-1111-111111111111";
  const struct claimcheck_region_setup region = region_of_kind(CLAIMCHECK_DYNAMIC, base);
  const struct claimcheck_setup setup = {.regions = &region, .region_count = 1, .options = ""};
  const u64 length = region.align;
  const struct claimcheck_member members[] = {{region.base, length, 0, 0},
                                              {region.base + length, length, 0, 0}};
  struct claimcheck_operation offer = {
      .kind = CLAIMCHECK_OFFER, .members = members, .member_count = 2};
  const struct claimcheck_operation claim = {
      .kind = CLAIMCHECK_WRITE_UUID, .text = text, .text_length = sizeof(text) - 1};
  struct claimcheck_outcome outcome;
  void* engine;
  __builtin_memset(offer.tag.bytes, 0x11, sizeof(offer.tag.bytes));
  if (api->create(&setup, &quiet, &engine)) return false;
  api->apply(engine, &offer, &outcome);
  const bool offered = outcome.result == 0;
  api->apply(engine, &claim, &outcome);
  api->destroy(engine);
  return offered && outcome.result > 0;
}

struct file_operation {
  uint32_t kind;
  const char* path;
};

// Which operations have their files. A device's files are there for every kind of region.
static uint64_t operations_by_file(struct adapter* adapter) {
  static const struct file_operation files[] = {
      {CLAIMCHECK_CREATE, "dax_region/create"},
      {CLAIMCHECK_DELETE, "dax_region/delete"},
      {CLAIMCHECK_READ_AVAILABLE, "dax_region/available_size"},
      {CLAIMCHECK_WRITE_UUID, "dax0.0/uuid"},
      {CLAIMCHECK_READ_UUID, "dax0.0/uuid"},
      {CLAIMCHECK_MODE, "dax0.0/uuid"},
      {CLAIMCHECK_WRITE_SIZE, "dax0.0/size"},
      {CLAIMCHECK_READ_SIZE, "dax0.0/size"},
      {CLAIMCHECK_READ_RESOURCE, "dax0.0/resource"},
  };
  uint64_t set = 0;
  for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
    if (runtime_mode(&adapter->regions[0]->dev, files[i].path) >= 0)
      set |= CLAIMCHECK_SET_OF(files[i].kind);
  }
  return set;
}

static uint64_t operations_of(const struct claimcheck_engine_api* api) {
  const struct claimcheck_region_setup region = region_of_kind(CLAIMCHECK_PLAIN, 1);
  const struct claimcheck_setup setup = {.regions = &region, .region_count = 1, .options = ""};
  void* engine;
  if (api->create(&setup, &quiet, &engine)) return 0;
  runtime_operation_begin();
  const uint64_t set = operations_by_file(engine);
  runtime_operation_end();
  api->destroy(engine);
  return set;
}

struct adapter_findings adapter_find_out(const struct claimcheck_engine_api* api) {
  struct adapter_findings findings = {
      .operations = operations_of(api),
      .kinds = CLAIMCHECK_SET_OF(CLAIMCHECK_STATIC) | CLAIMCHECK_SET_OF(CLAIMCHECK_PLAIN)};
  findings.operations |=
      CLAIMCHECK_SET_OF(CLAIMCHECK_BIND_REGION) | CLAIMCHECK_SET_OF(CLAIMCHECK_UNBIND_REGION) |
      CLAIMCHECK_SET_OF(CLAIMCHECK_BIND_DEVICE) | CLAIMCHECK_SET_OF(CLAIMCHECK_UNBIND_DEVICE);
#ifdef HAVE_MAPPING
  findings.operations |= CLAIMCHECK_SET_OF(CLAIMCHECK_READ_MAPPING);
#endif
  if (HAVE_DYNAMIC) {
    findings.kinds |= CLAIMCHECK_SET_OF(CLAIMCHECK_DYNAMIC);
    findings.operations |=
        CLAIMCHECK_SET_OF(CLAIMCHECK_OFFER) | CLAIMCHECK_SET_OF(CLAIMCHECK_INJECT) |
        CLAIMCHECK_SET_OF(CLAIMCHECK_RELEASE_TAG) | CLAIMCHECK_SET_OF(CLAIMCHECK_RELEASE_UNTAGGED);
    for (uint32_t base = 0; base <= 1; base++) {
      if (takes_base(api, base)) findings.seq_bases |= (uint32_t)CLAIMCHECK_SET_OF(base);
    }
  } else {
    // No region is numbered, so either base will do.
    findings.seq_bases = 3;
  }
  return findings;
}
