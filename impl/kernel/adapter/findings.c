// SPDX-License-Identifier: MIT
// What a tree is like that compiling does not tell: it is run once, in an environment where nothing
// fails and nobody else is about.
#include "adapter.h"
#include "impl/kernel/runtime/host.h"
#include "impl/kernel/runtime/memory.h"

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
static u64 accesses CLAIMCHECK_PERSISTENT = 0;  // of the tree; the shims' are claimcheck_checks

static void see(void* context, const void* object, size_t size, const char* name, uint32_t mode,
                const struct claimcheck_source* source) {
  accesses++;
  (void)context, (void)object, (void)size, (void)name, (void)mode, (void)source;
}
static uint32_t self(void* context) {
  (void)context;
  return 0;
}
static void say(void* context, const char* text) {
  (void)context, (void)text;
}
static void die(void* context, const char* text) {
  (void)context;
  host_give_up(text);
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
                                            .die = die};

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

static const struct claimcheck_engine_api* asked CLAIMCHECK_PERSISTENT = NULL;

static void give_up(const char* what, int64_t rc) {
  char text[160];
  host_snprintf(text, sizeof(text), "%s returned %lld", what, (long long)rc);
  host_give_up(text);
}

static void* engine_of(const struct claimcheck_region_setup* region) {
  const struct claimcheck_setup setup = {.regions = region, .region_count = 1, .options = ""};
  void* engine = NULL;
  const int rc = asked->create(&setup, &quiet, &engine);
  if (rc) give_up("making a region", rc);
  return engine;
}

static int64_t result_of(void* engine, const struct claimcheck_operation* operation) {
  struct claimcheck_outcome outcome = {.result = 0};
  asked->apply(engine, operation, &outcome);
  return outcome.result;
}

struct base_question {
  uint32_t base;
  struct adapter_base* answer;
};

// Whether a group of two from this base is claimed.
static void try_base(void* data) {
  static const char text[] = "11111111-1111-1111-1111-111111111111";
  const struct base_question* question = data;
  struct adapter_base* answer = question->answer;
  const struct claimcheck_region_setup region = region_of_kind(CLAIMCHECK_DYNAMIC, question->base);
  const u64 length = region.align;
  const struct claimcheck_member members[] = {{region.base, length, 0, 0},
                                              {region.base + length, length, 0, 0}};
  struct claimcheck_operation offer = {
      .kind = CLAIMCHECK_OFFER, .members = members, .member_count = 2};
  const struct claimcheck_operation claim = {
      .kind = CLAIMCHECK_WRITE_UUID, .text = text, .text_length = sizeof(text) - 1};
  __builtin_memset(offer.tag.bytes, 0x11, sizeof(offer.tag.bytes));
  void* engine = engine_of(&region);
  answer->offered = result_of(engine, &offer);
  answer->claimed = result_of(engine, &claim);
  answer->taken = answer->offered == 0 && answer->claimed > 0;
  asked->destroy(engine);
}

// Whether each text is refused alike, also the one that is none: then there are no claims yet.
static void try_texts(void* data) {
  static const char* const texts[] = {"0", "11111111-1111-1111-1111-111111111111", "x"};
  const struct claimcheck_region_setup region = region_of_kind(CLAIMCHECK_DYNAMIC, 1);
  void* engine = engine_of(&region);
  unsigned int refused = 0;
  for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
    const struct claimcheck_operation claim = {
        .kind = CLAIMCHECK_WRITE_UUID, .text = texts[i], .text_length = strlen(texts[i])};
    refused += result_of(engine, &claim) == -EOPNOTSUPP;
  }
  asked->destroy(engine);
  *(bool*)data = refused == ARRAY_SIZE(texts);
}

struct count_sink {
  uint32_t count;
};

static void take_extent(void* context, const struct claimcheck_extent* extent) {
  ((struct count_sink*)context)->count = extent->use_count;
}
static void take_region(void* context, const struct claimcheck_region_state* region) {
  (void)context, (void)region;
}
static void take_device(void* context, const struct claimcheck_device* device) {
  (void)context, (void)device;
}
static void take_held(void* context, const char* kind, uint64_t count) {
  (void)context, (void)kind, (void)count;
}

struct free_extent {
  bool was_offered, resource_is_drvdata;
  struct count_sink seen;
};

