// SPDX-License-Identifier: MIT
#include "impl/kernel/runtime/directory.h"

#include <linux/device.h>

#include "impl/kernel/runtime/lock.h"
#include "impl/kernel/runtime/memory.h"
#include "impl/kernel/runtime/state.h"

enum { FEW_CHILDREN = 16, FIRST_BUCKETS = 64 };

static unsigned int hash_of(const char* name) {
  unsigned int hash = 5381;
  for (const char* at = name; *at; at++) hash = hash * 33 + (unsigned char)*at;
  return hash;
}

static struct claimcheck_directory** bucket_of(struct claimcheck_directory* parent,
                                               unsigned int hash) {
  return &parent->buckets[hash & (parent->bucket_count - 1)];
}

static void put_in_bucket(struct claimcheck_directory* parent, struct claimcheck_directory* child) {
  struct claimcheck_directory** bucket = bucket_of(parent, child->hash);
  child->same_bucket = *bucket;
  *bucket = child;
}

/* With all that are in the list. The runtime's memory stays to the end, so tables grow by much. */
static void grow(struct claimcheck_directory* parent) {
  struct claimcheck_directory* child;
  parent->bucket_count = parent->buckets ? 4 * parent->bucket_count : FIRST_BUCKETS;
  parent->buckets = runtime_allocate(parent->bucket_count * sizeof(parent->buckets[0]));
  list_for_each_entry(child, &parent->children, link) put_in_bucket(parent, child);
}

static void add_child(struct claimcheck_directory* parent, struct claimcheck_directory* child) {
  list_add_tail(&child->link, &parent->children);
  parent->child_count++;
  if (parent->child_count > (parent->buckets ? parent->bucket_count : FEW_CHILDREN)) {
    grow(parent);
  } else if (parent->buckets) {
    put_in_bucket(parent, child);
  }
}

static void remove_child(struct claimcheck_directory* parent, struct claimcheck_directory* child) {
  list_del_init(&child->link);
  if (!parent) return;
  parent->child_count--;
  if (!parent->buckets) return;
  struct claimcheck_directory** at = bucket_of(parent, child->hash);
  while (*at && *at != child) at = &(*at)->same_bucket;
  if (*at) *at = child->same_bucket;
}

static struct claimcheck_directory* find_child(struct claimcheck_directory* parent,
                                               const char* name) {
  struct claimcheck_directory* child;
  if (parent->buckets) {
    child = *bucket_of(parent, hash_of(name));
    while (child && __builtin_strcmp(child->name, name) != 0) child = child->same_bucket;
    return child;
  }
  list_for_each_entry(child, &parent->children, link) {
    if (__builtin_strcmp(child->name, name) == 0) return child;
  }
  return NULL;
}

/* Which names are taken, apart from what is found: what is hidden has a name (C1). */
static const void* names_of(const struct claimcheck_directory* parent) {
  return &parent->children;
}

int directory_add(struct claimcheck_directory* parent, struct kobject* kobj) {
  struct claimcheck_directory* made = runtime_allocate(sizeof(*made));
  INIT_LIST_HEAD(&made->link);
  INIT_LIST_HEAD(&made->children);
  INIT_LIST_HEAD(&made->groups);
  made->parent = parent;
  made->kobj = kobj;
  made->hidden = parent != NULL;
  if (kobj->name) claimcheck_scnprintf(made->name, sizeof(made->name), "%s", kobj->name);
  made->hash = hash_of(made->name);
  bool taken = false;
  if (parent) {
    runtime_atomic(parent, "directory", CLAIMCHECK_WRITE);
    runtime_atomic(names_of(parent), "names", CLAIMCHECK_WRITE);
    runtime_core_lock();
    taken = find_child(parent, made->name) != NULL;
    if (!taken) add_child(parent, made);
    runtime_core_unlock();
  }
  if (taken) return -EEXIST;
  kobj->sd = made;
  return 0;
}

void directory_show(struct kobject* kobj, bool shown) {
  if (!kobj->sd || !kobj->sd->parent) return;
  runtime_atomic(kobj->sd, "directory", CLAIMCHECK_WRITE);
  kobj->sd->hidden = !shown;
}

