// SPDX-License-Identifier: MIT
#include "impl/kernel/runtime/memory.h"

#include "impl/kernel/runtime/host.h"
#include "impl/kernel/runtime/state.h"

struct memory_arena claimcheck_arena CLAIMCHECK_PERSISTENT = {NULL, 0, NULL, 0};

enum {
  GRANULE = 8,
  RED_ZONE = 0xfa,
  FREED = 0xfd,
  POISON_FREED = 0x6b, /* what the kernel's own allocator writes */
  BEHIND = 16,
  DISCARD_ABOVE = 4 << 20
};

/* Stands before the memory, and is a red zone itself. */
struct object {
  u64 magic;
  size_t size;
  const void* allocated_at;
  const void* freed_at;
  bool counted;
  char pad[15];
};
#define OBJECT_LIVE 0x6576696c6b636c63ULL
#define OBJECT_FREED 0x646565726b636c63ULL

/* A life that died was not ended. */
void memory_begin(void) {
  if (claimcheck_arena.used > 0) memory_end();
  if (claimcheck_arena.base) return;
  for (size_t size = (size_t)512 << 20; size >= (size_t)32 << 20; size /= 2) {
    claimcheck_arena.base = host_reserve(size);
    /* Eight bytes of shadow are read at once, also at its end. */
    claimcheck_arena.shadow = host_reserve(size / GRANULE + 8);
    claimcheck_arena.size = size;
    if (claimcheck_arena.base && claimcheck_arena.shadow) return;
  }
  host_print("claimcheck: there is no address space for the arena\n");
  __builtin_trap();
}

void memory_end(void) {
  const size_t reserved = claimcheck_arena.size;
  const size_t used = claimcheck_arena.used < reserved ? claimcheck_arena.used : reserved;
  if (used > DISCARD_ABOVE) {
    host_discard(claimcheck_arena.base, used);
    host_discard(claimcheck_arena.shadow, (used + GRANULE - 1) / GRANULE);
  } else {
    __builtin_memset(claimcheck_arena.shadow, 0, (used + GRANULE - 1) / GRANULE);
  }
  claimcheck_arena.used = 0;
}

/* An arena of `used` bytes has used / GRANULE bytes of shadow: both are multiples of 16. */
size_t memory_kept_size(void) {
  return claimcheck_arena.used + claimcheck_arena.used / GRANULE;
}

void memory_keep(char* bytes) {
  const size_t used = claimcheck_arena.used;
  __builtin_memcpy(bytes, claimcheck_arena.base, used);
  __builtin_memcpy(bytes + used, claimcheck_arena.shadow, used / GRANULE);
}

void memory_restore(const char* bytes, size_t size) {
  const size_t used = size / (GRANULE + 1) * GRANULE;
  __builtin_memcpy(claimcheck_arena.base, bytes, used);
  __builtin_memcpy(claimcheck_arena.shadow, bytes + used, used / GRANULE);
  claimcheck_arena.used = used;
}

static size_t rounded(size_t size) {
  return (size + 15) & ~(size_t)15;
}

static void set_shadow(const char* at, size_t size, int value) {
  __builtin_memset(claimcheck_arena.shadow + (size_t)(at - claimcheck_arena.base) / GRANULE, value,
                   size / GRANULE);
}

void* memory_allocate(size_t size, bool counted, int fill, const void* caller) {
  const size_t whole = sizeof(struct object) + rounded(size) + BEHIND;
  const size_t at = size < claimcheck_arena.size
                        ? __atomic_fetch_add(&claimcheck_arena.used, whole, __ATOMIC_RELAXED)
                        : claimcheck_arena.size;
  if (at > claimcheck_arena.size - whole) {
    runtime_die("the arena of %zu bytes is used up", claimcheck_arena.size);
  }
  struct object* object = (struct object*)(void*)(claimcheck_arena.base + at);
  char* memory = (char*)(object + 1);
  *object = (struct object){OBJECT_LIVE, size, caller, NULL, counted, {0}};
  set_shadow((char*)object, sizeof(*object), RED_ZONE);
  set_shadow(memory, size & ~(size_t)(GRANULE - 1), GRANULE);
  set_shadow(memory + (size & ~(size_t)(GRANULE - 1)), rounded(size) - (size & ~(size_t)7) + BEHIND,
             RED_ZONE);
  if (size % GRANULE) {
    claimcheck_arena.shadow[(size_t)(memory + size - claimcheck_arena.base) / GRANULE] =
        (unsigned char)(size % GRANULE);
  }
  __builtin_memset(memory, fill, size);
  if (counted) runtime_count(&claimcheck_state.counts.allocations, 1);
  return memory;
}

static struct object* object_of(const void* memory) {
  const char* at = memory;
  const size_t offset = (size_t)(at - claimcheck_arena.base);
  if (at < claimcheck_arena.base || offset >= claimcheck_arena.used || offset % 16 ||
      offset < sizeof(struct object)) {
    return NULL;
  }
  struct object* object = (struct object*)(void*)(claimcheck_arena.base + offset) - 1;
  return object->magic == OBJECT_LIVE || object->magic == OBJECT_FREED ? object : NULL;
}

bool memory_is_object(const void* memory) {
  const struct object* object = object_of(memory);
  return object && object->magic == OBJECT_LIVE;
}

