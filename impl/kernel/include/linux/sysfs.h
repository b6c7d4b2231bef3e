/* SPDX-License-Identifier: MIT */
/*
 * Keeps attributes and their groups, how they are declared, and how they are made and removed. A
 * file's removal waits for the shows and stores that are in progress, and later ones fail with
 * -ENODEV.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_SYSFS_H
#define CLAIMCHECK_SHIM_LINUX_SYSFS_H

#include <claimcheck/variant.h>
#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/types.h>

struct kobject;
struct file;
struct device;
struct device_attribute;
struct attribute {
  const char* name;
  umode_t mode;
};
struct bin_attribute {
  struct attribute attr;
  size_t size;
  void* private;
};
struct attribute_group {
  const char* name;
  union {
    umode_t (*is_visible)(struct kobject* kobj, CLAIMCHECK_VISIBLE_CONST struct attribute* attr,
                          int n);
    umode_t (*is_visible_const)(struct kobject* kobj, const struct attribute* attr, int n);
  };
  umode_t (*is_bin_visible)(struct kobject* kobj,
                            CLAIMCHECK_BIN_VISIBLE_CONST struct bin_attribute* attr, int n);
  union {
    CLAIMCHECK_ATTRS_CONST struct attribute* CLAIMCHECK_ATTRS_CONST* attrs;
    const struct attribute* const* attrs_const;
  };
  union {
    CLAIMCHECK_BIN_ATTRS_CONST struct bin_attribute* CLAIMCHECK_BIN_ATTRS_CONST* bin_attrs;
    const struct bin_attribute* const* bin_attrs_new;
  };
};
struct sysfs_ops {
  ssize_t (*show)(struct kobject* kobj, struct attribute* attr, char* buffer);
  ssize_t (*store)(struct kobject* kobj, struct attribute* attr, const char* text, size_t length);
};
#define SYSFS_PREALLOC 010000
#define SYSFS_GROUP_INVISIBLE 020000
#define S_IRUGO 00444
#define S_IWUSR 00200
#define S_IRUSR 00400
#define S_IWUGO 00222
#define VERIFY_OCTAL_PERMISSIONS(mode) (mode)

/* Files of devices may have shows and stores that take their attribute as const. */
#define claimcheck_show(show_it) \
  claimcheck_as(void*, ssize_t (*)(struct device*, const struct device_attribute*, char*), show_it)
#define claimcheck_store(store_it)                                                                \
  claimcheck_as(void*,                                                                            \
                ssize_t (*)(struct device*, const struct device_attribute*, const char*, size_t), \
                store_it)
#define __ATTR(file, bits, show_it, store_it)                                              \
  {                                                                                        \
    .attr = {.name = __stringify(file), .mode = (bits)}, .show = claimcheck_show(show_it), \
    .store = claimcheck_store(store_it)                                                    \
  }
#define __ATTR_PREALLOC(file, bits, show_it, store_it) __ATTR(file, bits, show_it, store_it)
#define __ATTR_RO(file) __ATTR(file, 0444, file##_show, NULL)
#define __ATTR_RO_MODE(file, bits) __ATTR(file, bits, file##_show, NULL)
#define __ATTR_RW_MODE(file, bits) __ATTR(file, bits, file##_show, file##_store)
#define __ATTR_WO(file) __ATTR(file, 0200, NULL, file##_store)
#define __ATTR_RW(file) __ATTR(file, 0644, file##_show, file##_store)
#define __ATTR_NULL         \
  {                         \
    .attr = {.name = NULL } \
  }
#define sysfs_attr_init(attr) (void)(attr)
#define __ATTRIBUTE_GROUPS(stem) \
  static const struct attribute_group* stem##_groups[] = {&stem##_group, NULL}
/* The array may be one of constants. */
#define claimcheck_attrs(attrs) \
  _Generic((attrs), struct attribute** : (void*)(attrs), \
           const struct attribute** : (void*)(attrs), \
           const struct attribute* const* : (void*)(attrs))
#define ATTRIBUTE_GROUPS(stem)                                                                  \
  static const struct attribute_group stem##_group = {.attrs = claimcheck_attrs(stem##_attrs)}; \
  __ATTRIBUTE_GROUPS(stem)
#define BIN_ATTRIBUTE_GROUPS(stem)                                                \
  static const struct attribute_group stem##_group = {.bin_attrs = stem##_attrs}; \
  __ATTRIBUTE_GROUPS(stem)
/* The first attribute asks whether there is a group at all. */
#define SYSFS_GROUP_VISIBLE(stem) claimcheck_visible_##stem
#define DEFINE_SYSFS_GROUP_VISIBLE(stem)                                                          \
  static umode_t claimcheck_visible_##stem(struct kobject* kobj, struct attribute* attr, int n) { \
    if (n == 0 && !stem##_group_visible(kobj)) return SYSFS_GROUP_INVISIBLE;                      \
    return stem##_attr_visible(kobj, attr, n);                                                    \
  }
#define DEFINE_SIMPLE_SYSFS_GROUP_VISIBLE(stem)                                                   \
  static umode_t claimcheck_visible_##stem(struct kobject* kobj, struct attribute* attr, int n) { \
    if (n == 0 && !stem##_group_visible(kobj)) return SYSFS_GROUP_INVISIBLE;                      \
    return attr->mode;                                                                            \
  }

/* assume: sysfs_create_groups: fails at the site create-files with nothing left behind */
int sysfs_create_group(struct kobject* kobj, const struct attribute_group* group);
int sysfs_create_groups(struct kobject* kobj, const struct attribute_group** groups);
int sysfs_update_group(struct kobject* kobj, const struct attribute_group* group);
int sysfs_update_groups(struct kobject* kobj, const struct attribute_group** groups);
/* assume: sysfs_remove_groups: waits for each show and store of the group in progress; of a group
 * that is not there warns */
void sysfs_remove_group(struct kobject* kobj, const struct attribute_group* group);
void sysfs_remove_groups(struct kobject* kobj, const struct attribute_group** groups);
int sysfs_create_file(struct kobject* kobj, const struct attribute* attr);
void sysfs_remove_file(struct kobject* kobj, const struct attribute* attr);
static inline void sysfs_remove_files(struct kobject* kobj, const struct attribute* const* attrs) {
  for (; *attrs; attrs++) sysfs_remove_file(kobj, *attrs);
}
/* All of them or none. */
static inline int sysfs_create_files(struct kobject* kobj, const struct attribute* const* attrs) {
  int rc = 0, made = 0;
  while (!rc && attrs[made]) {
    rc = sysfs_create_file(kobj, attrs[made]);
    if (!rc) made++;
  }
  while (rc && made > 0) sysfs_remove_file(kobj, attrs[--made]);
  return rc;
}
static inline void sysfs_notify(struct kobject* kobj, const char* directory, const char* attr) {
  (void)kobj;
  (void)directory;
  (void)attr;
}
static inline int sysfs_create_link(struct kobject* kobj, struct kobject* to, const char* name) {
  (void)kobj;
  (void)to;
  (void)name;
  return 0;
}
#define sysfs_remove_link(kobj, name) (void)(kobj)
/* assume: sysfs_emit: warns where the buffer is not the start of a page; sysfs_emit_at where the
 * place is not in it */
int sysfs_emit(char* buffer, const char* format, ...) __printf(2, 3);
int sysfs_emit_at(char* buffer, int at, const char* format, ...) __printf(3, 4);
#include <linux/string.h>
#include <linux/stringify.h>

#endif
