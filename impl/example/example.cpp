// SPDX-License-Identifier: MIT
// The example in C++. Copy it to begin your own:
//   c++ -std=c++20 -shared -fPIC -I. -o example.so impl/example/example.cpp
//
// It does more than example.c: a claim is all or nothing (A1), its sequence is checked (T2, T3),
// and an untagged claim takes one extent (U1). What it leaves out is the same otherwise: admission
// (M1 to M4), release, creating and deleting devices, drivers, `size` writes, alignment (T4), the
// text's tail (W2), available size (V5).
//
// No exception may leave an entry point: the harness takes one for the engine's end.
#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <new>
#include <optional>
#include <string_view>
#include <vector>

#include "impl/engine.h"

namespace {

using Tag = std::array<uint8_t, 16>;

Tag tag_of(const claimcheck_uuid& uuid) {
  Tag tag;
  std::copy(std::begin(uuid.bytes), std::end(uuid.bytes), tag.begin());
  return tag;
}

// "0" is the null tag: an untagged claim.
std::optional<Tag> parse(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  Tag tag{};
  if (text == "0") return tag;
  if (text.size() != 36) return std::nullopt;
  for (size_t at = 0, digit = 0; at < text.size(); ++at) {
    if (at == 8 || at == 13 || at == 18 || at == 23) {
      if (text[at] != '-') return std::nullopt;
      continue;
    }
    uint8_t value = 0;
    const auto [end, error] = std::from_chars(&text[at], &text[at] + 1, value, 16);
    if (error != std::errc{}) return std::nullopt;
    tag[digit / 2] = static_cast<uint8_t>(tag[digit / 2] << 4 | value);
    ++digit;
  }
  return tag;
}

// Takes a lock of the environment, which the harness schedules and makes fail.
class Lock {
 public:
  Lock(const claimcheck_env& env, const void* lock)
      : env_(env),
        lock_(lock),
        error_(env.lock(env.context, lock, "device-lock",
                        CLAIMCHECK_WRITE | CLAIMCHECK_INTERRUPTIBLE)) {}
  ~Lock() {
    if (error_ == 0) env_.unlock(env_.context, lock_);
  }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;
  int error() const { return error_; }

 private:
  const claimcheck_env& env_;
  const void* const lock_;
  const int error_;  // 0: it is held
};

class Example {
 public:
  Example(const claimcheck_setup& setup, const claimcheck_env& env)
      : env_(env), seq_bases_(setup.region_count), ranges_(setup.region_count) {
    for (size_t i = 0; i < setup.region_count; ++i) seq_bases_[i] = setup.regions[i].seq_base;
  }

  int64_t apply(const claimcheck_operation& operation, char* text) {
    if (operation.region >= ranges_.size() || operation.device != 0) return -ENODEV;
    const Lock lock(env_, this);
    if (lock.error() != 0) return lock.error();
    switch (operation.kind) {
      case CLAIMCHECK_OFFER:
        return offer(operation);
      case CLAIMCHECK_WRITE_UUID:
        return claim(operation);
      case CLAIMCHECK_READ_SIZE:
        return std::snprintf(text, CLAIMCHECK_TEXT_SIZE, "%llu\n",
                             static_cast<unsigned long long>(size_of(operation.region)));
      default:
        return -EOPNOTSUPP;
    }
  }

  void show(const claimcheck_sink& sink) const {
    for (const auto& extent : extents_) sink.extent(sink.context, &extent);
    for (uint32_t region = 0; region < ranges_.size(); ++region) {
      const claimcheck_region_state state{0, region, 1};
      const auto& ranges = ranges_[region];
      const claimcheck_device device{
          size_of(region), region,       0, 0, ranges.data(), ranges.size(),
          ranges.data(),   ranges.size()};
      sink.region(sink.context, &state);
      sink.device(sink.context, &device);
    }
  }

 private:
  int64_t offer(const claimcheck_operation& operation) {
    const auto base = seq_bases_[operation.region];
    const bool tagged = tag_of(operation.tag) != Tag{};
    for (size_t i = 0; i < operation.member_count; ++i) {
      const auto& member = operation.members[i];
      if (member.lost) continue;
      const auto numbered = tagged ? static_cast<uint16_t>(base + i) : uint16_t{0};
      extents_.push_back({member.start, member.length, operation.tag, operation.region, 0,
                          operation.shared ? member.seq : numbered});
    }
    return 0;
  }

