/* SPDX-License-Identifier: MIT */
/*
 * Keeps the step from a member to its struct.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_CONTAINER_OF_H
#define CLAIMCHECK_SHIM_LINUX_CONTAINER_OF_H

#include <linux/stddef.h>

#define container_of(pointer, type, member) \
  ((type*)(void*)((char*)(pointer)-offsetof(type, member)))
/* Keeps const where the pointer has it. */
#define container_of_const(pointer, type, member) \
  _Generic(pointer, const __typeof__(*(pointer))*                      \
           : (const type*)container_of(pointer, type, member), default \
           : container_of(pointer, type, member))
#define typeof_member(type, member) __typeof__(((type*)0)->member)

#endif