// What an extent is like that nobody has claimed.
static void look_at_free_extent(void* data) {
  struct free_extent* found = data;
  const struct claimcheck_region_setup region = region_of_kind(CLAIMCHECK_DYNAMIC, 1);
  const struct claimcheck_member member = {region.base, region.align, 0, 0};
  const struct claimcheck_operation offer = {
      .kind = CLAIMCHECK_OFFER, .members = &member, .member_count = 1};
  const struct claimcheck_sink sink = {&found->seen, take_region, take_extent, take_device,
                                       take_held};
  struct adapter* engine = engine_of(&region);
  if (result_of(engine, &offer) == 0) {
    const struct list_head* extents = &engine->regions[0]->extents;
    found->was_offered = true;
    found->resource_is_drvdata =
        dev_get_drvdata(&list_first_entry(extents, struct adapter_extent, list)->dev) != NULL;
    if (found->resource_is_drvdata) asked->snapshot(engine, &sink);
  }
  asked->destroy(engine);
}

struct file_operation {
  uint32_t kind;
  const char* path;
};

// Which operations have their files. Some may be there for one kind of region alone.
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

static void list_operations(uint32_t kind, uint64_t* operations) {
  const struct claimcheck_region_setup region = region_of_kind(kind, 1);
  void* engine = engine_of(&region);
  runtime_operation_begin();
  *operations |= operations_by_file(engine);
  runtime_operation_end();
  asked->destroy(engine);
}
static void list_of_plain(void* data) {
  list_operations(CLAIMCHECK_PLAIN, data);
}
static void list_of_dynamic(void* data) {
  list_operations(CLAIMCHECK_DYNAMIC, data);
}

// A tree that keeps its regions in one resource may have made it a byte short of the address space.
static void end_at_the_last_byte(void* data) {
  struct claimcheck_region_setup region = region_of_kind(CLAIMCHECK_PLAIN, 1);
  region.base = (u64)0 - region.size;
  asked->destroy(engine_of(&region));
  *(bool*)data = true;
}

enum { PATIENCE = 2 /* seconds of processor time */ };

static void refuse(struct adapter_findings* findings, const char* why) {
  host_snprintf(findings->refusal, sizeof(findings->refusal),
                "the tree's DAX bus cannot be started with one plain region: %s", why);
}

uint32_t adapter_free_count CLAIMCHECK_PERSISTENT = 0;
bool adapter_sees_resources CLAIMCHECK_PERSISTENT = true;

static void look_at_resources(struct adapter_findings* findings) {
  struct free_extent found = {.was_offered = false};
  char why[160];
  findings->resource_is_drvdata = true;
  if (!host_attempt(look_at_free_extent, &found, PATIENCE, why, sizeof(why))) return;
  if (!found.was_offered) return;
  findings->resource_is_drvdata = found.resource_is_drvdata;
  adapter_sees_resources = found.resource_is_drvdata;
#ifdef HAVE_USE_REFCOUNT
  adapter_free_count = found.seen.count;
#endif
}

// A base with which a group is claimed; if there is none, whatever it may be: the run shows what
// is wrong.
static void find_bases(struct adapter_findings* findings) {
  uint32_t taken = 0;
  for (uint32_t base = 0; base <= 1; base++) {
    struct adapter_base* answer = &findings->bases[base];
    struct base_question question = {base, answer};
    host_attempt(try_base, &question, PATIENCE, answer->died, sizeof(answer->died));
    if (answer->taken) taken |= (uint32_t)CLAIMCHECK_SET_OF(base);
  }
  findings->seq_bases = taken ? taken : 3;
}

static void find_claims(struct adapter_findings* findings) {
  const uint64_t write = CLAIMCHECK_SET_OF(CLAIMCHECK_WRITE_UUID);
  bool is_refused = false;
  char why[160];
  if (!(findings->operations & write)) {
    findings->claims = ADAPTER_NO_UUID_FILE;
  } else if (host_attempt(try_texts, &is_refused, PATIENCE, why, sizeof(why)) && is_refused) {
    findings->claims = ADAPTER_UUID_REFUSED;
    findings->operations &= ~write;
  }
}

// What a group of so many costs in memory and in looks at memory.
struct group_cost {
  uint32_t base;
  size_t count;
  u64 looks, memory;
};

// It is offered, claimed, looked at, and goes with the region's driver.
static void try_group(void* data) {
  static const char text[] = "11111111-1111-1111-1111-111111111111";
  struct group_cost* cost = data;
  struct claimcheck_region_setup region = region_of_kind(CLAIMCHECK_DYNAMIC, cost->base);
  region.size = region.align * cost->count;
  void* engine = engine_of(&region);
  struct count_sink seen;
  const struct claimcheck_sink sink = {&seen, take_region, take_extent, take_device, take_held};
  struct claimcheck_member* members = runtime_allocate(cost->count * sizeof(*members));
  for (size_t i = 0; i < cost->count; i++) {
    members[i] = (struct claimcheck_member){region.base + i * region.align, region.align, 0, 0};
  }
  struct claimcheck_operation offer = {
      .kind = CLAIMCHECK_OFFER, .members = members, .member_count = cost->count};
  const struct claimcheck_operation claim = {
      .kind = CLAIMCHECK_WRITE_UUID, .text = text, .text_length = sizeof(text) - 1};
  const struct claimcheck_operation unbind = {.kind = CLAIMCHECK_UNBIND_REGION};
  __builtin_memset(offer.tag.bytes, 0x11, sizeof(offer.tag.bytes));
  const u64 before = claimcheck_checks + accesses;
  result_of(engine, &offer);
  result_of(engine, &claim);
  asked->snapshot(engine, &sink);
  result_of(engine, &unbind);
  cost->looks = claimcheck_checks + accesses - before;
  cost->memory = claimcheck_arena.used;
  asked->destroy(engine);
}

