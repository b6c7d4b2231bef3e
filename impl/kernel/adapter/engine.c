// SPDX-License-Identifier: MIT
// The plugin: one symbol, a table of what the tree is like.
#include "adapter.h"
#include "impl/kernel/runtime/host.h"

static int create(const struct claimcheck_setup* setup, const struct claimcheck_env* env,
                  void** engine) {
  if (env->version != CLAIMCHECK_ENGINE_VERSION || setup->options[0]) return -EINVAL;
  runtime_begin(env);
  struct adapter* adapter =
      runtime_allocate(sizeof(*adapter) + setup->region_count * sizeof(adapter->regions[0]));
  int rc = adapter ? adapter_open(adapter, setup) : -ENOMEM;
  if (rc) {
    runtime_end();
    return rc;
  }
  *engine = adapter;
  return 0;
}

// What is still held when all of the host is gone has been lost (A4).
static void report_leaks(void) {
  const struct runtime_counts held = runtime_held();
  const struct claimcheck_env* env = runtime_env();
  char text[160];
  if (!held.allocations && !held.reservations && !held.devices && !held.actions && !held.ids)
    return;
  snprintf(text, sizeof(text),
           "still held by nobody: %llu allocations, %llu reservations, %llu devices, %llu actions, "
           "%llu ids",
           held.allocations, held.reservations, held.devices, held.actions, held.ids);
  env->warn(env->context, text);
}

static void destroy(void* engine) {
  // After a deadlock its locks stay with tasks that never come back: only memory is given back.
  if (!runtime_any_lock_held()) {
    runtime_operation_begin();
    adapter_close(engine);
    runtime_operation_end();
    report_leaks();
  }
  runtime_end();
}

static int64_t host_operation(struct adapter_region* region,
                              const struct claimcheck_operation* operation) {
  int64_t rc;
  mutex_lock(&region->adapter->host);
  switch (operation->kind) {
    case CLAIMCHECK_OFFER:
      rc = adapter_offer(region, operation);
      break;
    case CLAIMCHECK_INJECT:
      rc = adapter_inject(region, operation);
      break;
    case CLAIMCHECK_BIND_REGION:
    case CLAIMCHECK_UNBIND_REGION:
      down_read(&region->core);
      rc = operation->kind == CLAIMCHECK_BIND_REGION ? adapter_bind_region(region)
                                                     : adapter_unbind_region(region);
      up_read(&region->core);
      break;
    default:
      rc = adapter_release(region, operation);
  }
  mutex_unlock(&region->adapter->host);
  return rc;
}

static void apply(void* engine, const struct claimcheck_operation* operation,
                  struct claimcheck_outcome* outcome) {
  struct adapter* adapter = engine;
  outcome->text[0] = '\0';
  if (operation->region >= adapter->region_count) {
    outcome->result = -ENODEV;
    return;
  }
  struct adapter_region* region = adapter->regions[operation->region];
  runtime_operation_begin();
  outcome->result = operation->kind <= CLAIMCHECK_UNBIND_REGION
                        ? host_operation(region, operation)
                        : adapter_file_operation(region, operation, outcome->text);
  runtime_operation_end();
}

static void snapshot(void* engine, const struct claimcheck_sink* sink) {
  runtime_operation_begin();
  adapter_snapshot(engine, sink);
  runtime_operation_end();
}

// What an engine is put back from: its life, and where it is in it.
struct image {
  void* engine;
  struct runtime_image* life;
};

static int keep(const void* engine, void** image) {
  struct image* kept = host_malloc(sizeof(*kept));
  struct runtime_image* life = runtime_keep();
  if (!kept || !life) {
    host_free(kept);
    runtime_drop(life);
    return -ENOMEM;
  }
  *kept = (struct image){(void*)engine, life};
  *image = kept;
  return 0;
}

static void* restore(const void* image) {
  const struct image* kept = image;
  runtime_restore(kept->life);
  return kept->engine;
}

static void drop(void* image) {
  struct image* kept = image;
  runtime_drop(kept->life);
  host_free(kept);
}

const struct claimcheck_images* claimcheck_engine_images(void) {
  static const struct claimcheck_images images = {keep, restore, drop};
  return &images;
}

static CLAIMCHECK_PERSISTENT struct claimcheck_engine_api api = {
    .version = CLAIMCHECK_ENGINE_VERSION,
    .name = "kernel",
    .unbinds = CLAIMCHECK_SET_OF(CLAIMCHECK_KEEPS) | CLAIMCHECK_SET_OF(CLAIMCHECK_DROPS),
    .flags = CLAIMCHECK_EMPTY_WRITES | CLAIMCHECK_LOCK_FAMILIES | CLAIMCHECK_WARNS,
    .create = create,
    .destroy = destroy,
    .apply = apply,
    .snapshot = snapshot,
};

static CLAIMCHECK_PERSISTENT char about[2048] = "";

const char* claimcheck_engine_about(void) {
  return about;
}

const struct claimcheck_engine_api* claimcheck_engine(void) {
  static CLAIMCHECK_PERSISTENT bool known = false;
  static CLAIMCHECK_PERSISTENT bool usable = false;
  if (!known) {
    known = true;
    const struct adapter_findings findings = adapter_find_out(&api);
    api.sites = runtime_sites();
    api.operations = findings.operations;
    api.kinds = findings.kinds;
    api.seq_bases = findings.seq_bases;
    if (!findings.last_byte) api.flags |= CLAIMCHECK_NO_LAST_BYTE;
    if (findings.full_groups == ADAPTER_FULL_GROUPS) api.flags |= CLAIMCHECK_FULL_GROUPS;
    usable = !findings.refusal[0];
    adapter_describe(&findings, about, sizeof(about));
  }
  return usable ? &api : NULL;
}
