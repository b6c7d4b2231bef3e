/* SPDX-License-Identifier: MIT */
/*
 * Keeps the marks of a module. No module is ever loaded or counted.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_MODULE_H
#define CLAIMCHECK_SHIM_LINUX_MODULE_H

#include <linux/export.h>
#include <linux/init.h>
#include <linux/kobject.h>
#include <linux/list.h>
#include <linux/moduleparam.h>
#include <linux/stringify.h>
#include <linux/types.h>

struct module {
  const char* name;
};
#define MODULE_AUTHOR(text) struct claimcheck_exported
#define MODULE_LICENSE(text) struct claimcheck_exported
#define MODULE_DESCRIPTION(text) struct claimcheck_exported
#define MODULE_VERSION(text) struct claimcheck_exported
#define MODULE_ALIAS(text) struct claimcheck_exported
#define MODULE_SOFTDEP(text) struct claimcheck_exported
#define MODULE_IMPORT_NS(space) struct claimcheck_exported
#define MODULE_DEVICE_TABLE(type, table) struct claimcheck_exported
#define MODULE_INFO(tag, text) struct claimcheck_exported
#define module_init(function) CLAIMCHECK_INIT(function)
#define module_exit(function) CLAIMCHECK_EXIT(function)
static inline bool try_module_get(struct module* module) {
  return module || !module;
}
static inline void module_put(struct module* module) {
  (void)module;
}
static inline void __module_get(struct module* module) {
  (void)module;
}

#endif
