// SPDX-License-Identifier: MIT
/* Reading and writing files by path, as a user of sysfs does. */
#include <linux/device.h>

#include "impl/kernel/runtime/directory.h"
#include "impl/kernel/runtime/driver.h"
#include "impl/kernel/runtime/lock.h"
#include "impl/kernel/runtime/memory.h"
#include "impl/kernel/runtime/runtime.h"
#include "impl/kernel/runtime/state.h"

struct opened {
  struct directory_group* group; /* NULL: there is no such file */
  struct directory_file file;
};

static size_t part_of(const char* path) {
  size_t length = 0;
  while (path[length] && path[length] != '/') length++;
  return length;
}
static bool is_part(const char* name, const char* path, size_t length) {
  return name && __builtin_strncmp(name, path, length) == 0 && name[length] == '\0';
}

static struct claimcheck_directory* child_of(struct claimcheck_directory* parent, const char* path,
                                             size_t length) {
  struct claimcheck_directory* child;
  struct claimcheck_directory* found = NULL;
  runtime_core_lock();
  list_for_each_entry(child, &parent->children, link) {
    if (is_part(child->name, path, length)) {
      found = child;
      break;
    }
  }
  runtime_core_unlock();
  return found;
}

/* In the groups with this name of a subdirectory, or with none. */
static struct opened file_in(struct claimcheck_directory* directory, const char* subdirectory,
                             size_t length, const char* name) {
  struct opened opened = {NULL, {NULL, 0}};
  struct directory_group* group;
  runtime_core_lock();
  list_for_each_entry(group, &directory->groups, link) {
    if (subdirectory ? !is_part(group->name, subdirectory, length) : group->name != NULL) continue;
    for (unsigned int i = 0; i < group->count; i++) {
      if (__builtin_strcmp(group->files[i].attribute->name, name) == 0) {
        opened = (struct opened){group, group->files[i]};
      }
    }
  }
  runtime_core_unlock();
  return opened;
}

static struct opened look_up(struct claimcheck_directory* directory, const char* path) {
  struct opened none = {NULL, {NULL, 0}};
  while (directory) {
    runtime_atomic(directory, "directory", CLAIMCHECK_READ);
    if (directory->hidden) return none;
    const size_t length = part_of(path);
    if (path[length] == '\0') return file_in(directory, NULL, 0, path);
    const char* rest = path + length + 1;
    struct claimcheck_directory* child = child_of(directory, path, length);
    if (!child) return file_in(directory, path, length, rest);
    directory = child;
    path = rest;
  }
  return none;
}

/* Looks the file up and holds it. Whether it is there and alive. */
static bool open_file(struct claimcheck_directory* directory, const char* path,
                      struct opened* opened) {
  *opened = look_up(directory, path);
  if (!opened->group) return false;
  lock_take(&opened->group->active, CLAIMCHECK_READ, false, NULL);
  if (!opened->group->dead) {
    runtime_acquire(opened->group);
    return true;
  }
  lock_give(&opened->group->active, false, NULL);
  return false;
}
static void close_file(const struct opened* opened) {
  lock_give(&opened->group->active, false, NULL);
}

static char* page_of(struct runtime_task* task) {
  if (!task->page) {
    const unsigned long place = (unsigned long)runtime_allocate(2 * PAGE_SIZE);
    task->page = (char*)PAGE_ALIGN(place);
  }
  __builtin_memset(task->page, 0, PAGE_SIZE);
  return task->page;
}

ssize_t runtime_read(struct device* root, const char* path, char* text, size_t size) {
  struct opened opened;
  if (!open_file(root->kobj.sd, path, &opened)) return -ENODEV;
  struct device* dev = kobj_to_dev(opened.group->kobj);
  struct device_attribute* attribute =
      container_of(opened.file.attribute, struct device_attribute, attr);
  ssize_t length = -EACCES;
  if ((opened.file.mode & 0444) && attribute->show) {
    char* page = page_of(runtime_task());
    length = attribute->show(dev, attribute, page);
    if (length >= (ssize_t)PAGE_SIZE) {
      runtime_warn("the show of %s returned a bad count", attribute->attr.name);
      length = (ssize_t)PAGE_SIZE - 1;
    }
    if (length > (ssize_t)size) length = (ssize_t)size;
    if (length > 0) __builtin_memcpy(text, page, (size_t)length);
  }
  close_file(&opened);
  return length;
}

/* What a store gets: its own copy with a NUL behind, and a red zone behind that. */
static char* copy_of(const char* text, size_t length) {
  char* copy = runtime_allocate(length + 1);
  __builtin_memcpy(copy, text, length);
  return copy;
}

ssize_t runtime_write(struct device* root, const char* path, const char* text, size_t length) {
  struct opened opened;
  if (!open_file(root->kobj.sd, path, &opened)) return -ENODEV;
  struct device* dev = kobj_to_dev(opened.group->kobj);
  struct device_attribute* attribute =
      container_of(opened.file.attribute, struct device_attribute, attr);
  ssize_t result = attribute->store ? 0 : -EACCES;
  if (attribute->store && length > 0) {
    char* copy = copy_of(text, length);
    result = attribute->store(dev, attribute, copy, length);
    memory_free(copy, NULL);
  }
  close_file(&opened);
  return result;
}

int runtime_mode(struct device* root, const char* path) {
  const struct opened opened = look_up(root->kobj.sd, path);
  return opened.group ? opened.file.mode : -ENODEV;
}

ssize_t runtime_driver_write(struct device_driver* driver, const char* file, const char* text,
                             size_t length) {
  struct opened opened;
  if (!driver->p || !open_file(driver->p->kobj.sd, file, &opened)) return -ENODEV;
  const struct driver_attribute* attribute =
      container_of(opened.file.attribute, struct driver_attribute, attr);
  ssize_t result = attribute->store ? 0 : -EACCES;
  if (attribute->store && length > 0) {
    char* copy = copy_of(text, length);
    result = attribute->store(driver, copy, length);
    memory_free(copy, NULL);
  }
  close_file(&opened);
  return result;
}
