// SPDX-License-Identifier: MIT
/*
 * Which blocks of the kernel file run. Code compiled with -fsanitize-coverage=trace-pc calls this
 * hook at the start of each block. Where CLAIMCHECK_COVERAGE names a file, it is mapped, shared by
 * all processes of a run, and the byte of each call's return address is set; the harness reads it
 * (properties/kernel/coverage.hpp). Elsewhere the hook does nothing.
 *
 * One byte store without an order: every process writes the same value.
 */
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where this shared object lies in memory: the linker's name for its first byte. */
extern const char __ehdr_start[] __attribute__((visibility("hidden")));

static unsigned char* map;
static size_t map_size;

__attribute__((constructor)) static void open_map(void) {
  const char* path = getenv("CLAIMCHECK_COVERAGE");
  struct stat status;
  void* memory;
  int file;

  if (!path) return;
  file = open(path, O_RDWR | O_CLOEXEC);
  if (file < 0) return;
  if (fstat(file, &status) == 0 && status.st_size > 0) {
    memory = mmap(NULL, (size_t)status.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (memory != MAP_FAILED) {
      map = memory;
      map_size = (size_t)status.st_size;
    }
  }
  close(file);
}

__attribute__((visibility("hidden"))) void __sanitizer_cov_trace_pc(void);

void __sanitizer_cov_trace_pc(void) {
  uintptr_t at = (uintptr_t)__builtin_return_address(0) - (uintptr_t)__ehdr_start;

  if (at < map_size) map[at] = 1;
}
