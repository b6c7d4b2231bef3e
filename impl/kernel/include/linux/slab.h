/* SPDX-License-Identifier: MIT */
/*
 * Keeps allocation and release of memory, on the runtime's arena: red zones around, nothing used
 * twice while an engine lives, freed memory poisoned. Leaves out caches but for the plainest
 * calls; flags are ignored but for __GFP_ZERO and what may not sleep.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_SLAB_H
#define CLAIMCHECK_SHIM_LINUX_SLAB_H

#include <linux/cleanup.h>
#include <linux/err.h>
#include <linux/gfp.h>
#include <linux/overflow.h>
#include <linux/types.h>

/* assume: kmalloc: fails only where the harness says so (site allocate); contents are a pattern */
void* kmalloc(size_t size, gfp_t flags);
/* assume: kzalloc: as kmalloc, zeroed */
void* kzalloc(size_t size, gfp_t flags);
/* assume: kmalloc_array: as kmalloc; NULL where the product overflows */
void* kmalloc_array(size_t count, size_t size, gfp_t flags);
void* kcalloc(size_t count, size_t size, gfp_t flags);
/* assume: krealloc: always moves; NULL leaves what was there */
void* krealloc(const void* object, size_t size, gfp_t flags);
void* krealloc_array(void* object, size_t count, size_t size, gfp_t flags);
/* assume: kfree: NULL is nothing, an error pointer too in __free; a second time ends the engine */
void kfree(const void* object);
void kfree_sensitive(const void* object);
void kfree_const(const void* object);
size_t ksize(const void* object);
#define kvmalloc(size, flags) kmalloc(size, flags)
#define kvzalloc(size, flags) kzalloc(size, flags)
#define kvmalloc_array(count, size, flags) kmalloc_array(count, size, flags)
#define kvcalloc(count, size, flags) kcalloc(count, size, flags)
#define kvfree(object) kfree(object)
#define kmalloc_node(size, flags, node) ((void)(node), kmalloc(size, flags))
#define kzalloc_node(size, flags, node) ((void)(node), kzalloc(size, flags))
#define kcalloc_node(count, size, flags, node) ((void)(node), kcalloc(count, size, flags))
/* assume: kfree_rcu: as call_rcu */
void claimcheck_kfree_rcu(struct callback_head* head, const void* object);
void kfree_rcu_mightsleep(const void* object);
#define kfree_rcu(pointer, head) claimcheck_kfree_rcu(&(pointer)->head, pointer)
#define kvfree_rcu(pointer, head) kfree_rcu(pointer, head)
#define kvfree_rcu_mightsleep(pointer) kfree_rcu_mightsleep(pointer)
#define ZERO_SIZE_PTR ((void*)16)
#define ZERO_OR_NULL_PTR(pointer) ((unsigned long)(pointer) <= 16)
#define ARCH_KMALLOC_MINALIGN 8

/* The flags are optional where newer kernels made them so. */
#define CLAIMCHECK_FLAGS(...) CLAIMCHECK_FLAGS_(0, ##__VA_ARGS__, GFP_KERNEL)
#define CLAIMCHECK_FLAGS_(none, flags, ...) (flags)
#define CLAIMCHECK_OBJECT(object) ((__typeof__(object)*)0)
/* assume: kzalloc_obj: kzalloc of the type's size; the _objs kinds an array, the _flex kinds a
 * struct with a flexible member */
#define kmalloc_obj(object, ...) \
  ((__typeof__(object)*)kmalloc(sizeof(__typeof__(object)), CLAIMCHECK_FLAGS(__VA_ARGS__)))
#define kzalloc_obj(object, ...) \
  ((__typeof__(object)*)kzalloc(sizeof(__typeof__(object)), CLAIMCHECK_FLAGS(__VA_ARGS__)))
#define kmalloc_objs(object, count, ...)                                 \
  ((__typeof__(object)*)kmalloc_array(count, sizeof(__typeof__(object)), \
                                      CLAIMCHECK_FLAGS(__VA_ARGS__)))
#define kzalloc_objs(object, count, ...) \
  ((__typeof__(object)*)kcalloc(count, sizeof(__typeof__(object)), CLAIMCHECK_FLAGS(__VA_ARGS__)))
#define kmalloc_flex(object, member, count, ...)                                       \
  ((__typeof__(object)*)kmalloc(struct_size(CLAIMCHECK_OBJECT(object), member, count), \
                                CLAIMCHECK_FLAGS(__VA_ARGS__)))
#define kzalloc_flex(object, member, count, ...)                                       \
  ((__typeof__(object)*)kzalloc(struct_size(CLAIMCHECK_OBJECT(object), member, count), \
                                CLAIMCHECK_FLAGS(__VA_ARGS__)))
#define kvmalloc_obj kmalloc_obj
#define kvzalloc_obj kzalloc_obj
#define kvmalloc_objs kmalloc_objs
#define kvzalloc_objs kzalloc_objs
#define kvzalloc_flex kzalloc_flex

struct kmem_cache {
  const char* name;
  size_t size;
  void (*construct)(void*);
};
struct kmem_cache* kmem_cache_create(const char* name, unsigned int size, unsigned int align,
                                     unsigned long flags, void (*construct)(void*));
void kmem_cache_destroy(struct kmem_cache* cache);
void* kmem_cache_alloc(struct kmem_cache* cache, gfp_t flags);
void* kmem_cache_zalloc(struct kmem_cache* cache, gfp_t flags);
void kmem_cache_free(struct kmem_cache* cache, void* object);
#define KMEM_CACHE(type, flags) \
  kmem_cache_create(#type, sizeof(struct type), __alignof__(struct type), flags, NULL)
#define SLAB_HWCACHE_ALIGN 0x2000UL
#define SLAB_PANIC 0x40000UL
#define SLAB_RECLAIM_ACCOUNT 0x20000UL
#define SLAB_ACCOUNT 0x4000000UL

DEFINE_FREE(kfree, void*, if (!IS_ERR_OR_NULL(_T)) kfree(_T))
DEFINE_FREE(kvfree, void*, if (!IS_ERR_OR_NULL(_T)) kfree(_T))
DEFINE_FREE(kfree_sensitive, void*, if (!IS_ERR_OR_NULL(_T)) kfree(_T))

#endif
