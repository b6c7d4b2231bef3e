/* SPDX-License-Identifier: MIT */
/*
 * Keeps fields of words, by their mask.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_BITFIELD_H
#define CLAIMCHECK_SHIM_LINUX_BITFIELD_H

#include <linux/bits.h>
#include <linux/types.h>

#define __bf_shf(mask) __builtin_ctzll(mask)
#define FIELD_MAX(mask) ((__typeof__(mask))((mask) >> __bf_shf(mask)))
#define FIELD_FIT(mask, value) (!((((__typeof__(mask))(value)) << __bf_shf(mask)) & ~(mask)))
#define FIELD_PREP(mask, value) ((((__typeof__(mask))(value)) << __bf_shf(mask)) & (mask))
#define FIELD_PREP_CONST(mask, value) FIELD_PREP(mask, value)
#define FIELD_GET(mask, word) ((__typeof__(mask))(((word) & (mask)) >> __bf_shf(mask)))
#define FIELD_MODIFY(mask, pointer, value) \
  (*(pointer) = (*(pointer) & ~(mask)) | FIELD_PREP(mask, value))
#define field_get(mask, word) FIELD_GET(mask, word)
#define field_prep(mask, value) FIELD_PREP(mask, value)

#endif
