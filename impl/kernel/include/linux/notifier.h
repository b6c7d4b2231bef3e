/* SPDX-License-Identifier: MIT */
/*
 * Keeps chains of functions that are called in the order of their priorities, those of one priority
 * in the order of registration. The blocking kind has a semaphore around it, the others nothing.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_NOTIFIER_H
#define CLAIMCHECK_SHIM_LINUX_NOTIFIER_H

#include <linux/errno.h>
#include <linux/rwsem.h>
#include <linux/types.h>

struct notifier_block;
typedef int (*notifier_fn_t)(struct notifier_block* block, unsigned long action, void* data);
struct notifier_block {
  notifier_fn_t notifier_call;
  struct notifier_block* next;
  int priority;
};
#define NOTIFY_DONE 0
#define NOTIFY_OK 1
#define NOTIFY_STOP_MASK 0x8000
#define NOTIFY_BAD (NOTIFY_STOP_MASK | 2)
#define NOTIFY_STOP (NOTIFY_OK | NOTIFY_STOP_MASK)
static inline int notifier_from_errno(int error) {
  return error ? NOTIFY_STOP_MASK | (NOTIFY_OK - error) : NOTIFY_OK;
}
static inline int notifier_to_errno(int said) {
  said &= ~NOTIFY_STOP_MASK;
  return said > NOTIFY_OK ? NOTIFY_OK - said : 0;
}

struct raw_notifier_head {
  struct notifier_block* head;
};
#define RAW_NOTIFIER_HEAD(name) struct raw_notifier_head name = {NULL}
#define RAW_INIT_NOTIFIER_HEAD(name) ((name)->head = NULL)
static inline int raw_notifier_chain_register(struct raw_notifier_head* chain,
                                              struct notifier_block* block) {
  struct notifier_block** at = &chain->head;
  while (*at && (*at)->priority >= block->priority) {
    if (*at == block) return -EEXIST;
    at = &(*at)->next;
  }
  block->next = *at;
  *at = block;
  return 0;
}
static inline int raw_notifier_chain_unregister(struct raw_notifier_head* chain,
                                                struct notifier_block* block) {
  for (struct notifier_block** at = &chain->head; *at; at = &(*at)->next) {
    if (*at != block) continue;
    *at = block->next;
    return 0;
  }
  return -ENOENT;
}
static inline int raw_notifier_call_chain(struct raw_notifier_head* chain, unsigned long action,
                                          void* data) {
  int said = NOTIFY_DONE;
  struct notifier_block *at = chain->head, *next;
  for (; at && !(said & NOTIFY_STOP_MASK); at = next) {
    next = at->next;
    said = at->notifier_call(at, action, data);
  }
  return said;
}

struct blocking_notifier_head {
  struct rw_semaphore rwsem;
  struct raw_notifier_head chain;
};
#define BLOCKING_NOTIFIER_HEAD(name) \
  struct blocking_notifier_head name = {.rwsem = __RWSEM_INITIALIZER(name.rwsem)}
#define BLOCKING_INIT_NOTIFIER_HEAD(name) \
  (init_rwsem(&(name)->rwsem), RAW_INIT_NOTIFIER_HEAD(&(name)->chain))
#define blocking_notifier_chain_register(name, block)                        \
  ({                                                                         \
    down_write(&(name)->rwsem);                                              \
    const int chained_ = raw_notifier_chain_register(&(name)->chain, block); \
    up_write(&(name)->rwsem);                                                \
    chained_;                                                                \
  })
#define blocking_notifier_chain_unregister(name, block)                        \
  ({                                                                           \
    down_write(&(name)->rwsem);                                                \
    const int chained_ = raw_notifier_chain_unregister(&(name)->chain, block); \
    up_write(&(name)->rwsem);                                                  \
    chained_;                                                                  \
  })
#define blocking_notifier_call_chain(name, action, data)                     \
  ({                                                                         \
    down_read(&(name)->rwsem);                                               \
    const int said_ = raw_notifier_call_chain(&(name)->chain, action, data); \
    up_read(&(name)->rwsem);                                                 \
    said_;                                                                   \
  })

#endif