  // T1: what is free and has the tag, in the order of its numbers.
  std::vector<claimcheck_extent*> matching(uint32_t region, const Tag& tag) {
    std::vector<claimcheck_extent*> members;
    for (auto& extent : extents_) {
      if (extent.region == region && extent.use_count == 0 && tag_of(extent.tag) == tag)
        members.push_back(&extent);
    }
    std::ranges::stable_sort(members, {}, &claimcheck_extent::seq);
    return members;
  }

  int64_t claim(const claimcheck_operation& operation) {
    const auto tag = parse({operation.text, operation.text_length});
    if (!tag) return -EINVAL;
    auto& ranges = ranges_[operation.region];
    if (!ranges.empty()) return -EBUSY;
    auto members = matching(operation.region, *tag);
    if (members.empty()) return -ENOENT;
    if (*tag == Tag{}) members.resize(1);  // U1
    for (size_t i = 0; *tag != Tag{} && i < members.size(); ++i) {
      if (members[i]->seq != seq_bases_[operation.region] + i) return -EINVAL;  // T2
    }
    // Built aside: where a step fails nothing has changed (A1).
    std::vector<claimcheck_range> carved;
    uint64_t page_offset = 0;
    for (const auto* extent : members) {
      const int error = env_.fail(env_.context, "register-mapping");
      if (error != 0) return error;
      carved.push_back({page_offset, extent->start, extent->length});
      page_offset += extent->length / CLAIMCHECK_PAGE_SIZE;
    }
    for (auto* extent : members) extent->use_count = 1;
    ranges = std::move(carved);
    return static_cast<int64_t>(operation.text_length);
  }

  uint64_t size_of(uint32_t region) const {
    uint64_t size = 0;
    for (const auto& range : ranges_[region]) size += range.length;
    return size;
  }

  const claimcheck_env env_;
  std::vector<uint32_t> seq_bases_;                    // of each region
  std::vector<claimcheck_extent> extents_;             // in arrival order
  std::vector<std::vector<claimcheck_range>> ranges_;  // of each region's one device
};

int create(const claimcheck_setup* setup, const claimcheck_env* env, void** engine) {
  try {
    *engine = new Example(*setup, *env);
    return 0;
  } catch (const std::bad_alloc&) {
    return -ENOMEM;
  }
}

int clone(const void* engine, void** copy) {
  try {
    *copy = new Example(*static_cast<const Example*>(engine));
    return 0;
  } catch (const std::bad_alloc&) {
    return -ENOMEM;
  }
}

void destroy(void* engine) {
  delete static_cast<Example*>(engine);
}

void apply(void* engine, const claimcheck_operation* operation, claimcheck_outcome* outcome) {
  outcome->text[0] = '\0';
  try {
    outcome->result = static_cast<Example*>(engine)->apply(*operation, outcome->text);
  } catch (const std::bad_alloc&) {
    outcome->result = -ENOMEM;
  }
}

void snapshot(void* engine, const claimcheck_sink* sink) {
  static_cast<const Example*>(engine)->show(*sink);
}

constexpr claimcheck_site sites[] = {
    {"device-lock", nullptr}, {"register-mapping", nullptr}, {nullptr, nullptr}};

}  // namespace

extern "C" const claimcheck_engine_api* claimcheck_engine(void) {
  static constexpr claimcheck_engine_api api = {
      .version = CLAIMCHECK_ENGINE_VERSION,
      .name = "example-cpp",
      .operations = CLAIMCHECK_SET_OF(CLAIMCHECK_OFFER) | CLAIMCHECK_SET_OF(CLAIMCHECK_WRITE_UUID) |
                    CLAIMCHECK_SET_OF(CLAIMCHECK_READ_SIZE),
      .kinds = CLAIMCHECK_SET_OF(CLAIMCHECK_DYNAMIC) | CLAIMCHECK_SET_OF(CLAIMCHECK_STATIC) |
               CLAIMCHECK_SET_OF(CLAIMCHECK_PLAIN),
      .seq_bases = CLAIMCHECK_SET_OF(0) | CLAIMCHECK_SET_OF(1),
      .unbinds = CLAIMCHECK_SET_OF(CLAIMCHECK_KEEPS),
      .flags = 0,
      .sites = sites,
      .create = create,
      .destroy = destroy,
      .apply = apply,
      .snapshot = snapshot,
      .clone = clone,
  };
  return &api;
}
