/* SPDX-License-Identifier: MIT */
/* What the runtime needs of the C library, behind names that clash with none of the shims'. */
#ifndef CLAIMCHECK_KERNEL_HOST_H
#define CLAIMCHECK_KERNEL_HOST_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct host_span {
  char* begin;
  char* end;
};

/* Address space without memory behind it yet; NULL where there is none. */
void* host_reserve(size_t size);
/* Gives back the memory behind it; it reads as zero afterwards. */
void host_discard(void* from, size_t size);
void* host_malloc(size_t size);
void host_free(void* object);

/*
 * The writable parts of the loaded object that `inside` lies in, without what the linker made read
 * only; how many there are.
 */
size_t host_writable_spans(const void* inside, struct host_span* spans, size_t capacity);
/* "object+0x12": where in which file a code address is. */
void host_describe_address(const void* address, char* text, size_t size);
void host_print(const char* text);
/*
 * Runs it, and returns false where it gets a signal, takes more than so many seconds of processor
 * time, or gives up; then `why` says what. Whatever it held stays as it is: a new life begins after
 * that. One at a time, on one thread.
 */
bool host_attempt(void (*run)(void*), void* data, unsigned int seconds, char* why, size_t size);
bool host_attempting(void);
/* Ends the attempt that is in progress; returns where there is none. */
void host_give_up(const char* why);
int host_vsnprintf(char* text, size_t size, const char* format, va_list list);
int host_snprintf(char* text, size_t size, const char* format, ...);

#endif
