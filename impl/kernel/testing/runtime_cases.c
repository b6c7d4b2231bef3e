// SPDX-License-Identifier: MIT
/* Small pieces of kernel code, compiled as a tree's file is: what runtime_test.cpp runs by name. */
#include <linux/device.h>
#include <linux/idr.h>
#include <linux/ioport.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/slab.h>
#include <linux/sort.h>
#include <linux/string.h>
#include <linux/uuid.h>

#include "impl/kernel/runtime/runtime.h"
#include "impl/kernel/testing/cases.h"

static DECLARE_RWSEM(dax_region_rwsem);
static DEFINE_MUTEX(plain_mutex);
static int lives;

static char story[256];
void tell(const char* word) {
  strcat(story, word);
  strcat(story, " ");
}

static s64 static_is_put_back(void) {
  return ++lives;
}

static s64 use_after_free(void) {
  volatile int* object = kmalloc(sizeof(*object) * 4, GFP_KERNEL);
  kfree((void*)object);
  return object[1];
}
static s64 out_of_bounds(void) {
  volatile char* object = kzalloc(13, GFP_KERNEL);
  object[13] = 1;
  return 0;
}
static s64 null_member(void) {
  struct device* volatile none = NULL;
  return none->numa_node;
}
static s64 error_pointer(void) {
  struct device* volatile none = ERR_PTR(-ENOMEM);
  return none->numa_node;
}
static s64 double_free(void) {
  void* object = kzalloc(8, GFP_KERNEL);
  kfree(object);
  kfree(object);
  return 0;
}
static s64 text_without_end(void) {
  char* text = kmalloc(4, GFP_KERNEL);
  memset(text, 'x', 4);
  return (s64)strlen(text);
}
static s64 lock_twice(void) {
  mutex_lock(&plain_mutex);
  mutex_lock(&plain_mutex);
  return 0;
}
static s64 unlock_what_is_not_held(void) {
  up_read(&dax_region_rwsem);
  return 0;
}
static s64 write_lock_given_back_as_read(void) {
  down_write(&dax_region_rwsem);
  up_read(&dax_region_rwsem);
  return 0;
}
static s64 interrupted_acquire(void) {
  ACQUIRE(rwsem_write_kill, lock)(&dax_region_rwsem);
  const int error = ACQUIRE_ERR(rwsem_write_kill, &lock);
  if (error) return error;
  lockdep_assert_held_write(&dax_region_rwsem);
  return 0;
}
static s64 locks_of_other_names(void) {
  static DEFINE_MUTEX(dax_devices_mutex);
  struct {
    struct rw_semaphore lock;
  } region, device, *dax_region = &region, *dev_dax = &device;
  init_rwsem(&dax_region->lock);
  if (down_read_killable(&dax_region->lock)) {
    tell("region");
  } else {
    up_read(&dax_region->lock);
  }
  init_rwsem(&dev_dax->lock);
  if (down_read_killable(&dev_dax->lock)) {
    tell("device");
  } else {
    up_read(&dev_dax->lock);
  }
  if (mutex_lock_interruptible(&dax_devices_mutex)) {
    tell("devices");
  } else {
    mutex_unlock(&dax_devices_mutex);
  }
  return 0;
}
static s64 lock_left_held(void) {
  mutex_lock(&plain_mutex);
  return 0;
}
static s64 assertion_without_lock(void) {
  lockdep_assert_held(&plain_mutex);
  return 0;
}

