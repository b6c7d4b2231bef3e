/* SPDX-License-Identifier: MIT */
/*
 * Keeps the marks of exported symbols; they do nothing.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_EXPORT_H
#define CLAIMCHECK_SHIM_LINUX_EXPORT_H

#define EXPORT_SYMBOL(symbol) struct claimcheck_exported
#define EXPORT_SYMBOL_GPL(symbol) struct claimcheck_exported
#define EXPORT_SYMBOL_NS(symbol, space) struct claimcheck_exported
#define EXPORT_SYMBOL_NS_GPL(symbol, space) struct claimcheck_exported
#define EXPORT_SYMBOL_FOR_MODULES(symbol, modules) struct claimcheck_exported
#define THIS_MODULE ((struct module*)0)

#endif
