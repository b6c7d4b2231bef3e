/* SPDX-License-Identifier: MIT */
/* Pieces of kernel code that runtime_case() runs by name, in as many files as they take. */
#ifndef CLAIMCHECK_KERNEL_CASES_H
#define CLAIMCHECK_KERNEL_CASES_H

#include <linux/types.h>

struct runtime_test_case {
  const char* name;
  s64 (*run)(void);
};
#define CASE(name) \
  { #name, name }

/* Of collection_cases.c; ended by one without a name. */
extern const struct runtime_test_case collection_cases[];

/* A word of what happened, in the order in which it did. */
void tell(const char* word);

#endif
