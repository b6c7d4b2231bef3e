/* SPDX-License-Identifier: MIT */
#ifndef CLAIMCHECK_POSTED_H
#define CLAIMCHECK_POSTED_H

#include "impl/engine.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The claim algorithm as posted, its behaviour kept exactly, faults and all. */
const struct claimcheck_engine_api* claimcheck_posted_engine(void);

#ifdef __cplusplus
}
#endif

#endif
