/* SPDX-License-Identifier: MIT */
/*
 * Keeps the type's name.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_SEQ_FILE_H
#define CLAIMCHECK_SHIM_LINUX_SEQ_FILE_H

struct seq_file;

#endif
