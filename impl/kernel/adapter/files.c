// SPDX-License-Identifier: MIT
// Operations that a user does through files: of a region, of its devices, of their mappings.
#include "adapter.h"

#define PATH_SIZE 64

static const char* const attributes[] = {"uuid", "size", "align"};
static const char* const fields[] = {"start", "end", "page_offset"};

static const char* adapter_device_path(char* path, const struct claimcheck_operation* operation,
                                       const char* file) {
  snprintf(path, PATH_SIZE, "dax%u.%u/%s", operation->region, operation->device, file);
  return path;
}

static const char* adapter_device_name(char* path, const struct claimcheck_operation* operation) {
  snprintf(path, PATH_SIZE, "dax%u.%u", operation->region, operation->device);
  return path;
}

static struct device_attribute* find_in(const struct attribute_group* const* groups,
                                        const char* name) {
  for (; groups && *groups; groups++) {
    for (struct attribute** attr = (*groups)->attrs; attr && *attr; attr++) {
      if (strcmp((*attr)->name, name) == 0)
        return container_of(*attr, struct device_attribute, attr);
    }
  }
  return NULL;
}

// What a user may not write is refused before the store. What the store says of it counts all the
// same (W1), for modes can be changed.
static int64_t write_forbidden(struct adapter_region* region,
                               const struct claimcheck_operation* operation, const char* file) {
  char name[PATH_SIZE];
  const struct device_driver* driver = &region->adapter->dax_driver.drv;
  struct device* dev =
      bus_find_device_by_name(driver->bus, NULL, adapter_device_name(name, operation));
  if (!dev) return -ENODEV;
  int64_t rc = -EACCES;
  struct device_attribute* attr = dev->type ? find_in((void*)dev->type->groups, file) : NULL;
  if (attr && attr->store) rc = attr->store(dev, attr, operation->text, operation->text_length);
  put_device(dev);
  return rc;
}

static int64_t write_file(struct adapter_region* region,
                          const struct claimcheck_operation* operation, const char* file) {
  char path[PATH_SIZE];
  const ssize_t rc = runtime_write(&region->dev, adapter_device_path(path, operation, file),
                                   operation->text, operation->text_length);
  return rc == -EACCES ? write_forbidden(region, operation, file) : rc;
}

static int64_t read_file(struct adapter_region* region,
                         const struct claimcheck_operation* operation, const char* file,
                         char* text) {
  char path[PATH_SIZE];
  return runtime_read(&region->dev, adapter_device_path(path, operation, file), text,
                      CLAIMCHECK_TEXT_SIZE);
}

static int64_t read_mapping(struct adapter_region* region,
                            const struct claimcheck_operation* operation, char* text) {
  char path[PATH_SIZE];
  if (operation->field >= ARRAY_SIZE(fields)) return -EINVAL;
  snprintf(path, sizeof(path), "dax%u.%u/mapping%u/%s", operation->region, operation->device,
           operation->mapping, fields[operation->field]);
  return runtime_read(&region->dev, path, text, CLAIMCHECK_TEXT_SIZE);
}

static int64_t mode(struct adapter_region* region, const struct claimcheck_operation* operation) {
  char path[PATH_SIZE];
  if (operation->attribute >= ARRAY_SIZE(attributes)) return -EINVAL;
  return runtime_mode(&region->dev,
                      adapter_device_path(path, operation, attributes[operation->attribute]));
}

// A static region may have no such file: then nobody can, which the contract calls -EINVAL.
static bool is_hidden(struct adapter_region* region, const char* file) {
  return region->setup.kind == CLAIMCHECK_STATIC && runtime_mode(&region->dev, file) < 0;
}

static int64_t adapter_create_device(struct adapter_region* region) {
  static const char file[] = "dax_region/create";
  if (is_hidden(region, file)) return -EINVAL;
  const ssize_t rc = runtime_write(&region->dev, file, "1", 1);
  if (rc < 0) return rc;
  const char* name = runtime_added(&region->dev);
  const char* index = name ? strchr(name, '.') : NULL;
  int id;
  return index && kstrtoint(index + 1, 10, &id) == 0 ? id : -EIO;
}

