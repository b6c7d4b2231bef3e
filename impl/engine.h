/* SPDX-License-Identifier: MIT */
/*
 * The interface that every claim engine implements: the ones in this tree and yours, built as
 * a shared object and named on the command line:  claimcheck run --engine ./mine.so
 *
 * A plugin exports one function, claimcheck_engine(), which returns a table: what the engine is
 * like, and its entry points. impl/example/example.c is a whole one in about a hundred lines.
 *
 * Units and numbers. Addresses and lengths are bytes; page offsets count pages of
 * CLAIMCHECK_PAGE_SIZE. A region may end exactly at 2^64, so a sum of addresses may be 2^64 and
 * must not be computed in 64 bits. Results are as in the kernel: zero or more for success, a
 * negative errno (Linux numbers) for failure. A device is named by its region and its index
 * there; `create` gives out the lowest index that is free, as the kernel's ida does.
 *
 * Ownership. Whatever a pointer in a setup, an operation or an environment points to belongs to
 * the harness. The setup and the environment live as long as the engine; an operation lives for
 * one call. The engine frees in destroy() all that it took.
 *
 * Fallible steps. Before each step that can fail for a reason outside the contract (an
 * allocation, reserving a range, registering a mapping), the engine asks env->fail("site") and,
 * where that returns a negative errno, behaves as if the step had failed with it, or with one of
 * the errors that its table declares for the site. Waiting for a lock is a fallible step where the
 * mode has CLAIMCHECK_INTERRUPTIBLE: lock() asks for itself, under the lock's name. Site names are
 * stable: traces that are years old name them.
 *
 * Threads. One engine may be driven by several tasks at once: real threads, or the controlled
 * scheduler's fibers. Then apply() is called concurrently, and everything that the tasks share has
 * to be ordered by env: by its locks, by atomic(), or by acquire() and release(). Thread-local
 * variables do not tell fibers apart; self() does. create(), snapshot() and destroy() are called
 * by one task while no apply() runs; all of env may be used there, and nothing fails. One
 * exception: an execution that deadlocked is given up, and destroy() is called while calls of
 * apply() hang inside lock(); those never return, and destroy() must still give back all memory.
 * An engine whose state is global may refuse a second create() with -EBUSY while the first engine
 * lives; the harness keeps at most one alive.
 *
 * Crashes. Engines from outside run in a child process. One that aborts, exits or loops is
 * reported with its trace, with what it told die() and with the last lines that it wrote to
 * standard error; it does not end the run.
 *
 * Version 2, against version 1: a region says what unbinding does; the table says what the engine
 * is like and declares the errors of each site; reads of `resource` and of mappings; atomic(),
 * acquire() and release() on objects in place of yield(); access() with a size and a source line;
 * self() and die(); options. To bring an engine up to date: fill in the new fields of the table,
 * and replace yield(step) by atomic(object, step, mode).
 */
#ifndef CLAIMCHECK_ENGINE_H
#define CLAIMCHECK_ENGINE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Raised when a struct or the meaning of a field changes. Another version is refused. */
#define CLAIMCHECK_ENGINE_VERSION 2u

#define CLAIMCHECK_PAGE_SIZE 4096u

enum claimcheck_region_kind { CLAIMCHECK_DYNAMIC = 0, CLAIMCHECK_STATIC = 1, CLAIMCHECK_PLAIN = 2 };

/* What unbinding a region's driver does (R1): keeps all there is, or drops devices and extents. */
enum claimcheck_unbind { CLAIMCHECK_KEEPS = 0, CLAIMCHECK_DROPS = 1 };

/* The null UUID (all zero) is the tag of an untagged extent. */
struct claimcheck_uuid {
  uint8_t bytes[16];
};

/* A region as a trace sets it up. It starts with one device, index 0, unclaimed. */
struct claimcheck_region_setup {
  uint64_t base;
  uint64_t size;
  uint64_t align;        /* a power of two, at least CLAIMCHECK_PAGE_SIZE */
  uint32_t kind;         /* enum claimcheck_region_kind */
  uint32_t seq_base;     /* 0 or 1: the first number of a dense sequence */
  uint32_t driver_bound; /* 0 or 1: at the start */
  uint32_t unbind;       /* enum claimcheck_unbind */
};

