/* SPDX-License-Identifier: MIT */
/*
 * Keeps what differs between kernel releases in the signatures of callbacks. Each name is what it
 * is in most of them, unless ../../variants has another of it with which the tree's bus.c compiles.
 * Layout and calls are the same with any, so the runtime is compiled once.
 */
#ifndef CLAIMCHECK_SHIM_VARIANT_H
#define CLAIMCHECK_SHIM_VARIANT_H

/* bus_type.match: its driver. */
#ifndef CLAIMCHECK_MATCH_CONST
#define CLAIMCHECK_MATCH_CONST const
#endif
/* What remove() returns; it is not looked at. */
#ifndef CLAIMCHECK_BUS_REMOVE
#define CLAIMCHECK_BUS_REMOVE void
#endif
#ifndef CLAIMCHECK_DRIVER_REMOVE
#define CLAIMCHECK_DRIVER_REMOVE int
#endif
/* uevent() and devnode() of buses, types and classes: their device. */
#ifndef CLAIMCHECK_UEVENT_CONST
#define CLAIMCHECK_UEVENT_CONST const
#endif
#ifndef CLAIMCHECK_DEVNODE_CONST
#define CLAIMCHECK_DEVNODE_CONST const
#endif
/* attribute_group: its arrays, and the attribute that is asked about. */
#ifndef CLAIMCHECK_ATTRS_CONST
#define CLAIMCHECK_ATTRS_CONST
#endif
#ifndef CLAIMCHECK_VISIBLE_CONST
#define CLAIMCHECK_VISIBLE_CONST
#endif
#ifndef CLAIMCHECK_BIN_ATTRS_CONST
#define CLAIMCHECK_BIN_ATTRS_CONST
#endif
#ifndef CLAIMCHECK_BIN_VISIBLE_CONST
#define CLAIMCHECK_BIN_VISIBLE_CONST const
#endif

/*
 * A function of a type that another release has, as the type that is declared here. Any third type
 * stays what it is, and an error. `from` and `to` are types of function pointers.
 */
#define claimcheck_as(to, from, function) \
  _Generic((function), from : (to)(void*)(function), default : (function))

#endif