void memory_free(const void* memory, const void* caller) {
  struct object* object = object_of(memory);
  char where[128], before[128];
  if (!object) {
    host_describe_address(caller, where, sizeof(where));
    runtime_die("frees %lx, which is no allocated object, at %s", (unsigned long)memory, where);
  }
  u64 live = OBJECT_LIVE;
  if (!__atomic_compare_exchange_n(&object->magic, &live, OBJECT_FREED, 0, __ATOMIC_RELAXED,
                                   __ATOMIC_RELAXED)) {
    host_describe_address(caller, where, sizeof(where));
    host_describe_address(object->freed_at, before, sizeof(before));
    runtime_die("double free of an object of %zu bytes at %s; first freed at %s", object->size,
                where, before);
  }
  object->freed_at = caller;
  if (object->counted) runtime_count(&claimcheck_state.counts.allocations, -1);
  __builtin_memset((void*)memory, POISON_FREED, object->size);
  set_shadow(memory, rounded(object->size), FREED);
}

size_t memory_size(const void* memory, const void* caller) {
  const struct object* object = object_of(memory);
  if (!object || object->magic != OBJECT_LIVE) memory_refuse(memory, 1, false, caller);
  return object ? object->size : 0;
}

/* The object that an address lies in or behind: found by walking, as nobody is in a hurry then. */
static const struct object* object_around(const char* at) {
  size_t offset = 0;
  while (offset < claimcheck_arena.used) {
    const struct object* object = (const void*)(claimcheck_arena.base + offset);
    if (object->magic != OBJECT_LIVE && object->magic != OBJECT_FREED) return NULL;
    offset += sizeof(*object) + rounded(object->size) + BEHIND;
    if (at < claimcheck_arena.base + offset) return object;
  }
  return NULL;
}

static bool in_arena(const char* at) {
  return at >= claimcheck_arena.base &&
         (size_t)(at - claimcheck_arena.base) < claimcheck_arena.size;
}

static bool byte_is_good(const char* at) {
  const size_t offset = (size_t)(at - claimcheck_arena.base);
  const unsigned char shadow = claimcheck_arena.shadow[offset / GRANULE];
  return shadow <= GRANULE && offset % GRANULE < shadow;
}

void memory_refuse(const void* memory, size_t size, bool write, const void* caller) {
  const char* at = memory;
  const char* verb = write ? "writes" : "reads";
  char where[128], made[128], gone[128];
  host_describe_address(caller, where, sizeof(where));
  if (!in_arena(at)) {
    runtime_die("bad address: %s %zu bytes at %lx, in %s", verb, size, (unsigned long)at, where);
  }
  while (size > 1 && byte_is_good(at)) at++, size--;
  const struct object* object = object_around(at);
  if (!object) runtime_die("%s memory that was never allocated, in %s", verb, where);
  const long offset = (long)(at - (const char*)(object + 1));
  host_describe_address(object->allocated_at, made, sizeof(made));
  host_describe_address(object->freed_at, gone, sizeof(gone));
  if (object->magic == OBJECT_FREED && offset >= 0 && (size_t)offset < object->size) {
    runtime_die(
        "use after free: %s %zu bytes at %ld of an object of %zu bytes, in %s; allocated in %s, "
        "freed in %s",
        verb, size, offset, object->size, where, made, gone);
  }
  runtime_die(
      "out of bounds: %s %zu bytes at %ld of an object of %zu bytes, in %s; allocated in %s", verb,
      size, offset, object->size, where, made);
}

/* On past up to 64 bytes at a time, as long as all of them may be accessed. */
static size_t skip_good(const char* at, size_t done, size_t size) {
  if ((unsigned long)at % GRANULE) return done;
  const size_t first = (size_t)(at - claimcheck_arena.base) / GRANULE;
  while (size - done >= GRANULE) {
    const size_t whole = (size - done) / GRANULE;
    const size_t granules = whole < 8 ? whole : 8;
    u64 shadow;
    __builtin_memcpy(&shadow, claimcheck_arena.shadow + first + done / GRANULE, sizeof(shadow));
    if ((shadow ^ 0x0808080808080808ULL) << (64 - 8 * granules)) break;
    done += granules * GRANULE;
  }
  return done;
}

u64 claimcheck_checks CLAIMCHECK_PERSISTENT = 0;

void memory_check(const void* memory, size_t size, bool write, const void* caller) {
  const char* at = memory;
  const u64 checks = __atomic_load_n(&claimcheck_checks, __ATOMIC_RELAXED);
  __atomic_store_n(&claimcheck_checks, checks + 1, __ATOMIC_RELAXED);
  if ((unsigned long)at < 65536 || (unsigned long)at >= (1UL << 47)) {
    memory_refuse(at, size, write, caller);
  }
  if (!in_arena(at)) return;
  for (size_t done = 0; done < size;) {
    done = skip_good(at, done, size);
    if (done == size) return;
    const size_t offset = (size_t)(at + done - claimcheck_arena.base);
    const size_t within = offset % GRANULE;
    const size_t wanted = size - done < GRANULE - within ? size - done : GRANULE - within;
    const unsigned char shadow = claimcheck_arena.shadow[offset / GRANULE];
    if (shadow > GRANULE || within + wanted > shadow) {
      memory_refuse(at + done, wanted, write, caller);
    }
    done += wanted;
  }
}

size_t memory_check_text(const char* text, size_t limit, const void* caller) {
  size_t length = 0;
  if (!in_arena(text)) memory_check(text, 1, false, caller);
  for (; length < limit; length++) {
    if (in_arena(text + length) && !byte_is_good(text + length)) {
      memory_refuse(text + length, 1, false, caller);
    }
    if (text[length] == '\0') break;
  }
  return length;
}