struct claimcheck_setup {
  const struct claimcheck_region_setup* regions;
  size_t region_count;
  /*
   * What stands behind the first comma of --engine ./mine.so,unbind=drops; empty where there is
   * none, never NULL. The meaning is the engine's own; create() refuses what it does not know with
   * -EINVAL. Recorded in every trace that is found.
   */
  const char* options;
};

enum claimcheck_operation_kind {
  CLAIMCHECK_OFFER = 0,            /* region, tag, shared, members */
  CLAIMCHECK_INJECT = 1,           /* region, tag, members[0] */
  CLAIMCHECK_RELEASE_TAG = 2,      /* region, tag */
  CLAIMCHECK_RELEASE_UNTAGGED = 3, /* region, start */
  CLAIMCHECK_BIND_REGION = 4,      /* region */
  CLAIMCHECK_UNBIND_REGION = 5,    /* region */
  CLAIMCHECK_CREATE = 6,           /* region; result: the new device's index */
  CLAIMCHECK_DELETE = 7,           /* region, device */
  CLAIMCHECK_BIND_DEVICE = 8,      /* region, device */
  CLAIMCHECK_UNBIND_DEVICE = 9,    /* region, device */
  CLAIMCHECK_WRITE_UUID = 10,      /* region, device, text; result: text_length */
  CLAIMCHECK_WRITE_SIZE = 11,      /* region, device, text; result: text_length */
  CLAIMCHECK_READ_UUID = 12,       /* region, device; result: bytes put in outcome.text */
  CLAIMCHECK_READ_SIZE = 13,       /* region, device; as READ_UUID, decimal and a newline */
  CLAIMCHECK_READ_AVAILABLE = 14,  /* region; as READ_SIZE */
  CLAIMCHECK_MODE = 15,            /* region, device, attribute; result: mode bits (0644) */
  CLAIMCHECK_READ_RESOURCE = 16,   /* region, device; as READ_UUID, hexadecimal (V9) */
  CLAIMCHECK_READ_MAPPING = 17     /* region, device, mapping, field; as READ_RESOURCE (V10) */
};

enum claimcheck_attribute {
  CLAIMCHECK_ATTRIBUTE_UUID = 0,
  CLAIMCHECK_ATTRIBUTE_SIZE = 1,
  CLAIMCHECK_ATTRIBUTE_ALIGN = 2
};

/* A file of a mapping. */
enum claimcheck_mapping_field {
  CLAIMCHECK_MAPPING_START = 0,
  CLAIMCHECK_MAPPING_END = 1, /* the last byte */
  CLAIMCHECK_MAPPING_PAGE_OFFSET = 2
};

/*
 * A member of an offer, in arrival order. `seq` is meant where the offer is shared, and for
 * inject; otherwise the engine numbers members in arrival order from the sequence base. A lost
 * member takes its number, failed on its way, and is not added; it is part of the offer all the
 * same: admission looks at it, and it counts among the members that the group was offered with.
 */
struct claimcheck_member {
  uint64_t start;
  uint64_t length;
  uint16_t seq;
  uint8_t lost; /* 0 or 1 */
};

struct claimcheck_operation {
  uint32_t kind; /* enum claimcheck_operation_kind: says which fields below are meant */
  uint32_t region;
  uint32_t device;
  uint32_t attribute; /* enum claimcheck_attribute */
  uint32_t mapping;   /* of the device: its i-th, from 0 */
  uint32_t field;     /* enum claimcheck_mapping_field */
  uint32_t shared;    /* 0 or 1 */
  struct claimcheck_uuid tag;
  uint64_t start;
  const struct claimcheck_member* members;
  size_t member_count;
  /* What was written. text[text_length] is a NUL, as sysfs sees to; there may be others. */
  const char* text;
  size_t text_length;
};

#define CLAIMCHECK_TEXT_SIZE 64u

struct claimcheck_outcome {
  int64_t result;
  char text[CLAIMCHECK_TEXT_SIZE]; /* of a read: what the file holds, with its newline */
};

/* How a lock is taken, and how an object is accessed. */
enum claimcheck_mode {
  CLAIMCHECK_READ = 0,
  CLAIMCHECK_WRITE = 1,
  CLAIMCHECK_INTERRUPTIBLE = 2 /* or-ed to one of the above, in lock() only */
};

/*
 * Where in the engine's source something happens. `file` may be NULL: then `address`, where a call
 * in the plugin returns to, is resolved to file and line when it is reported; it may be NULL too.
 */
