/* SPDX-License-Identifier: MIT */
/*
 * What is shown of kobjects: a directory for each, groups of files in it. Directories and groups
 * are the runtime's own memory and stay until the engine ends, so that who looks up a path never
 * touches a device that may be gone.
 *
 * A show or store holds its group to read; removing the group takes it to write, marks it dead,
 * and so waits for those in progress. The kernel does this file by file; as all files of a group
 * go together, the group is enough.
 */
#ifndef CLAIMCHECK_KERNEL_DIRECTORY_H
#define CLAIMCHECK_KERNEL_DIRECTORY_H

#include <linux/kobject.h>
#include <linux/lockdep.h>
#include <linux/sysfs.h>

struct directory_file {
  const struct attribute* attribute;
  umode_t mode;
};
struct directory_group {
  struct list_head link;
  const struct attribute_group* group; /* NULL: one file on its own */
  const char* name;                    /* of the subdirectory; NULL: none */
  struct lockdep_map active;
  bool dead;
  struct kobject* kobj;
  unsigned int count;
  struct directory_file files[];
};
struct claimcheck_directory {
  struct list_head link;
  struct list_head children;
  struct list_head groups;
  struct claimcheck_directory* parent;
  struct kobject* kobj;
  bool hidden; /* its name is taken, and nobody finds it: its device is being added or removed */
  char name[64];
  unsigned int hash; /* of the name */
  struct claimcheck_directory* same_bucket;
  /* Its children by their names, where they are more than a few: one region has 65,536 extents. */
  struct claimcheck_directory** buckets;
  unsigned int bucket_count, child_count;
};

/* -EEXIST where the name is taken. A directory without parent is not looked up by name; any other
 * is hidden at first. */
int directory_add(struct claimcheck_directory* parent, struct kobject* kobj);
/* Shows or hides it, with all that is in it, in one step. */
void directory_show(struct kobject* kobj, bool shown);
bool directory_is_shown(const struct kobject* kobj);
/* With all groups that are left in it. */
void directory_remove(struct kobject* kobj);
int directory_add_group(struct kobject* kobj, const struct attribute_group* group);
/* Whether it was there. */
bool directory_remove_group(struct kobject* kobj, const struct attribute_group* group);

#endif
