/* SPDX-License-Identifier: MIT */
/*
 * Keeps what a kobject is to a device: a name, a parent, a count of references, and the events'
 * text. Leaves out ksets and objects that are no device's, but for their plain reference
 * counting.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_KOBJECT_H
#define CLAIMCHECK_SHIM_LINUX_KOBJECT_H

#include <linux/kref.h>
#include <linux/list.h>
#include <linux/sysfs.h>
#include <linux/types.h>

struct kobject;
struct claimcheck_directory;
struct kobj_type {
  void (*release)(struct kobject* kobj);
  const struct sysfs_ops* sysfs_ops;
  const struct attribute_group** default_groups;
};
struct kset {
  struct list_head list;
};
struct kobject {
  const char* name;
  struct kobject* parent;
  const struct kobj_type* ktype;
  struct kset* kset;
  struct claimcheck_directory* sd;
  struct kref kref;
  bool state_initialized;
  bool state_in_sysfs;
};
struct kobj_attribute {
  struct attribute attr;
  ssize_t (*show)(struct kobject* kobj, struct kobj_attribute* attr, char* buffer);
  ssize_t (*store)(struct kobject* kobj, struct kobj_attribute* attr, const char* text,
                   size_t length);
};
#define UEVENT_NUM_ENVP 64
#define UEVENT_BUFFER_SIZE 2048
struct kobj_uevent_env {
  int envp_idx;
  int buflen;
  char buf[UEVENT_BUFFER_SIZE];
};
enum kobject_action { KOBJ_ADD, KOBJ_REMOVE, KOBJ_CHANGE, KOBJ_MOVE, KOBJ_ONLINE, KOBJ_OFFLINE };
/* assume: add_uevent_var: appends; -ENOMEM where the buffer is full */
int add_uevent_var(struct kobj_uevent_env* env, const char* format, ...) __printf(2, 3);
static inline int kobject_uevent(struct kobject* kobj, enum kobject_action action) {
  (void)kobj;
  (void)action;
  return 0;
}
#define kobject_uevent_env(kobj, action, env) kobject_uevent(kobj, action)
static inline const char* kobject_name(const struct kobject* kobj) {
  return kobj->name;
}
void kobject_init(struct kobject* kobj, const struct kobj_type* type);
int kobject_set_name(struct kobject* kobj, const char* format, ...);
struct kobject* kobject_get(struct kobject* kobj);
/* assume: kobject_put: the last one runs the type's release, then frees the name, in that task */
void kobject_put(struct kobject* kobj);

#endif