static void run_action(void* word) {
  tell(word);
}
static void release_device(struct device* dev) {
  tell("release");
  kfree(dev);
}
static struct device* make(struct device* parent, const char* name) {
  struct device* dev = kzalloc_obj(*dev);
  if (!dev) return NULL;
  device_initialize(dev);
  dev->parent = parent;
  dev->release = release_device;
  dev_set_name(dev, "%s", name);
  if (!device_add(dev)) return dev;
  put_device(dev);
  return NULL;
}
static s64 actions_go_newest_first(void) {
  struct device* dev = make(NULL, "a");
  if (devm_add_action(dev, run_action, "first")) return -1;
  if (devm_add_action_or_reset(dev, run_action, "second")) return -1;
  if (devm_add_action(dev, run_action, "third")) return -1;
  devm_release_action(dev, run_action, "second");
  device_unregister(dev);
  return 0;
}
static s64 action_released_twice(void) {
  struct device* dev = make(NULL, "a");
  devm_release_action(dev, run_action, "none");
  device_unregister(dev);
  return 0;
}
static s64 name_is_taken(void) {
  struct device* root = make(NULL, "root");
  struct device* child = make(root, "child");
  const bool refused = make(root, "child") == NULL;
  device_unregister(child);
  child = make(root, "child");
  device_unregister(child);
  device_unregister(root);
  return refused;
}
static s64 added_name_outlives_the_device(void) {
  struct device* root = make(NULL, "root");
  runtime_operation_begin();
  device_unregister(make(root, "child"));
  tell(runtime_added(root));
  device_unregister(root);
  return 0;
}
static int unregister_it(struct device* dev, void* data) {
  (void)data;
  tell(dev_name(dev));
  device_unregister(dev);
  tell("looked");
  return dev->numa_node == NUMA_NO_NODE ? 0 : 1;
}
static s64 child_outlives_the_look_at_it(void) {
  struct device* root = make(NULL, "root");
  make(root, "one");
  make(root, "two");
  const int result = device_for_each_child(root, NULL, unregister_it);
  device_unregister(root);
  return result;
}

static ssize_t word_store(struct device* dev, struct device_attribute* attr, const char* text,
                          size_t length) {
  (void)dev;
  (void)attr;
  tell(text);
  return text[length] == '\0' ? (ssize_t)length : -EIO;
}
static ssize_t word_show(struct device* dev, struct device_attribute* attr, char* buffer) {
  (void)attr;
  return sysfs_emit(buffer, "%s %pUb\n", dev_name(dev), &uuid_null);
}
static DEVICE_ATTR_RW(word);
static struct attribute* word_attrs[] = {&dev_attr_word.attr, NULL};
ATTRIBUTE_GROUPS(word);
static s64 files_are_written_and_removed(void) {
  struct device* root = make(NULL, "root");
  if (sysfs_create_groups(&root->kobj, word_groups)) return -1;
  if (runtime_write(root, "word", "x\n", 2) != 2) return -2;
  if (runtime_write(root, "word", "", 0) != 0) return -3;
  char text[64];
  if (runtime_read(root, "word", text, sizeof(text)) != 42) return -4;
  sysfs_remove_groups(&root->kobj, word_groups);
  if (runtime_write(root, "word", "y", 1) != -ENODEV) return -5;
  device_unregister(root);
  return 0;
}
static ssize_t suicide_store(struct device* dev, struct device_attribute* attr, const char* text,
                             size_t length);
static DEVICE_ATTR_WO(suicide);
static ssize_t suicide_store(struct device* dev, struct device_attribute* attr, const char* text,
                             size_t length) {
  (void)text;
  device_remove_file(dev, attr);
  return (ssize_t)length;
}
static s64 file_that_removes_itself(void) {
  struct device* root = make(NULL, "root");
  if (device_create_file(root, &dev_attr_suicide)) return -1;
  return runtime_write(root, "suicide", "x", 1);
}

static struct bus_type bus = {.name = "bus"};
static int refuse(struct device* dev) {
  tell(dev->driver ? "bound" : "unbound");
  if (devm_add_action(dev, run_action, "undone")) return -ENOMEM;
  return -ENXIO;
}
static struct device_driver refusing = {.name = "refusing", .bus = &bus, .probe = refuse};
static s64 driver_is_taken_back(void) {
  if (bus_register(&bus) || driver_register(&refusing)) return -1;
  struct device* dev = kzalloc_obj(*dev);
  device_initialize(dev);
  dev->release = release_device;
  dev->bus = &bus;
  dev_set_name(dev, "dev");
  if (device_add(dev)) return -2;
  const s64 result = dev->driver ? -3 : runtime_bind(&refusing, "dev");
  device_unregister(dev);
  return result;
}