// Looks are some nanoseconds each. The sample takes 0.7 seconds for a group of all.
enum { FEW_MEMBERS = 128, MANY_MEMBERS = 1024, ALL_MEMBERS = 65537, MAX_LOOKS = 1000000000 };

// From two groups: what a member costs grows with their count where each looks at all others, and
// then a group of all is billions of looks. Where groups are sorted it is hundreds of millions.
static enum adapter_full_groups try_full_groups(const struct adapter_findings* findings) {
  const uint32_t base = (findings->seq_bases & CLAIMCHECK_SET_OF(0)) == 0;
  struct group_cost few = {.base = base, .count = FEW_MEMBERS};
  struct group_cost many = {.base = base, .count = MANY_MEMBERS};
  char why[160];
  if (!host_attempt(try_group, &few, PATIENCE, why, sizeof(why))) return ADAPTER_GROUPS_FAIL;
  if (!host_attempt(try_group, &many, PATIENCE, why, sizeof(why))) return ADAPTER_GROUPS_FAIL;
  const u64 of_few = few.looks / FEW_MEMBERS, of_many = many.looks / MANY_MEMBERS;
  const u64 more = of_many > of_few ? of_many - of_few : 0;
  const u64 of_all = of_many + more * ALL_MEMBERS / (MANY_MEMBERS - FEW_MEMBERS);
  if (of_all * ALL_MEMBERS > MAX_LOOKS) return ADAPTER_GROUPS_TAKE_LONG;
  const u64 room = claimcheck_arena.size - claimcheck_arena.size / 4;
  const bool fits = many.memory / MANY_MEMBERS * ALL_MEMBERS < room;
  return fits ? ADAPTER_FULL_GROUPS : ADAPTER_GROUPS_TAKE_MEMORY;
}

static uint64_t host_operations(void) {
  uint64_t set =
      CLAIMCHECK_SET_OF(CLAIMCHECK_BIND_REGION) | CLAIMCHECK_SET_OF(CLAIMCHECK_UNBIND_REGION) |
      CLAIMCHECK_SET_OF(CLAIMCHECK_BIND_DEVICE) | CLAIMCHECK_SET_OF(CLAIMCHECK_UNBIND_DEVICE);
#ifdef MAPPING_RANGE
  set |= CLAIMCHECK_SET_OF(CLAIMCHECK_READ_MAPPING);
#endif
  if (HAVE_DYNAMIC)
    set |= CLAIMCHECK_SET_OF(CLAIMCHECK_OFFER) | CLAIMCHECK_SET_OF(CLAIMCHECK_INJECT);
#if defined(RM_GROUP) || defined(RM_ONE)
  if (HAVE_DYNAMIC) {
    set |=
        CLAIMCHECK_SET_OF(CLAIMCHECK_RELEASE_TAG) | CLAIMCHECK_SET_OF(CLAIMCHECK_RELEASE_UNTAGGED);
  }
#endif
  return set;
}

struct adapter_findings adapter_find_out(const struct claimcheck_engine_api* api) {
  // No region is numbered where none is dynamic, so either base will do.
  struct adapter_findings findings = {
      .kinds = CLAIMCHECK_SET_OF(CLAIMCHECK_STATIC) | CLAIMCHECK_SET_OF(CLAIMCHECK_PLAIN),
      .seq_bases = 3};
  char why[160];
  asked = api;
  if (!host_attempt(list_of_plain, &findings.operations, PATIENCE, why, sizeof(why))) {
    refuse(&findings, why);
    return findings;
  }
  findings.operations |= host_operations();
  host_attempt(end_at_the_last_byte, &findings.last_byte, PATIENCE, why, sizeof(why));
  if (HAVE_DYNAMIC) {
    findings.kinds |= CLAIMCHECK_SET_OF(CLAIMCHECK_DYNAMIC);
    host_attempt(list_of_dynamic, &findings.operations, PATIENCE, why, sizeof(why));
    look_at_resources(&findings);
    find_bases(&findings);
    find_claims(&findings);
    findings.full_groups = try_full_groups(&findings);
  }
  return findings;
}
