/* SPDX-License-Identifier: MIT */
/*
 * Keeps the two steps that turn a macro's value into text.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_STRINGIFY_H
#define CLAIMCHECK_SHIM_LINUX_STRINGIFY_H

#define CLAIMCHECK_TEXT_OF(...) #__VA_ARGS__
#define __stringify(...) CLAIMCHECK_TEXT_OF(__VA_ARGS__)

#endif
