/* SPDX-License-Identifier: MIT */
/*
 * The engine on top of a tree's DAX bus. What a tree has is told by the files of ../probes that
 * compile with its headers: each defines its name, as 1 or as the call, the statement or the
 * expression with which it does. Those take variables of the place where they are used.
 */
#ifndef CLAIMCHECK_KERNEL_ADAPTER_H
#define CLAIMCHECK_KERNEL_ADAPTER_H

#include <linux/dax.h>
#include <linux/device.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/range.h>
#include <linux/rwsem.h>
#include <linux/slab.h>
#include <linux/uuid.h>

#include "bus.h"
#include "dax-private.h"
#include "impl/engine.h"
#include "impl/kernel/runtime/runtime.h"

#if defined(ADD_GROUP) && defined(SPEC_DEVICE) && defined(SPEC_START) && defined(SPEC_LENGTH)
#define HAVE_GROUPS 1
#else
#define HAVE_GROUPS 0
#endif
#if (HAVE_GROUPS || defined(ADD_ONE)) && defined(REGION_FLAG) && \
    (defined(IS_EXTENT) || !defined(HAVE_OPS_ARGUMENT))
#define HAVE_DYNAMIC 1
#else
#define HAVE_DYNAMIC 0
#endif

/* What a name of a probe stands for. */
#define TEXT_OF_(text) #text
#define TEXT_OF(name) TEXT_OF_(name)

/* A region's device, which the region's driver binds to, and the extents below it. */
struct adapter_region {
  struct claimcheck_region_setup setup;
  struct adapter* adapter;
  struct device dev;
  unsigned int index;
  struct list_head extents; /* in arrival order; under the device's lock */
  struct dax_region* dax;   /* NULL: no driver is bound, and unbinding drops */
  struct rw_semaphore core; /* to read: its devices may come and go; taken first */
  bool closed;              /* the driver is on its way out: no operation begins (R1) */
  bool driver_bound;        /* as the user sees it, also where unbinding keeps all there is */
  /* What a region of its own needs, of what is counted. */
  struct runtime_counts own;
};

struct adapter_extent {
  struct device dev;
  struct list_head list;
  struct claimcheck_uuid tag;
  u64 start, length;
  u16 seq;
};

struct adapter {
  struct bus_type bus; /* of the regions' devices */
  struct device_driver driver;
  struct dax_device_driver dax_driver;
  struct mutex host; /* orders what is admitted and bound on the whole host */
  struct runtime_counts empty;
  unsigned int next_extent; /* under host */
  size_t region_count;
  struct adapter_region* regions[];
};

/* What the tree turned out to be like when it was first run. */
struct adapter_base {
  bool taken;      /* a group of two from this base was claimed */
  int64_t offered; /* what the offer returned, and the claim */
  int64_t claimed;
  char died[160]; /* why it went no further; empty where it did */
};
/* How a device of a dynamic region gets its capacity. */
enum adapter_claims {
  ADAPTER_CLAIMS,       /* by its uuid, as the contract says */
  ADAPTER_NO_UUID_FILE, /* it has no such file */
  ADAPTER_UUID_REFUSED  /* whatever is written to that file is -EOPNOTSUPP */
};
/* What becomes of a group of as many extents as there are sequence numbers. */
enum adapter_full_groups {
  ADAPTER_NOT_DYNAMIC,        /* there is none, as no region is dynamic */
  ADAPTER_FULL_GROUPS,        /* it takes seconds at most */
  ADAPTER_GROUPS_TAKE_LONG,   /* or more, as each extent looks at all others */
  ADAPTER_GROUPS_TAKE_MEMORY, /* more than there is */
  ADAPTER_GROUPS_FAIL         /* a smaller one was not got through */
};
struct adapter_findings {
  enum adapter_claims claims;
  uint64_t operations;
  uint32_t kinds;
  uint32_t seq_bases;
  bool last_byte;           /* a region that ends at 2^64 can be made */
  bool resource_is_drvdata; /* of an extent's device, once it was added */
  enum adapter_full_groups full_groups;
  struct adapter_base bases[2];
  char refusal[256]; /* why it cannot be run at all; empty where it can */
};
/* The use count of a free extent: not 0 where it counts references. */
extern uint32_t adapter_free_count;
/* The tree's struct of an extent can be looked at. */
extern bool adapter_sees_resources;

/* region.c. 0 or a negative errno each. */
int adapter_open(struct adapter* adapter, const struct claimcheck_setup* setup);
void adapter_close(struct adapter* adapter);
int adapter_bind_region(struct adapter_region* region);
int adapter_unbind_region(struct adapter_region* region);

/* admission.c. With the host's lock. */
int adapter_offer(struct adapter_region* region, const struct claimcheck_operation* operation);
int adapter_inject(struct adapter_region* region, const struct claimcheck_operation* operation);
int adapter_release(struct adapter_region* region, const struct claimcheck_operation* operation);

/* extent.c. With the region device's lock. */
struct adapter_arrival {
  u64 start, length;
  u16 seq;
};
int adapter_add_extents(struct adapter_region* region, const struct claimcheck_uuid* tag,
                        const struct adapter_arrival* arrivals, unsigned int nr,
                        unsigned int nr_offered);
int adapter_remove_extents(struct adapter_region* region, struct adapter_extent** extents,
                           unsigned int nr);
void adapter_drop_extents(void* region);
bool adapter_is_extent(const struct device* dev);

/* files.c */
int64_t adapter_file_operation(struct adapter_region* region,
                               const struct claimcheck_operation* operation, char* text);

/* snapshot.c */
void adapter_snapshot(struct adapter* adapter, const struct claimcheck_sink* sink);

/* about.c: lines for people on what the tree is like, and what of it is not checked. */
/* Whether the tree hears of tags and of sequence numbers at all. */
bool adapter_passes_tags(void);
bool adapter_passes_numbers(void);
void adapter_describe(const struct adapter_findings* findings, char* text, size_t size);

/* findings.c */
struct adapter_findings adapter_find_out(const struct claimcheck_engine_api* api);

#endif
