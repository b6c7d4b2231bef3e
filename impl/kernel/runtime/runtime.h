/* SPDX-License-Identifier: MIT */
/*
 * What an adapter asks of the runtime: to begin and end an engine's life, to read and write files
 * as a user does through sysfs, to bind and unbind drivers, and to count what is held.
 *
 * One engine lives at a time. What the kernel code has in its static variables is put back by
 * runtime_begin() to what it was when the first engine began: the whole writable part of the
 * shared object, but for what is marked CLAIMCHECK_PERSISTENT and for the linker's own. So an
 * adapter keeps what it has to remember from engine to engine in marked variables only.
 *
 * These functions may be called by any task inside an entry point of the engine.
 */
#ifndef CLAIMCHECK_KERNEL_RUNTIME_H
#define CLAIMCHECK_KERNEL_RUNTIME_H

#include <linux/device.h>

#include "impl/engine.h"

#define CLAIMCHECK_PERSISTENT __attribute__((__section__("claimcheck_persistent")))

/* Begins a life with an empty machine: no bus, no driver, no device. The environment is lent. */
void runtime_begin(const struct claimcheck_env* env);
/* Ends it in any state, and gives all memory back; runs no kernel code. */
void runtime_end(void);
const struct claimcheck_env* runtime_env(void);

/*
 * All of a life while no task is in an entry point: memory, static variables, what the runtime
 * knows. NULL where there is no memory for it. After runtime_end() a life goes on from it, any
 * number of times; every address is as it was.
 */
struct runtime_image;
struct runtime_image* runtime_keep(void);
void runtime_restore(const struct runtime_image* image);
void runtime_drop(struct runtime_image* image); /* or NULL */

/*
 * Around each operation. The second warns of each lock that the task still holds, as lockdep does
 * on the way to user space, and gives it back.
 */
void runtime_operation_begin(void);
void runtime_operation_end(void);
/* Whether any task holds a lock: then an engine is being destroyed after a deadlock. */
bool runtime_any_lock_held(void);

/*
 * Files by their path from a device down: "dax_region/create" of a region's device,
 * "dax0.1/size", "dax0.1/mapping0/start". A file or directory that is gone is -ENODEV; no
 * permission to read or write, -EACCES; a write of no bytes is 0 and reaches nothing.
 */
ssize_t runtime_read(struct device* root, const char* path, char* text, size_t size);
ssize_t runtime_write(struct device* root, const char* path, const char* text, size_t length);
/* The mode bits, as is_visible() gave them when the file was made. */
int runtime_mode(struct device* root, const char* path);
ssize_t runtime_driver_write(struct device_driver* driver, const char* file, const char* text,
                             size_t length);

/* As a write of the device's name to the driver's files bind and unbind. 0 or a negative errno. */
int runtime_bind(struct device_driver* driver, const char* device_name);
int runtime_unbind(struct device_driver* driver, const char* device_name);
/* Whether a bus binds by itself what is added; on, as in the kernel, until it is turned off. */
void runtime_autoprobe(const struct bus_type* bus, bool on);

/*
 * The name of the newest device of the given parent that this task has added since
 * runtime_operation_begin(); NULL if there is none. The device may be gone: another task deletes it
 * as soon as no lock keeps it. The name lives until the next runtime_operation_begin().
 */
const char* runtime_added(const struct device* parent);

/* What the kernel code holds now. */
struct runtime_counts {
  u64 allocations;  /* memory, names of devices with it */
  u64 reservations; /* ranges in resource trees */
  u64 devices;      /* added and not deleted */
  u64 actions;      /* what devices own */
  u64 ids;          /* of all idas */
};
struct runtime_counts runtime_held(void);

/*
 * All fallible steps that code on this runtime can have, ended by one without a name: the
 * runtime's own, and the locks that this shared object declares.
 */
const struct claimcheck_site* runtime_sites(void);

/* As in memory of the kernel code's own, but not counted and not fallible; zeroed. */
void* runtime_allocate(size_t size);

#endif
