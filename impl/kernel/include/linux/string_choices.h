/* SPDX-License-Identifier: MIT */
/*
 * Keeps the words for two values.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_STRING_CHOICES_H
#define CLAIMCHECK_SHIM_LINUX_STRING_CHOICES_H

#define str_yes_no(value) ((value) ? "yes" : "no")
#define str_on_off(value) ((value) ? "on" : "off")
#define str_true_false(value) ((value) ? "true" : "false")
#define str_enabled_disabled(value) ((value) ? "enabled" : "disabled")
#define str_enable_disable(value) ((value) ? "enable" : "disable")
#define str_read_write(value) ((value) ? "read" : "write")
#define str_plural(count) ((count) == 1 ? "" : "s")

#endif
