// SPDX-License-Identifier: MIT
/*
 * Formatted text: the C library formats one directive at a time, and the kernel's pointer formats
 * are made here.
 */
#include <linux/bug.h>
#include <linux/device.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/uuid.h>

#include "impl/kernel/runtime/host.h"
#include "impl/kernel/runtime/memory.h"
#include "impl/kernel/runtime/state.h"

struct output {
  char* text;
  size_t size, length;
};

static void put(struct output* out, const char* text, size_t length) {
  for (size_t i = 0; i < length; i++, out->length++) {
    if (out->length + 1 < out->size) out->text[out->length] = text[i];
  }
}

static void put_text(struct output* out, const char* directive, const char* text) {
  char piece[512];
  const int length = host_snprintf(piece, sizeof(piece), directive, text);
  put(out, piece, (size_t)length < sizeof(piece) ? (size_t)length : sizeof(piece) - 1);
}

static size_t uuid_text(char* text, const u8* bytes, const u8* order, bool upper) {
  size_t length = 0;
  for (int i = 0; i < 16; i++) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text[length++] = '-';
    const char* digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    text[length++] = digits[bytes[order[i]] >> 4];
    text[length++] = digits[bytes[order[i]] & 15];
  }
  text[length] = '\0';
  return length;
}

/* What stands behind %p; how many characters of the format belong to it. */
static size_t put_pointer(struct output* out, const char* directive, const char* suffix,
                          const void* pointer) {
  char text[128];
  if (suffix[0] == 'U') {
    const bool little = suffix[1] == 'l' || suffix[1] == 'L';
    const bool upper = suffix[1] == 'B' || suffix[1] == 'L';
    memory_check(pointer, 16, false, NULL);
    uuid_text(text, pointer, little ? guid_index : uuid_index, upper);
    put_text(out, directive, text);
    return suffix[1] == 'b' || little || upper ? 2 : 1;
  }
  if (suffix[0] == 'a') {
    memory_check(pointer, 8, false, NULL);
    host_snprintf(text, sizeof(text), "0x%016llx", *(const unsigned long long*)pointer);
    put_text(out, directive, text);
    return suffix[1] == 'p' || suffix[1] == 'd' ? 2 : 1;
  }
  if (suffix[0] == 'R' || suffix[0] == 'r') {
    const struct resource* resource = pointer;
    memory_check(resource, sizeof(*resource), false, NULL);
    host_snprintf(text, sizeof(text), "[mem 0x%llx-0x%llx]", resource->start, resource->end);
    put_text(out, directive, text);
    return suffix[1] == 'a' ? 2 : 1;
  }
  if (suffix[0] == 'e') {
    host_snprintf(text, sizeof(text), "%ld", (long)pointer);
    put_text(out, directive, text);
    return 1;
  }
  /* Addresses differ from run to run, so none is shown. */
  put_text(out, directive, pointer ? "(pointer)" : "(null)");
  return suffix[0] == 'x' || suffix[0] == 'K' || suffix[0] == 'S' || suffix[0] == 's' ? 1 : 0;
}

/* Copies flags, width and precision, with a `*` filled in; leaves place for the rest. */
static const char* take_flags(const char* format, char* directive, size_t room, va_list* list) {
  size_t length = 0;
  directive[length++] = *format++;
  while (*format && __builtin_strchr("-+ #0123456789.*", *format) && length < room - 24) {
    if (*format == '*') {
      length += (size_t)host_snprintf(directive + length, 16, "%d", va_arg(*list, int));
      format++;
    } else {
      directive[length++] = *format++;
    }
  }
  directive[length] = '\0';
  return format;
}

static void put_number(struct output* out, char* directive, int longs, char kind, va_list* list) {
  char piece[128];
  size_t end = __builtin_strlen(directive);
  directive[end++] = 'l';
  directive[end++] = 'l';
  directive[end++] = kind;
  directive[end] = '\0';
  const bool is_signed = kind == 'd' || kind == 'i';
  long long number;
  if (longs >= 1) {
    number = va_arg(*list, long long);
  } else {
    const int small = va_arg(*list, int);
    number = is_signed ? small : (long long)(unsigned int)small;
    if (longs == -1) number = is_signed ? (short)small : (unsigned short)small;
    if (longs == -2) number = is_signed ? (signed char)small : (unsigned char)small;
  }
  const int length = host_snprintf(piece, sizeof(piece), directive, number);
  put(out, piece, (size_t)length < sizeof(piece) ? (size_t)length : sizeof(piece) - 1);
}