static s64 ranges_do_not_overlap(void) {
  struct resource root = DEFINE_RES_MEM_NAMED(0x1000, 0x9000, "root");
  struct resource* b = __request_region(&root, 0x4000, 0x1000, "b", 0);
  struct resource* a = __request_region(&root, 0x1000, 0x1000, "a", 0);
  if (!a || !b || root.child != a || a->sibling != b) return -1;
  if (__request_region(&root, 0x4fff, 1, "c", 0)) return -2;
  if (__request_region(&root, 0x9000, 0x2000, "c", 0)) return -3;
  if (adjust_resource(a, 0x1000, 0x3000) || a->end != 0x3fff) return -4;
  if (adjust_resource(a, 0x1000, 0x3001) != -EBUSY) return -5;
  __release_region(&root, 0x1000, 0x3000);
  __release_region(&root, 0x4000, 0x1000);
  return root.child ? -6 : 0;
}
static s64 identifiers_are_the_lowest(void) {
  DEFINE_IDA(ida);
  for (int i = 0; i < 300; i++) {
    if (ida_alloc(&ida, GFP_KERNEL) != i) return -1;
  }
  ida_free(&ida, 7);
  if (ida_alloc(&ida, GFP_KERNEL) != 7) return -2;
  ida_free(&ida, 8);
  ida_free(&ida, 8);
  ida_destroy(&ida);
  return 0;
}
static int by_value(const void* a, const void* b) {
  return *(const int*)a - *(const int*)b;
}
static s64 arrays_are_sorted(void) {
  int numbers[100];
  for (int i = 0; i < 100; i++) numbers[i] = i * 37 % 100;
  sort(numbers, 100, sizeof(numbers[0]), by_value, NULL);
  for (int i = 0; i < 100; i++) {
    if (numbers[i] != i) return -1;
  }
  return 0;
}
static s64 numbers_are_strict(void) {
  unsigned long long n = 0;
  u8 small = 0;
  if (kstrtoull("0x10\n", 0, &n) || n != 16) return -1;
  if (kstrtoull("+010", 0, &n) || n != 8) return -2;
  if (kstrtoull("18446744073709551615", 0, &n) || n != ~0ULL) return -3;
  if (kstrtoull("18446744073709551616", 0, &n) != -ERANGE) return -4;
  if (kstrtoull("1 ", 0, &n) != -EINVAL || kstrtoull("", 0, &n) != -EINVAL) return -5;
  if (kstrtoull("1\n\n", 0, &n) != -EINVAL || kstrtoull("-1", 0, &n) != -EINVAL) return -6;
  if (kstrtou8("256", 0, &small) != -ERANGE || kstrtoull("0x", 0, &n) != -EINVAL) return -7;
  return 0;
}

static const struct runtime_test_case cases[] = {
    CASE(static_is_put_back),
    CASE(use_after_free),
    CASE(out_of_bounds),
    CASE(null_member),
    CASE(error_pointer),
    CASE(double_free),
    CASE(text_without_end),
    CASE(lock_twice),
    CASE(unlock_what_is_not_held),
    CASE(write_lock_given_back_as_read),
    CASE(interrupted_acquire),
    CASE(locks_of_other_names),
    CASE(lock_left_held),
    CASE(assertion_without_lock),
    CASE(actions_go_newest_first),
    CASE(action_released_twice),
    CASE(name_is_taken),
    CASE(added_name_outlives_the_device),
    CASE(child_outlives_the_look_at_it),
    CASE(files_are_written_and_removed),
    CASE(file_that_removes_itself),
    CASE(driver_is_taken_back),
    CASE(ranges_do_not_overlap),
    CASE(identifiers_are_the_lowest),
    CASE(arrays_are_sorted),
    CASE(numbers_are_strict),
    {NULL, NULL},
};

static const struct runtime_test_case* case_of(const struct runtime_test_case* at,
                                               const char* name) {
  while (at->name && strcmp(at->name, name) != 0) at++;
  return at->name ? at : NULL;
}

/* Runs one under a life of its own; what is still held afterwards counts in `left`. */
s64 runtime_case(const char* name, const struct claimcheck_env* env, u64* left, char** told);
s64 runtime_case(const char* name, const struct claimcheck_env* env, u64* left, char** told) {
  runtime_begin(env);
  story[0] = '\0';
  *told = story;
  s64 result = -ENOSYS;
  runtime_operation_begin();
  const struct runtime_test_case* found = case_of(cases, name);
  if (!found) found = case_of(collection_cases, name);
  if (found) result = found->run();
  runtime_operation_end();
  const struct runtime_counts held = runtime_held();
  *left = held.allocations + held.reservations + held.devices + held.actions + held.ids;
  runtime_end();
  return result;
}
