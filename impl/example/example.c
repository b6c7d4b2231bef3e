/* SPDX-License-Identifier: MIT */
/*
 * The smallest engine that is worth running: fixed arrays, linear scans, one lock. Copy it to
 * begin your own:  cc -shared -fPIC -I. -o example.so impl/example/example.c
 *
 * It keeps to the interface but not to the contract. Left out: all of admission (M1 to M4: every
 * offer is numbered by arrival and added), release, creating and deleting devices, drivers (W4,
 * V7), `size` writes, sequence numbers (T2), lost members (T3), alignment (T4, U1), one extent per
 * untagged claim (U1), the text's tail (W2), available size (V5), undoing a claim whose mapping
 * failed (A1, A4). Whatever it does not know it answers with -EOPNOTSUPP. So the
 * harness has much to say about it: that is what it is for.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "impl/engine.h"

enum { EXTENTS = 64, REGIONS = 4 };

struct example {
  struct claimcheck_env env;
  size_t region_count, extent_count;
  struct claimcheck_extent extents[EXTENTS];        /* in arrival order */
  struct claimcheck_range ranges[REGIONS][EXTENTS]; /* of each region's one device */
  size_t range_count[REGIONS];
  int lock; /* known by its address */
};

static const struct claimcheck_site sites[] = {
    {"device-lock", NULL}, {"register-mapping", NULL}, {NULL, NULL}};

static int create(const struct claimcheck_setup* setup, const struct claimcheck_env* env,
                  void** engine) {
  struct example* self = setup->region_count <= REGIONS ? calloc(1, sizeof(*self)) : NULL;
  if (!self) return -ENOMEM;
  self->env = *env;
  self->region_count = setup->region_count;
  *engine = self;
  return 0;
}

static int offer(struct example* self, const struct claimcheck_operation* operation) {
  for (size_t i = 0; i < operation->member_count; i++) {
    const struct claimcheck_member* member = &operation->members[i];
    if (self->extent_count == EXTENTS) return -ENOMEM;
    self->extents[self->extent_count++] = (struct claimcheck_extent){
        member->start, member->length, operation->tag, operation->region, 0, (uint16_t)(i + 1)};
  }
  return 0;
}

static int parse(const char* text, struct claimcheck_uuid* tag) {
  static const int places[16] = {0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34};
  memset(tag, 0, sizeof(*tag));
  if (text[0] == '0' && (text[1] == '\0' || text[1] == '\n')) return 0;
  if (strlen(text) < 36) return -EINVAL;
  for (int i = 0; i < 16; i++) {
    if (sscanf(text + places[i], "%2hhx", &tag->bytes[i]) != 1) return -EINVAL;
  }
  return 0;
}

static int64_t claim(struct example* self, const struct claimcheck_operation* operation) {
  struct claimcheck_range* ranges = self->ranges[operation->region];
  size_t* count = &self->range_count[operation->region];
  struct claimcheck_uuid tag;
  uint64_t page_offset = 0;
  if (parse(operation->text, &tag)) return -EINVAL;
  if (*count) return -EBUSY;
  for (size_t i = 0; i < self->extent_count; i++) {
    struct claimcheck_extent* extent = &self->extents[i];
    int error;
    if (extent->region != operation->region || extent->use_count) continue;
    if (memcmp(&extent->tag, &tag, sizeof(tag))) continue;
    error = self->env.fail(self->env.context, "register-mapping");
    if (error) return error;
    extent->use_count = 1;
    ranges[(*count)++] = (struct claimcheck_range){page_offset, extent->start, extent->length};
    page_offset += extent->length / CLAIMCHECK_PAGE_SIZE;
  }
  return *count ? (int64_t)operation->text_length : -ENOENT;
}

static uint64_t size_of(const struct example* self, uint32_t region) {
  uint64_t size = 0;
  for (size_t i = 0; i < self->range_count[region]; i++) size += self->ranges[region][i].length;
  return size;
}

static void apply(void* engine, const struct claimcheck_operation* operation,
                  struct claimcheck_outcome* outcome) {
  struct example* self = engine;
  outcome->text[0] = '\0';
  outcome->result = -ENODEV;
  if (operation->region >= self->region_count || operation->device != 0) return;
  outcome->result = self->env.lock(self->env.context, &self->lock, "device-lock",
                                   CLAIMCHECK_WRITE | CLAIMCHECK_INTERRUPTIBLE);
  if (outcome->result) return;
  switch (operation->kind) {
    case CLAIMCHECK_OFFER:
      outcome->result = offer(self, operation);
      break;
    case CLAIMCHECK_WRITE_UUID:
      outcome->result = claim(self, operation);
      break;
    case CLAIMCHECK_READ_SIZE:
      outcome->result = snprintf(outcome->text, sizeof(outcome->text), "%llu\n",
                                 (unsigned long long)size_of(self, operation->region));
      break;
    default:
      outcome->result = -EOPNOTSUPP;
  }
  self->env.unlock(self->env.context, &self->lock);
}

static void snapshot(void* engine, const struct claimcheck_sink* sink) {
  const struct example* self = engine;
  for (size_t i = 0; i < self->extent_count; i++) sink->extent(sink->context, &self->extents[i]);
  for (uint32_t i = 0; i < self->region_count; i++) {
    const struct claimcheck_region_state region = {0, i, 1};
    const struct claimcheck_device device = {
        size_of(self, i),    i, 0, 0, self->ranges[i], self->range_count[i], self->ranges[i],
        self->range_count[i]};
    sink->region(sink->context, &region);
    sink->device(sink->context, &device);
  }
}

const struct claimcheck_engine_api* claimcheck_engine(void) {
  static const struct claimcheck_engine_api api = {
      .version = CLAIMCHECK_ENGINE_VERSION,
      .name = "example",
      .operations = CLAIMCHECK_SET_OF(CLAIMCHECK_OFFER) | CLAIMCHECK_SET_OF(CLAIMCHECK_WRITE_UUID) |
                    CLAIMCHECK_SET_OF(CLAIMCHECK_READ_SIZE),
      .kinds = CLAIMCHECK_SET_OF(CLAIMCHECK_DYNAMIC) | CLAIMCHECK_SET_OF(CLAIMCHECK_STATIC) |
               CLAIMCHECK_SET_OF(CLAIMCHECK_PLAIN),
      .seq_bases = CLAIMCHECK_SET_OF(0) | CLAIMCHECK_SET_OF(1),
      .unbinds = CLAIMCHECK_SET_OF(CLAIMCHECK_KEEPS),
      .sites = sites,
      .create = create,
      .destroy = free,
      .apply = apply,
      .snapshot = snapshot,
  };
  return &api;
}
