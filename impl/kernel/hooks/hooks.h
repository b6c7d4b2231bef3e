/* SPDX-License-Identifier: MIT */
/*
 * Access hooks for any plugin in C or C++: compiled with -fsanitize=thread and linked with the
 * sources below instead of the sanitizer's library, it tells each of its loads, stores and atomic
 * operations to the harness, with the line of source, and needs no env->access of its own. What
 * it takes by malloc() lies in an arena: a use after free, an access out of bounds or through NULL
 * ends the engine with a text that says where, and what it did not free is known (A4).
 *
 * With CMake: claimcheck_instrumented(target MEMORY). With make, two lines:
 *
 *   HOOKS = $(addprefix impl/kernel/,$(addprefix hooks/,access.c atomic.c plain.c) \
 *     $(addprefix runtime/,host.c state.c memory.c))
 *   mine.so: mine.c; $(CC) -g -fPIC -fsanitize=thread -I. -c mine.c -o mine.o && $(CC) -g -O2 \
 *     -fPIC -shared -std=gnu11 -Iimpl/kernel/include -I. mine.o $(HOOKS) -o $@ -Wl,-Bsymbolic \
 *     -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=free
 *
 * Without the last line malloc() stays the C library's: accesses are told, but bad ones are not
 * found, nothing is counted, and what one thread frees and another is given, with no lock between,
 * looks like a race. Accesses of the running stack are never told. With the last line a
 * plugin in C++ links -static-libstdc++, so that operator new is seen too; its static variables
 * must not take memory for the first time while an engine lives, as that goes with the engine.
 */
#ifndef CLAIMCHECK_KERNEL_HOOKS_H
#define CLAIMCHECK_KERNEL_HOOKS_H

#include <stdint.h>

#include "impl/engine.h"

#ifdef __cplusplus
extern "C" {
#endif

/* First thing in create(): from here on accesses are told, and malloc() is the arena's. */
void claimcheck_hooks_begin(const struct claimcheck_env* env);
/* Last thing in destroy(): gives back all memory of the arena. */
void claimcheck_hooks_end(void);
/* How much is allocated and not freed: for held() in snapshot(). */
uint64_t claimcheck_hooks_held(void);

#ifdef __cplusplus
}
#endif

#endif
