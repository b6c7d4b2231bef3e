/* SPDX-License-Identifier: MIT */
/*
 * The arena: memory of one engine. It only grows while the engine lives, so that a freed object
 * stays known as freed; every object has a red zone before and behind it. One byte of shadow for
 * each 8 of memory says how many of them may be accessed, from the first on, or why none may.
 */
#ifndef CLAIMCHECK_KERNEL_MEMORY_H
#define CLAIMCHECK_KERNEL_MEMORY_H

#include <linux/types.h>

struct memory_arena {
  char* base;
  size_t size; /* of what is reserved */
  unsigned char* shadow;
  size_t used;
};
extern struct memory_arena claimcheck_arena;
/* How often memory_check() was called, as a measure of work. Of threads at once some are lost. */
extern u64 claimcheck_checks;

void memory_begin(void);
void memory_end(void);

/*
 * What is in use, in `bytes` of memory_kept_size(). It can be put back where memory_begin() left
 * the arena empty.
 */
size_t memory_kept_size(void);
void memory_keep(char* bytes);
void memory_restore(const char* bytes, size_t size);

/* `counted`: kernel code's own, which shows in runtime_held(). Filled with `fill`. */
void* memory_allocate(size_t size, bool counted, int fill, const void* caller);
/* Ends the engine where there is no such live object. */
void memory_free(const void* object, const void* caller);
size_t memory_size(const void* object, const void* caller);
/* Whether it is the start of a live object. */
bool memory_is_object(const void* object);

/* Ends the engine, saying what is wrong with the access; returns where nothing is. */
void memory_refuse(const void* at, size_t size, bool write, const void* caller);
/* Slow and complete: any length, any address. */
void memory_check(const void* at, size_t size, bool write, const void* caller);
/* To the end of a text, its NUL too; its length. */
size_t memory_check_text(const char* text, size_t limit, const void* caller);

#endif
