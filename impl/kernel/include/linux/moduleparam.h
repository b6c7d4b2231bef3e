/* SPDX-License-Identifier: MIT */
/*
 * Keeps the declarations of parameters; nobody sets them.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_MODULEPARAM_H
#define CLAIMCHECK_SHIM_LINUX_MODULEPARAM_H

#include <linux/export.h>
#define module_param(name, type, mode) struct claimcheck_exported
#define module_param_named(name, value, type, mode) struct claimcheck_exported
#define MODULE_PARM_DESC(name, text) struct claimcheck_exported

#endif