bool directory_is_shown(const struct kobject* kobj) {
  const struct claimcheck_directory* directory = kobj->sd;
  if (!directory) return false;
  runtime_atomic(directory, "directory", CLAIMCHECK_READ);
  return !directory->hidden;
}

/* Waits for those in progress, and refuses later ones. */
static void close_group(struct directory_group* group) {
  runtime_core_lock();
  list_del_init(&group->link);
  runtime_core_unlock();
  lock_take(&group->active, CLAIMCHECK_WRITE, false, NULL);
  group->dead = true;
  lock_give(&group->active, true, NULL);
}

void directory_remove(struct kobject* kobj) {
  struct claimcheck_directory* directory = kobj->sd;
  if (!directory) return;
  /*
   * It was hidden before, so nobody finds it. Its name becomes free in this step, which is ordered
   * against whoever adds a child to the parent.
   */
  if (directory->parent) {
    runtime_atomic(names_of(directory->parent), "names", CLAIMCHECK_WRITE);
  } else {
    runtime_atomic(directory, "directory", CLAIMCHECK_WRITE);
  }
  runtime_core_lock();
  remove_child(directory->parent, directory);
  runtime_core_unlock();
  while (!list_empty(&directory->groups)) {
    close_group(list_first_entry(&directory->groups, struct directory_group, link));
  }
  kobj->sd = NULL;
}

static void fill_files(struct directory_group* made, struct kobject* kobj,
                       const struct attribute_group* group) {
  for (int i = 0; group->attrs && group->attrs[i]; i++) {
    struct attribute* attribute = group->attrs[i];
    umode_t mode = attribute->mode;
    if (group->is_visible) mode = group->is_visible(kobj, attribute, i);
    if (mode & SYSFS_GROUP_INVISIBLE) return;
    if (mode == 0) continue;
    made->files[made->count++] = (struct directory_file){attribute, mode & 0777};
  }
}

static void add_group(struct kobject* kobj, struct directory_group* made) {
  made->kobj = kobj;
  made->active.name = "sysfs-files";
  runtime_release(made);
  if (!kobj->sd->hidden) runtime_atomic(kobj->sd, "directory", CLAIMCHECK_WRITE);
  runtime_core_lock();
  list_add_tail(&made->link, &kobj->sd->groups);
  runtime_core_unlock();
}

static struct directory_group* find_group(struct kobject* kobj, const void* key) {
  struct directory_group* group;
  struct directory_group* found = NULL;
  runtime_core_lock();
  list_for_each_entry(group, &kobj->sd->groups, link) {
    if (group->group ? group->group == key : group->files[0].attribute == key) found = group;
  }
  runtime_core_unlock();
  return found;
}

int directory_add_group(struct kobject* kobj, const struct attribute_group* group) {
  if (find_group(kobj, group)) return -EEXIST;
  size_t count = 0;
  while (group->attrs && group->attrs[count]) count++;
  struct directory_group* made =
      runtime_allocate(sizeof(*made) + count * sizeof(struct directory_file));
  made->group = group;
  made->name = group->name;
  fill_files(made, kobj, group);
  add_group(kobj, made);
  return 0;
}

bool directory_remove_group(struct kobject* kobj, const struct attribute_group* group) {
  if (!kobj->sd) return false;
  if (!kobj->sd->hidden) runtime_atomic(kobj->sd, "directory", CLAIMCHECK_WRITE);
  struct directory_group* found = find_group(kobj, group);
  if (found) close_group(found);
  return found != NULL;
}

int sysfs_create_group(struct kobject* kobj, const struct attribute_group* group) {
  memory_check(kobj, sizeof(*kobj), true, RUNTIME_CALLER);
  const int error = runtime_fail("create-files");
  if (error) return error;
  if (!kobj->sd) {
    runtime_warn("sysfs_create_group: '%s' is not added", kobj->name);
    return -EINVAL;
  }
  return directory_add_group(kobj, group);
}