struct claimcheck_source {
  const char* file;
  uint32_t line;
  const void* address;
};

/*
 * What the harness lends to an engine. Every function takes `context` first and may be called
 * from any task that is inside create(), apply(), snapshot() or destroy(). `name` is a word for
 * people; an object is known by its address. All strings are copied or outlive the engine.
 */
struct claimcheck_env {
  uint32_t version; /* CLAIMCHECK_ENGINE_VERSION of the harness */
  void* context;

  /*
   * Asked at every fallible step. 0: go on. A negative errno: the step fails with it. Others may
   * come in between here unless this task holds a lock to write; also then where the table has
   * CLAIMCHECK_LOCK_FAMILIES.
   */
  int (*fail)(void* context, const char* site);

  /*
   * A reader-writer lock, known by its address; `name` is for people and, where the mode is
   * interruptible, the site. 0, or a negative errno of an interrupted wait, in which case the
   * lock is not held. Without CLAIMCHECK_INTERRUPTIBLE it never fails. A task does not take
   * a lock twice. unlock() gives back what this task took.
   */
  int (*lock)(void* context, const void* lock, const char* name, uint32_t mode);
  void (*unlock)(void* context, const void* lock);

  /*
   * A step that other tasks can see: an atomic access of `object`, to read or to write, which
   * also orders what was done before it by those who meet on the object. Steps on different
   * objects are independent of one another. Called before the access.
   */
  void (*atomic)(void* context, const void* object, const char* name, uint32_t mode);

  /*
   * Order without a step: what a task did before its release() of an object happens before what
   * another does after its acquire() of it. Publication and reference counts.
   */
  void (*acquire)(void* context, const void* object);
  void (*release)(void* context, const void* object);

  /*
   * Plain data of `size` bytes is read or written: what the race detector looks at. `source` may
   * be NULL.
   */
  void (*access)(void* context, const void* object, size_t size, const char* name, uint32_t mode,
                 const struct claimcheck_source* source);

  /* The running task: a small number, 0 outside of threads, the same on fibers and threads. */
  uint32_t (*self)(void* context);

  /* What the kernel would have warned about: a finding of A5. */
  void (*warn)(void* context, const char* text);

  /* The engine cannot go on, and says why. Does not return. */
  void (*die)(void* context, const char* text);
};

/* One extent that the engine knows, free or in use. */
struct claimcheck_extent {
  uint64_t start;
  uint64_t length;
  struct claimcheck_uuid tag;
  uint32_t region;
  uint32_t use_count;
  uint16_t seq;
};

/* One range of a device, or what a registered mapping maps. */
struct claimcheck_range {
  uint64_t page_offset; /* in pages */
  uint64_t start;
  uint64_t length;
};

struct claimcheck_device {
  uint64_t size;
  uint32_t region;
  uint32_t index;
  uint32_t driver_bound;                 /* 0 or 1 */
  const struct claimcheck_range* ranges; /* in the device's order */
  size_t range_count;
  const struct claimcheck_range* mappings; /* in any order, all that are registered */
  size_t mapping_count;
};

struct claimcheck_region_state {
  uint64_t available_size;
  uint32_t region;
  uint32_t driver_bound; /* 0 or 1 */
};

/*
 * Where a snapshot goes: the engine calls region(), extent() and device() once for each that
 * there is, in any order, and held() once for each kind of resource it counts (reservations,
 * registered mappings, allocations: whatever it would leak). What the pointers point to is
 * copied before the call returns.
 */
struct claimcheck_sink {
  void* context;
  void (*region)(void* context, const struct claimcheck_region_state* region);
  void (*extent)(void* context, const struct claimcheck_extent* extent);
  void (*device)(void* context, const struct claimcheck_device* device);
  /*
   * What is held beyond an empty engine's own needs: 0 for every kind once all devices but
   * each region's first are deleted, those are unclaimed, and all extents are released.
   */
  void (*held)(void* context, const char* kind, uint64_t count);
};

/* A fallible step that the engine has. */
struct claimcheck_site {
  const char* name; /* one word; unique */
  /*
   * The errors, as positive errnos ended by 0, that a failure of this step may become besides the
   * one that fail() returned (A2): some interfaces can only say that they failed. NULL: no other,
   * and then fail() may return any error there, EIO or EBUSY as well as ENOMEM. So a step that
   * fails with -ENOMEM whatever fail() said breaks A2, unless ENOMEM is declared here.
   */
  const int* errors;
};

