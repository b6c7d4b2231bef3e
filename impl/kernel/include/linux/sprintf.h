/* SPDX-License-Identifier: MIT */
/*
 * Keeps formatted text, by functions of the runtime that know the kernel's pointer formats.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_SPRINTF_H
#define CLAIMCHECK_SHIM_LINUX_SPRINTF_H

#include <linux/types.h>
#include <stdarg.h>

/* assume: sprintf: the kernel's formats %pUb, %pa, %pR, %pr, %pe beside the usual ones */
int claimcheck_snprintf(char* text, size_t size, const char* format, ...);
int claimcheck_vsnprintf(char* text, size_t size, const char* format, va_list list);
int claimcheck_scnprintf(char* text, size_t size, const char* format, ...);
int claimcheck_vscnprintf(char* text, size_t size, const char* format, va_list list);
#define snprintf(...) claimcheck_snprintf(__VA_ARGS__)
#define vsnprintf(...) claimcheck_vsnprintf(__VA_ARGS__)
#define scnprintf(...) claimcheck_scnprintf(__VA_ARGS__)
#define vscnprintf(...) claimcheck_vscnprintf(__VA_ARGS__)
#define sprintf(text, ...) claimcheck_snprintf(text, (size_t)1 << 30, __VA_ARGS__)
#define vsprintf(text, ...) claimcheck_vsnprintf(text, (size_t)1 << 30, __VA_ARGS__)
/* assume: sscanf: the C library's */
int sscanf(const char* text, const char* format, ...);

#endif
