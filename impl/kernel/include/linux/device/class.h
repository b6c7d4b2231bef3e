/* SPDX-License-Identifier: MIT */
/*
 * Keeps a class' name and its release; devices of a class are not listed under it.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_DEVICE_CLASS_H
#define CLAIMCHECK_SHIM_LINUX_DEVICE_CLASS_H

#include <linux/device/bus.h>
struct class {
  const char* name;
  const struct attribute_group** class_groups;
  const struct attribute_group** dev_groups;
  int (*dev_uevent)(CLAIMCHECK_UEVENT_CONST struct device* dev, struct kobj_uevent_env* env);
  char* (*devnode)(CLAIMCHECK_DEVNODE_CONST struct device* dev, umode_t* mode);
  void (*dev_release)(struct device* dev);
};
static inline int class_register(const struct class* class) {
  (void)class;
  return 0;
}
#define class_unregister(class) (void)(class)

#endif