/* One directive; what is behind it. */
static const char* put_directive(struct output* out, const char* format, va_list* list) {
  char directive[64];
  const char* at = take_flags(format, directive, sizeof(directive), list);
  int longs = 0;
  for (; *at == 'l' || *at == 'h' || *at == 'z' || *at == 't' || *at == 'L' || *at == 'j'; at++) {
    longs += *at == 'h' ? -1 : 1;
  }
  const size_t end = __builtin_strlen(directive);
  switch (*at) {
    case '%':
      put(out, "%", 1);
      return at + 1;
    case 'c': {
      const char c = (char)va_arg(*list, int);
      put(out, &c, 1);
      return at + 1;
    }
    case 's': {
      const char* text = va_arg(*list, const char*);
      if (text) memory_check_text(text, 4096, NULL);
      directive[end] = 's';
      directive[end + 1] = '\0';
      put_text(out, directive, text ? text : "(null)");
      return at + 1;
    }
    case 'p':
      directive[end] = 's';
      directive[end + 1] = '\0';
      return at + 1 + put_pointer(out, directive, at + 1, va_arg(*list, const void*));
    case '\0':
      return at;
    default:
      put_number(out, directive, longs, *at, list);
      return at + 1;
  }
}

int claimcheck_vsnprintf(char* text, size_t size, const char* format, va_list list) {
  struct output out = {text, size, 0};
  va_list rest;
  va_copy(rest, list);
  while (*format) {
    if (*format == '%') {
      format = put_directive(&out, format, &rest);
    } else {
      put(&out, format++, 1);
    }
  }
  va_end(rest);
  if (size > 0) text[out.length < size ? out.length : size - 1] = '\0';
  return (int)out.length;
}

int claimcheck_vscnprintf(char* text, size_t size, const char* format, va_list list) {
  const int length = claimcheck_vsnprintf(text, size, format, list);
  return (size_t)length < size ? length : (size > 0 ? (int)size - 1 : 0);
}

#define WITH_LIST(call)    \
  va_list list;            \
  va_start(list, format);  \
  const int result = call; \
  va_end(list);            \
  return result

int claimcheck_snprintf(char* text, size_t size, const char* format, ...) {
  WITH_LIST(claimcheck_vsnprintf(text, size, format, list));
}
int claimcheck_scnprintf(char* text, size_t size, const char* format, ...) {
  WITH_LIST(claimcheck_vscnprintf(text, size, format, list));
}

static int emit(char* buffer, int at, const char* format, va_list list) {
  if (!buffer || offset_in_page(buffer) || at < 0 || (unsigned long)at >= PAGE_SIZE) {
    runtime_warn("sysfs_emit: not a place in the buffer of a show, at %d", at);
    return 0;
  }
  return claimcheck_vscnprintf(buffer + at, PAGE_SIZE - (size_t)at, format, list);
}
int sysfs_emit(char* buffer, const char* format, ...) {
  WITH_LIST(emit(buffer, 0, format, list));
}
int sysfs_emit_at(char* buffer, int at, const char* format, ...) {
  WITH_LIST(emit(buffer, at, format, list));
}

char* kasprintf(gfp_t flags, const char* format, ...) {
  va_list list;
  va_start(list, format);
  const int length = claimcheck_vsnprintf(NULL, 0, format, list);
  char* text = kmalloc((size_t)length + 1, flags);
  if (text) claimcheck_vsnprintf(text, (size_t)length + 1, format, list);
  va_end(list);
  return text;
}

int claimcheck_printk(const char* format, ...) {
  char* line = claimcheck_state.log[claimcheck_state.logged++ % RUNTIME_LOG_LINES];
  WITH_LIST(claimcheck_vscnprintf(line, RUNTIME_LOG_WIDTH, format, list));
}
int claimcheck_no_printk(const char* format, ...) {
  (void)format;
  return 0;
}

int dev_err_probe(const struct device* dev, int error, const char* format, ...) {
  (void)dev;
  (void)format;
  return error;
}

int add_uevent_var(struct kobj_uevent_env* env, const char* format, ...) {
  va_list list;
  va_start(list, format);
  const int room = UEVENT_BUFFER_SIZE - env->buflen;
  const int length = claimcheck_vsnprintf(env->buf + env->buflen, (size_t)room, format, list);
  va_end(list);
  if (length >= room || env->envp_idx >= UEVENT_NUM_ENVP) return -ENOMEM;
  env->envp_idx++;
  env->buflen += length + 1;
  return 0;
}

static void warn_at(const char* file, int line, const char* format, va_list list) {
  char text[400];
  claimcheck_vscnprintf(text, sizeof(text), format, list);
  runtime_warn("%s:%d: %s", kbasename(file), line, text);
}
void claimcheck_warn(const char* file, int line, const char* format, ...) {
  va_list list;
  va_start(list, format);
  warn_at(file, line, format, list);
  va_end(list);
}
void claimcheck_bug(const char* file, int line, const char* what) {
  runtime_die("%s:%d: %s", kbasename(file), line, what);
}