static int64_t adapter_delete_device(struct adapter_region* region,
                                     const struct claimcheck_operation* operation) {
  static const char file[] = "dax_region/delete";
  char name[PATH_SIZE];
  if (is_hidden(region, file)) {
    const bool there =
        runtime_mode(&region->dev, adapter_device_path(name, operation, "size")) >= 0;
    return there ? -EINVAL : -ENODEV;
  }
  adapter_device_name(name, operation);
  const ssize_t rc = runtime_write(&region->dev, file, name, strlen(name));
  if (rc == -ENXIO) return -ENODEV;  // How the file says that it knows no such name (V6).
  return rc < 0 ? rc : 0;
}

static int64_t adapter_bind_device(struct adapter_region* region,
                                   const struct claimcheck_operation* operation) {
  struct device_driver* driver = &region->adapter->dax_driver.drv;
  char name[PATH_SIZE];
  adapter_device_name(name, operation);
  const int rc = operation->kind == CLAIMCHECK_BIND_DEVICE ? runtime_bind(driver, name)
                                                           : runtime_unbind(driver, name);
  return rc < 0 ? rc : 0;
}

/* A static region has no such file: all of it is its first device's. */
static ssize_t read_available(struct adapter_region* region, char* text) {
  const ssize_t length =
      runtime_read(&region->dev, "dax_region/available_size", text, CLAIMCHECK_TEXT_SIZE);
  if (length != -ENODEV || region->closed || region->setup.kind != CLAIMCHECK_STATIC) return length;
  return scnprintf(text, CLAIMCHECK_TEXT_SIZE, "%llu\n", (unsigned long long)region->setup.size);
}

static int64_t file_operation(struct adapter_region* region,
                              const struct claimcheck_operation* operation, char* text) {
  const struct claimcheck_env* env = runtime_env();
  env->atomic(env->context, &region->closed, "region-closed", CLAIMCHECK_READ);
  if (region->closed) return -ENODEV;  // R2
  switch (operation->kind) {
    case CLAIMCHECK_CREATE:
      return adapter_create_device(region);
    case CLAIMCHECK_DELETE:
      return adapter_delete_device(region, operation);
    case CLAIMCHECK_BIND_DEVICE:
    case CLAIMCHECK_UNBIND_DEVICE:
      return adapter_bind_device(region, operation);
    case CLAIMCHECK_WRITE_UUID:
      return write_file(region, operation, "uuid");
    case CLAIMCHECK_WRITE_SIZE:
      return write_file(region, operation, "size");
    case CLAIMCHECK_READ_UUID:
      return read_file(region, operation, "uuid", text);
    case CLAIMCHECK_READ_SIZE:
      return read_file(region, operation, "size", text);
    case CLAIMCHECK_READ_AVAILABLE:
      return read_available(region, text);
    case CLAIMCHECK_MODE:
      return mode(region, operation);
    case CLAIMCHECK_READ_RESOURCE:
      return read_file(region, operation, "resource", text);
    case CLAIMCHECK_READ_MAPPING:
      return read_mapping(region, operation, text);
    default:
      return -EOPNOTSUPP;
  }
}

// The tree is not asked: a mode, and a write of no bytes (W0).
static bool is_answered_by_core(const struct claimcheck_operation* operation) {
  const bool writes =
      operation->kind == CLAIMCHECK_WRITE_UUID || operation->kind == CLAIMCHECK_WRITE_SIZE;
  return operation->kind == CLAIMCHECK_MODE || (writes && operation->text_length == 0);
}

// The core answers for a device's files as long as they stand: also when the tree has told others
// that the device is gone, which would be a history without an order (C1) in any tree. So it is not
// asked while devices come and go.
int64_t adapter_file_operation(struct adapter_region* region,
                               const struct claimcheck_operation* operation, char* text) {
  if (is_answered_by_core(operation)) {
    guard(rwsem_write)(&region->core);
    return file_operation(region, operation, text);
  }
  if (operation->kind == CLAIMCHECK_CREATE || operation->kind == CLAIMCHECK_DELETE) {
    guard(rwsem_read)(&region->core);
    return file_operation(region, operation, text);
  }
  return file_operation(region, operation, text);
}
