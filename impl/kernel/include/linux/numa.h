/* SPDX-License-Identifier: MIT */
/*
 * Keeps node numbers.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_NUMA_H
#define CLAIMCHECK_SHIM_LINUX_NUMA_H

#define NUMA_NO_NODE (-1)
#define MAX_NUMNODES 1024
static inline int numa_map_to_online_node(int node) {
  return node;
}
#define phys_to_target_node(start) ((void)(start), 0)
#define memory_add_physaddr_to_nid(start) ((void)(start), 0)
#define numa_node_id() 0

#endif
