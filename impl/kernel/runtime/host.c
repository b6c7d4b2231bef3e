// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "impl/kernel/runtime/host.h"

#include <dlfcn.h>
#include <link.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

void* host_reserve(size_t size) {
  void* place =
      mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return place == MAP_FAILED ? NULL : place;
}

void host_discard(void* from, size_t size) {
  madvise(from, size, MADV_DONTNEED);
}

void* host_malloc(size_t size) {
  return malloc(size);
}

void host_free(void* object) {
  free(object);
}

struct span_search {
  uintptr_t inside;
  struct host_span* spans;
  size_t count, capacity;
};

static void add_span(struct span_search* search, uintptr_t begin, uintptr_t end) {
  if (begin >= end || search->count == search->capacity) return;
  search->spans[search->count].begin = (char*)begin;
  search->spans[search->count++].end = (char*)end;
}

static int look_at_object(struct dl_phdr_info* info, size_t size, void* data) {
  struct span_search* search = data;
  (void)size;
  bool mine = false;
  uintptr_t fixed_begin = 0, fixed_end = 0;
  const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr)* part = &info->dlpi_phdr[i];
    const uintptr_t begin = info->dlpi_addr + part->p_vaddr, end = begin + part->p_memsz;
    if (part->p_type == PT_LOAD && search->inside >= begin && search->inside < end) mine = true;
    if (part->p_type == PT_GNU_RELRO) {
      fixed_begin = begin;
      fixed_end = end & ~(page - 1);
    }
  }
  if (!mine) return 0;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr)* part = &info->dlpi_phdr[i];
    const uintptr_t begin = info->dlpi_addr + part->p_vaddr, end = begin + part->p_memsz;
    if (part->p_type != PT_LOAD || !(part->p_flags & PF_W)) continue;
    if (fixed_begin < end && begin < fixed_end) {
      add_span(search, begin, fixed_begin);
      add_span(search, fixed_end > begin ? fixed_end : begin, end);
    } else {
      add_span(search, begin, end);
    }
  }
  return 1;
}

size_t host_writable_spans(const void* inside, struct host_span* spans, size_t capacity) {
  struct span_search search = {(uintptr_t)inside, spans, 0, capacity};
  dl_iterate_phdr(look_at_object, &search);
  return search.count;
}

void host_describe_address(const void* address, char* text, size_t size) {
  Dl_info info;
  if (!address || !dladdr(address, &info) || !info.dli_fname) {
    snprintf(text, size, "%p", address);
    return;
  }
  const char* name = strrchr(info.dli_fname, '/');
  snprintf(text, size, "%s+0x%zx", name ? name + 1 : info.dli_fname,
           (size_t)((const char*)address - (const char*)info.dli_fbase));
}

void host_print(const char* text) {
  const size_t length = strlen(text);
  if (write(STDERR_FILENO, text, length) < 0) return;
}

int host_vsnprintf(char* text, size_t size, const char* format, va_list list) {
  return vsnprintf(text, size, format, list);
}

int host_snprintf(char* text, size_t size, const char* format, ...) {
  va_list list;
  va_start(list, format);
  const int length = vsnprintf(text, size, format, list);
  va_end(list);
  return length;
}