int sysfs_create_groups(struct kobject* kobj, const struct attribute_group** groups) {
  for (size_t i = 0; groups && groups[i]; i++) {
    const int error = sysfs_create_group(kobj, groups[i]);
    if (!error) continue;
    while (i-- > 0) sysfs_remove_group(kobj, groups[i]);
    return error;
  }
  return 0;
}

/* As in the kernel, a group that is there is made anew: who is shown may have changed. */
int sysfs_update_group(struct kobject* kobj, const struct attribute_group* group) {
  directory_remove_group(kobj, group);
  return sysfs_create_group(kobj, group);
}
int sysfs_update_groups(struct kobject* kobj, const struct attribute_group** groups) {
  for (; groups && *groups; groups++) {
    const int error = sysfs_update_group(kobj, *groups);
    if (error) return error;
  }
  return 0;
}

void sysfs_remove_group(struct kobject* kobj, const struct attribute_group* group) {
  memory_check(kobj, sizeof(*kobj), true, RUNTIME_CALLER);
  if (!directory_remove_group(kobj, group)) {
    runtime_warn("sysfs group '%s' not found for '%s'", group->name, kobj->name);
  }
}
void sysfs_remove_groups(struct kobject* kobj, const struct attribute_group** groups) {
  for (; groups && *groups; groups++) sysfs_remove_group(kobj, *groups);
}

int sysfs_create_file(struct kobject* kobj, const struct attribute* attribute) {
  const int error = runtime_fail("create-files");
  if (error) return error;
  if (!kobj->sd) return -EINVAL;
  if (find_group(kobj, attribute)) return -EEXIST;
  struct directory_group* made = runtime_allocate(sizeof(*made) + sizeof(struct directory_file));
  made->count = 1;
  made->files[0] = (struct directory_file){attribute, attribute->mode};
  add_group(kobj, made);
  return 0;
}
void sysfs_remove_file(struct kobject* kobj, const struct attribute* attribute) {
  directory_remove_group(kobj, (const void*)attribute);
}

int device_create_file(struct device* dev, const struct device_attribute* attribute) {
  return sysfs_create_file(&dev->kobj, &attribute->attr);
}
void device_remove_file(struct device* dev, const struct device_attribute* attribute) {
  sysfs_remove_file(&dev->kobj, &attribute->attr);
}
int device_add_groups(struct device* dev, const struct attribute_group** groups) {
  return sysfs_create_groups(&dev->kobj, groups);
}
void device_remove_groups(struct device* dev, const struct attribute_group** groups) {
  sysfs_remove_groups(&dev->kobj, groups);
}
int driver_create_file(const struct device_driver* driver, const struct driver_attribute* attr) {
  return driver->p ? -EOPNOTSUPP : (attr ? -EINVAL : 0);
}
void driver_remove_file(const struct device_driver* driver, const struct driver_attribute* attr) {
  (void)driver;
  (void)attr;
}

struct owned_groups {
  const struct attribute_group** groups;
  const struct attribute_group* group;
};
static void remove_owned(struct device* dev, void* data) {
  const struct owned_groups* owned = data;
  if (owned->group) sysfs_remove_group(&dev->kobj, owned->group);
  sysfs_remove_groups(&dev->kobj, owned->groups);
}
static int own_groups(struct device* dev, struct owned_groups what) {
  struct owned_groups* owned = devres_alloc(remove_owned, sizeof(*owned), GFP_KERNEL);
  if (!owned) return -ENOMEM;
  *owned = what;
  int error = what.group ? sysfs_create_group(&dev->kobj, what.group) : 0;
  if (!error) error = sysfs_create_groups(&dev->kobj, what.groups);
  if (error) {
    devres_free(owned);
    return error;
  }
  devres_add(dev, owned);
  return 0;
}
int devm_device_add_group(struct device* dev, const struct attribute_group* group) {
  return own_groups(dev, (struct owned_groups){NULL, group});
}
int devm_device_add_groups(struct device* dev, const struct attribute_group** groups) {
  return own_groups(dev, (struct owned_groups){groups, NULL});
}
