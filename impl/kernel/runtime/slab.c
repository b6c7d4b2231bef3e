// SPDX-License-Identifier: MIT
#include <linux/slab.h>
#include <linux/string.h>

#include "impl/kernel/runtime/memory.h"
#include "impl/kernel/runtime/state.h"

enum { FILL_NEW = 0x5a };

static void* allocate(size_t size, gfp_t flags, const void* caller) {
  if ((flags & __GFP_DIRECT_RECLAIM) && runtime_task()->spinning) {
    runtime_warn("allocates with GFP_KERNEL while it holds a spinlock");
  }
  if (!(flags & __GFP_NOFAIL) && runtime_fail("allocate")) return NULL;
  if (size == 0) return ZERO_SIZE_PTR;
  /* No machine has that much; a size that overflowed lands here. */
  if (size > (size_t)1 << 30) return NULL;
  return memory_allocate(size, true, (flags & __GFP_ZERO) ? 0 : FILL_NEW, caller);
}

void* kmalloc(size_t size, gfp_t flags) {
  return allocate(size, flags, RUNTIME_CALLER);
}
void* kzalloc(size_t size, gfp_t flags) {
  return allocate(size, flags | __GFP_ZERO, RUNTIME_CALLER);
}
void* kmalloc_array(size_t count, size_t size, gfp_t flags) {
  return allocate(size_mul(count, size), flags, RUNTIME_CALLER);
}
void* kcalloc(size_t count, size_t size, gfp_t flags) {
  return allocate(size_mul(count, size), flags | __GFP_ZERO, RUNTIME_CALLER);
}

static void release(const void* object, const void* caller) {
  if (ZERO_OR_NULL_PTR(object)) return;
  /* Freeing races with whoever reads it without order, even where the read comes first. */
  if (memory_is_object(object)) {
    runtime_access(object, memory_size(object, caller), "kfree", CLAIMCHECK_WRITE, caller);
  }
  memory_free(object, caller);
}

void kfree(const void* object) {
  release(object, RUNTIME_CALLER);
}
void kfree_sensitive(const void* object) {
  release(object, RUNTIME_CALLER);
}
void kfree_const(const void* object) {
  if (!runtime_in_data(object) && memory_is_object(object)) release(object, RUNTIME_CALLER);
}
size_t ksize(const void* object) {
  return ZERO_OR_NULL_PTR(object) ? 0 : memory_size(object, RUNTIME_CALLER);
}

static void* reallocate(const void* object, size_t size, gfp_t flags, const void* caller) {
  if (size == 0) {
    release(object, caller);
    return ZERO_SIZE_PTR;
  }
  const size_t old = ZERO_OR_NULL_PTR(object) ? 0 : memory_size(object, caller);
  void* moved = allocate(size, flags, caller);
  if (!moved) return NULL;
  const size_t kept = old < size ? old : size;
  if (kept > 0) {
    runtime_access(object, kept, "krealloc", CLAIMCHECK_READ, caller);
    __builtin_memcpy(moved, object, kept);
  }
  release(object, caller);
  return moved;
}

void* krealloc(const void* object, size_t size, gfp_t flags) {
  return reallocate(object, size, flags, RUNTIME_CALLER);
}
void* krealloc_array(void* object, size_t count, size_t size, gfp_t flags) {
  return reallocate(object, size_mul(count, size), flags, RUNTIME_CALLER);
}

static void* duplicate(const void* from, size_t size, size_t room, gfp_t flags,
                       const void* caller) {
  memory_check(from, size, false, caller);
  char* copy = allocate(room, flags, caller);
  if (ZERO_OR_NULL_PTR(copy)) return copy;
  __builtin_memcpy(copy, from, size);
  if (room > size) copy[size] = '\0';
  return copy;
}

char* kstrdup(const char* text, gfp_t flags) {
  if (!text) return NULL;
  const size_t length = memory_check_text(text, SIZE_MAX, RUNTIME_CALLER);
  return duplicate(text, length, length + 1, flags, RUNTIME_CALLER);
}
const char* kstrdup_const(const char* text, gfp_t flags) {
  return kstrdup(text, flags);
}
char* kstrndup(const char* text, size_t size, gfp_t flags) {
  if (!text) return NULL;
  const size_t length = memory_check_text(text, size, RUNTIME_CALLER);
  return duplicate(text, length, length + 1, flags, RUNTIME_CALLER);
}
void* kmemdup(const void* from, size_t size, gfp_t flags) {
  return duplicate(from, size, size, flags, RUNTIME_CALLER);
}
char* kmemdup_nul(const char* text, size_t size, gfp_t flags) {
  return text ? duplicate(text, size, size + 1, flags, RUNTIME_CALLER) : NULL;
}
void* kmemdup_array(const void* from, size_t count, size_t size, gfp_t flags) {
  return duplicate(from, size_mul(count, size), size_mul(count, size), flags, RUNTIME_CALLER);
}

struct kmem_cache* kmem_cache_create(const char* name, unsigned int size, unsigned int align,
                                     unsigned long flags, void (*construct)(void*)) {
  (void)align;
  (void)flags;
  struct kmem_cache* cache = allocate(sizeof(*cache), GFP_KERNEL, RUNTIME_CALLER);
  if (cache) *cache = (struct kmem_cache){name, size, construct};
  return cache;
}
void kmem_cache_destroy(struct kmem_cache* cache) {
  release(cache, RUNTIME_CALLER);
}
void* kmem_cache_alloc(struct kmem_cache* cache, gfp_t flags) {
  void* object = allocate(cache->size, flags, RUNTIME_CALLER);
  if (object && cache->construct) cache->construct(object);
  return object;
}
void* kmem_cache_zalloc(struct kmem_cache* cache, gfp_t flags) {
  return allocate(cache->size, flags | __GFP_ZERO, RUNTIME_CALLER);
}
void kmem_cache_free(struct kmem_cache* cache, void* object) {
  (void)cache;
  release(object, RUNTIME_CALLER);
}

void* runtime_allocate(size_t size) {
  return memory_allocate(size, false, 0, RUNTIME_CALLER);
}
