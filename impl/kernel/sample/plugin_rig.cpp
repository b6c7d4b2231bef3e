// SPDX-License-Identifier: MIT
#include "impl/kernel/sample/plugin_rig.hpp"

#include <dlfcn.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

namespace claimcheck::kernel {
namespace {

claimcheck_uuid tag_of(char digit) {
  const std::string two(2, digit);
  claimcheck_uuid tag;
  std::memset(tag.bytes, std::stoi(two, nullptr, 16), sizeof(tag.bytes));
  return tag;
}

std::vector<Range> ranges_of(const claimcheck_range* ranges, std::size_t count) {
  std::vector<Range> result;
  for (std::size_t i = 0; i < count; i++)
    result.push_back({ranges[i].page_offset, ranges[i].start, ranges[i].length});
  return result;
}

const claimcheck_sink sink_of_state = {
    nullptr,
    [](void* context, const claimcheck_region_state* region) {
      static_cast<State*>(context)->available.push_back(region->available_size);
    },
    [](void* context, const claimcheck_extent* extent) {
      static_cast<State*>(context)->extents.push_back(
          {extent->start, extent->length,
           std::string(reinterpret_cast<const char*>(extent->tag.bytes), sizeof(extent->tag)),
           extent->use_count, extent->seq});
    },
    [](void* context, const claimcheck_device* device) {
      static_cast<State*>(context)->devices.push_back(
          {device->region, device->index, device->size, device->driver_bound != 0,
           ranges_of(device->ranges, device->range_count),
           ranges_of(device->mappings, device->mapping_count)});
    },
    [](void* context, const char*, std::uint64_t count) {
      static_cast<State*>(context)->held += count;
    }};

void* symbol(const char* name) {
  const char* named = std::getenv("CLAIMCHECK_KERNEL_PLUGIN");
  static void* const library = dlopen(named ? named : KERNEL_PLUGIN, RTLD_NOW | RTLD_LOCAL);
  void* const found = library ? dlsym(library, name) : nullptr;
  if (!found) throw std::runtime_error(dlerror());
  return found;
}

}  // namespace

DeviceState State::device(std::uint32_t region, std::uint32_t index) const {
  for (const auto& device : devices) {
    if (device.region == region && device.index == index) return device;
  }
  throw std::out_of_range("there is no such device");
}

std::uint32_t State::use_count(std::uint64_t start) const {
  for (const auto& extent : extents) {
    if (extent.start == start) return extent.use_count;
  }
  throw std::out_of_range("there is no such extent");
}

std::string uuid_text(char digit) {
  std::string text(36, digit);
  for (const std::size_t place : {8u, 13u, 18u, 23u}) text[place] = '-';
  return text;
}

const claimcheck_engine_api* Plugin::api() {
  static const auto* const loaded =
      reinterpret_cast<claimcheck_engine_function>(symbol("claimcheck_engine"))();
  return loaded;
}

const claimcheck_images& Plugin::images() {
  return *reinterpret_cast<claimcheck_engine_images_function>(symbol("claimcheck_engine_images"))();
}

Plugin::Plugin(std::uint32_t kind, std::uint32_t unbind)
    : region_{base, size, align, kind, 1, 1, unbind}, setup_{&region_, 1, ""}, env_{} {
  env_.version = CLAIMCHECK_ENGINE_VERSION;
  env_.context = this;
  env_.fail = [](void* self, const char* site) {
    return static_cast<Plugin*>(self)->ask(site, -ENOMEM);
  };
  env_.lock = [](void* self, const void*, const char* name, std::uint32_t mode) {
    if (!(mode & CLAIMCHECK_INTERRUPTIBLE)) return 0;
    return static_cast<Plugin*>(self)->ask(name, -EINTR);
  };
  env_.unlock = [](void*, const void*) {};
  env_.atomic = [](void*, const void*, const char*, std::uint32_t) {};
  env_.acquire = env_.release = [](void*, const void*) {};
  env_.access = [](void*, const void*, std::size_t, const char*, std::uint32_t,
                   const claimcheck_source*) {};
  env_.self = [](void*) -> std::uint32_t { return 0; };
  env_.warn = [](void* self, const char* text) {
    static_cast<Plugin*>(self)->warnings_.emplace_back(text);
  };
  env_.die = [](void*, const char* text) {
    std::fprintf(stderr, "%s\n", text);
    std::abort();
  };
  if (const int error = api()->create(&setup_, &env_, &engine_))
    throw std::runtime_error("create: " + std::to_string(error));
}

Plugin::~Plugin() {
  until_ = 0;
  api()->destroy(engine_);
  if (image_) images().drop(image_);
  for (const auto& warning : warnings_) ADD_FAILURE() << "warned: " << warning;  // A5
}

void Plugin::keep() {
  if (const int error = images().keep(engine_, &image_))
    throw std::runtime_error("keep: " + std::to_string(error));
}

void Plugin::put_back() {
  api()->destroy(engine_);
  engine_ = images().restore(image_);
}

int Plugin::ask(const char* site, int error) {
  if (until_ == 0 || --until_ != 0) return 0;
  failed_ = true;
  site_ = site;
  return error;
}

void Plugin::fail_nth(int nth) {
  until_ = nth;
  if (nth) failed_ = false;
}

claimcheck_outcome Plugin::apply(const claimcheck_operation& operation) {
  claimcheck_outcome outcome{};
  api()->apply(engine_, &operation, &outcome);
  return outcome;
}

std::int64_t Plugin::admit(claimcheck_operation_kind kind, char digit, std::vector<Member> members,
                           bool shared) {
  std::vector<claimcheck_member> plain;
  for (const auto& m : members) plain.push_back({base + m.start, m.length, m.seq, m.lost});
  claimcheck_operation operation{};
  operation.kind = kind;
  operation.tag = tag_of(digit);
  operation.shared = shared;
  operation.members = plain.data();
  operation.member_count = plain.size();
  return apply(operation).result;
}

std::int64_t Plugin::offer(char digit, std::vector<Member> members) {
  return admit(CLAIMCHECK_OFFER, digit, std::move(members), false);
}

std::int64_t Plugin::offer_shared(char digit, std::vector<Member> members) {
  return admit(CLAIMCHECK_OFFER, digit, std::move(members), true);
}

std::int64_t Plugin::inject(char digit, Member member) {
  return admit(CLAIMCHECK_INJECT, digit, {member}, false);
}

std::int64_t Plugin::release(char digit) {
  return admit(CLAIMCHECK_RELEASE_TAG, digit, {}, false);
}

std::int64_t Plugin::region(claimcheck_operation_kind kind) {
  return device(kind, 0);
}

std::int64_t Plugin::device(claimcheck_operation_kind kind, std::uint32_t index) {
  return read(kind, index).result;
}

std::int64_t Plugin::write(claimcheck_operation_kind kind, const std::string& text,
                           std::uint32_t index) {
  claimcheck_operation operation{};
  operation.kind = kind;
  operation.device = index;
  operation.text = text.c_str();
  operation.text_length = text.size();
  return apply(operation).result;
}

std::int64_t Plugin::write_uuid(const std::string& text, std::uint32_t index) {
  return write(CLAIMCHECK_WRITE_UUID, text, index);
}

std::int64_t Plugin::write_size(const std::string& text, std::uint32_t index) {
  return write(CLAIMCHECK_WRITE_SIZE, text, index);
}

std::int64_t Plugin::claim(char digit, std::uint32_t index) {
  return write_uuid(uuid_text(digit), index);
}

std::int64_t Plugin::mode(std::uint32_t attribute) {
  claimcheck_operation operation{};
  operation.kind = CLAIMCHECK_MODE;
  operation.attribute = attribute;
  return apply(operation).result;
}

claimcheck_outcome Plugin::read(claimcheck_operation_kind kind, std::uint32_t index) {
  claimcheck_operation operation{};
  operation.kind = kind;
  operation.device = index;
  return apply(operation);
}

claimcheck_outcome Plugin::mapping(std::uint32_t mapping, claimcheck_mapping_field field) {
  claimcheck_operation operation{};
  operation.kind = CLAIMCHECK_READ_MAPPING;
  operation.mapping = mapping;
  operation.field = field;
  return apply(operation);
}

std::string Plugin::text(const claimcheck_outcome& outcome) const {
  if (outcome.result < 0) return "error " + std::to_string(-outcome.result);
  return std::string(outcome.text, static_cast<std::size_t>(outcome.result));
}

State Plugin::snapshot() const {
  State state;
  claimcheck_sink sink = sink_of_state;
  sink.context = &state;
  api()->snapshot(engine_, &sink);
  std::sort(state.extents.begin(), state.extents.end());
  std::sort(state.devices.begin(), state.devices.end());
  for (auto& device : state.devices) std::sort(device.mappings.begin(), device.mappings.end());
  return state;
}

}  // namespace claimcheck::kernel
