/* SPDX-License-Identifier: MIT */
/*
 * Keeps what a device owns: actions and memory. They go newest first when its driver unbinds, or
 * with the device.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_DEVICE_DEVRES_H
#define CLAIMCHECK_SHIM_LINUX_DEVICE_DEVRES_H

#include <linux/bug.h>
#include <linux/gfp.h>
#include <linux/overflow.h>
#include <linux/types.h>

struct device;
/* assume: devm_add_action: fails at the site devm-action */
int devm_add_action(struct device* dev, void (*action)(void*), void* data);
/* assume: devm_add_action_or_reset: where that fails, runs the action at once */
int devm_add_action_or_reset(struct device* dev, void (*action)(void*), void* data);
/* assume: devm_remove_action: the newest that is equal goes without being run; none warns */
void devm_remove_action(struct device* dev, void (*action)(void*), void* data);
int devm_remove_action_nowarn(struct device* dev, void (*action)(void*), void* data);
/* assume: devm_release_action: the newest that is equal is run now; none warns; what is being
 * released already counts as none */
void devm_release_action(struct device* dev, void (*action)(void*), void* data);
bool devm_is_action_added(struct device* dev, void (*action)(void*), void* data);
/* assume: devm_kmalloc: fails at the site allocate */
void* devm_kmalloc(struct device* dev, size_t size, gfp_t flags);
void* devm_kzalloc(struct device* dev, size_t size, gfp_t flags);
void* devm_krealloc(struct device* dev, void* object, size_t size, gfp_t flags);
void devm_kfree(struct device* dev, const void* object);
char* devm_kstrdup(struct device* dev, const char* text, gfp_t flags);
void* devm_kmemdup(struct device* dev, const void* from, size_t size, gfp_t flags);
#define devm_kstrdup_const(dev, text, flags) ((const char*)devm_kstrdup(dev, text, flags))
#define devm_kmemdup_array(dev, from, count, size, flags) \
  devm_kmemdup(dev, from, size_mul(count, size), flags)
#define devm_krealloc_array(dev, object, count, size, flags) \
  devm_krealloc(dev, object, size_mul(count, size), flags)
char* devm_kasprintf(struct device* dev, gfp_t flags, const char* format, ...) __printf(3, 4);
#define devm_kcalloc(dev, count, size, flags) devm_kzalloc(dev, size_mul(count, size), flags)
#define devm_kmalloc_array(dev, count, size, flags) devm_kmalloc(dev, size_mul(count, size), flags)

/* assume: devres_open_group: groups end what was added after them, as devres_release_group does */
void* devres_open_group(struct device* dev, void* id, gfp_t flags);
void devres_close_group(struct device* dev, void* id);
void devres_remove_group(struct device* dev, void* id);
int devres_release_group(struct device* dev, void* id);
int devres_release_all(struct device* dev);
typedef void (*dr_release_t)(struct device* dev, void* data);
typedef int (*dr_match_t)(struct device* dev, void* data, void* match_data);
void* devres_alloc(dr_release_t release, size_t size, gfp_t flags);
void devres_free(void* data);
void devres_add(struct device* dev, void* data);
void* devres_find(struct device* dev, dr_release_t release, dr_match_t match, void* match_data);
int devres_destroy(struct device* dev, dr_release_t release, dr_match_t match, void* match_data);
int devres_release(struct device* dev, dr_release_t release, dr_match_t match, void* match_data);

#endif
