/* SPDX-License-Identifier: MIT */
/*
 * Keeps readers who may sleep and are waited for. Leaves out reading of one domain within itself,
 * which ends the engine.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_SRCU_H
#define CLAIMCHECK_SHIM_LINUX_SRCU_H

#include <linux/rcupdate.h>
#include <linux/rwsem.h>
struct srcu_struct {
  struct rw_semaphore readers;
};
#define DEFINE_SRCU(name) struct srcu_struct name = {__RWSEM_INITIALIZER(name)}
#define DEFINE_STATIC_SRCU(name) static DEFINE_SRCU(name)
#define init_srcu_struct(srcu) (init_rwsem(&(srcu)->readers), 0)
#define cleanup_srcu_struct(srcu) (void)(srcu)
static inline int srcu_read_lock(struct srcu_struct* srcu) {
  down_read(&srcu->readers);
  return 0;
}
static inline void srcu_read_unlock(struct srcu_struct* srcu, int index) {
  (void)index;
  up_read(&srcu->readers);
}
static inline void synchronize_srcu(struct srcu_struct* srcu) {
  down_write(&srcu->readers);
  up_write(&srcu->readers);
}
#define srcu_dereference(pointer, srcu) ((void)(srcu), READ_ONCE(pointer))
#define call_srcu(srcu, head, function) ((void)(srcu), call_rcu(head, function))
DEFINE_LOCK_GUARD_1(srcu, struct srcu_struct, srcu_read_lock(_T->lock),
                    srcu_read_unlock(_T->lock, 0))

#endif