/* Of claimcheck_engine_api.flags. */
enum claimcheck_flag {
  /* A write of no bytes reaches the engine (W0). Else whatever stands before it keeps it away. */
  CLAIMCHECK_EMPTY_WRITES = 1,
  /* Locks of several families are held at once: fail() is a step under a write lock too. */
  CLAIMCHECK_LOCK_FAMILIES = 2,
  /* No region holds the last byte of the address space: one that would is not made. */
  CLAIMCHECK_NO_LAST_BYTE = 4,
  /* Wherever the kernel would warn, warn() is called. Without it silence says nothing of A5. */
  CLAIMCHECK_WARNS = 8,
  /*
   * It has locks of its own too, and takes those where env->lock is NULL; env->unlock is NULL then
   * as well. Real threads lend it none, and so see the locks that it really takes.
   */
  CLAIMCHECK_OWN_LOCKS = 16,
  /*
   * A group of as many extents as there are sequence numbers (M2) takes it seconds, and no more
   * memory than there is. Without it none is offered: where each extent looks at all others, one is
   * billions of looks.
   */
  CLAIMCHECK_FULL_GROUPS = 32
};

#define CLAIMCHECK_SET_OF(number) (UINT64_C(1) << (number))

struct claimcheck_engine_api {
  uint32_t version; /* CLAIMCHECK_ENGINE_VERSION that the engine was built with: stays first */
  const char* name; /* one word, for reports */

  /*
   * What the engine is like. It is asked nothing else; what that leaves out is counted and told.
   * Sets have the bit CLAIMCHECK_SET_OF(n) for a member n.
   */
  uint64_t operations; /* set of enum claimcheck_operation_kind */
  uint32_t kinds;      /* set of enum claimcheck_region_kind */
  uint32_t seq_bases;  /* set of 0 and 1 */
  uint32_t unbinds;    /* set of enum claimcheck_unbind */
  uint32_t flags;      /* enum claimcheck_flag, or-ed */

  /* All fallible steps that the engine has, ended by one whose name is NULL. */
  const struct claimcheck_site* sites;

  /* 0 and *engine, or a negative errno. */
  int (*create)(const struct claimcheck_setup* setup, const struct claimcheck_env* env,
                void** engine);
  /* In any state: claimed devices, extents in use, an operation that failed half way. */
  void (*destroy)(void* engine);
  void (*apply)(void* engine, const struct claimcheck_operation* operation,
                struct claimcheck_outcome* outcome);
  void (*snapshot)(void* engine, const struct claimcheck_sink* sink);

  /*
   * Optional, NULL where there is none: an independent copy of an engine at rest, with the
   * same setup and environment. Lets the explorer branch instead of replaying.
   */
  int (*clone)(const void* engine, void** copy);
};

/* The one symbol that a plugin must export. NULL: it cannot be used. */
const struct claimcheck_engine_api* claimcheck_engine(void);
typedef const struct claimcheck_engine_api* (*claimcheck_engine_function)(void);

/*
 * Optional, asked after claimcheck_engine(): lines for people, each ended by a newline. They are
 * shown at the start of a run: what the engine turned out to be, and what of it is not checked.
 * Where claimcheck_engine() returned NULL, why.
 */
const char* claimcheck_engine_about(void);
typedef const char* (*claimcheck_engine_about_function)(void);

/*
 * Optional, asked after claimcheck_engine(): how an engine is put back to a state that it had. A
 * search of interleavings makes the same state thousands of times a second; with this it makes it
 * once. NULL, or no such symbol: it is made anew each time, with the same results.
 */
struct claimcheck_images {
  /* The state of an engine at rest, which goes on. 0 and *image, or a negative errno. */
  int (*keep)(const void* engine, void** image);
  /*
   * The engine as it was when it was kept, in every byte and at every address: with the setup and
   * the environment that it had, which are still where they were. Called when it was destroyed,
   * and as often as it is destroyed again; no other engine was created in between.
   */
  void* (*restore)(const void* image);
  void (*drop)(void* image);
};
const struct claimcheck_images* claimcheck_engine_images(void);
typedef const struct claimcheck_images* (*claimcheck_engine_images_function)(void);

#ifdef __cplusplus
}
#endif

#endif
