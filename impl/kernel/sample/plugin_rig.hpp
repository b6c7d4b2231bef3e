// SPDX-License-Identifier: MIT
// A plugin that is loaded, one region, and an environment of one thread that fails the n-th step.
#pragma once

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "impl/engine.h"

namespace claimcheck::kernel {

inline constexpr std::uint64_t mega = 1024 * 1024;
inline constexpr std::uint64_t align = 2 * mega;
inline constexpr std::uint64_t base = 4096 * mega;
inline constexpr std::uint64_t size = 1024 * mega;

// A member, its start from the region's.
struct Member {
  std::uint64_t start, length;
  std::uint16_t seq;
  bool lost = false;
};

struct Range {
  std::uint64_t page_offset, start, length;
  auto operator<=>(const Range&) const = default;
};

struct DeviceState {
  std::uint32_t region, index;
  std::uint64_t size;
  bool driver_bound;
  std::vector<Range> ranges, mappings;
  auto operator<=>(const DeviceState&) const = default;
};

struct ExtentState {
  std::uint64_t start, length;
  std::string tag;
  std::uint32_t use_count, seq;
  auto operator<=>(const ExtentState&) const = default;
};

struct State {
  std::vector<std::uint64_t> available;
  std::vector<ExtentState> extents;
  std::vector<DeviceState> devices;
  std::uint64_t held = 0;
  bool operator==(const State&) const = default;

  DeviceState device(std::uint32_t region, std::uint32_t index) const;
  std::uint32_t use_count(std::uint64_t start) const;
};

// The UUID of which every digit is this one.
std::string uuid_text(char digit);

class Plugin {
 public:
  // The plugin that the environment variable or the build names.
  static const claimcheck_engine_api* api();
  static const claimcheck_images& images();

  explicit Plugin(std::uint32_t kind = CLAIMCHECK_DYNAMIC, std::uint32_t unbind = CLAIMCHECK_KEEPS);
  // A warning, while it lived or in its destruction, fails the test.
  ~Plugin();
  Plugin(const Plugin&) = delete;
  Plugin& operator=(const Plugin&) = delete;

  std::int64_t offer(char digit, std::vector<Member> members);
  std::int64_t offer_shared(char digit, std::vector<Member> members);
  std::int64_t inject(char digit, Member member);
  std::int64_t release(char digit);
  std::int64_t region(claimcheck_operation_kind kind);
  std::int64_t device(claimcheck_operation_kind kind, std::uint32_t index = 0);
  std::int64_t write_uuid(const std::string& text, std::uint32_t index = 0);
  std::int64_t write_size(const std::string& text, std::uint32_t index = 0);
  std::int64_t claim(char digit, std::uint32_t index = 0);
  std::int64_t mode(std::uint32_t attribute);
  claimcheck_outcome read(claimcheck_operation_kind kind, std::uint32_t index = 0);
  claimcheck_outcome mapping(std::uint32_t mapping, claimcheck_mapping_field field);
  std::string text(const claimcheck_outcome& outcome) const;
  State snapshot() const;

  // Ends it and goes on from here, once or again and again, as the plugin's images say.
  void keep();
  void put_back();

  // From now on the n-th fallible step fails; 0: none.
  void fail_nth(int nth);
  bool failed() const { return failed_; }
  const std::string& failed_site() const { return site_; }

 private:
  claimcheck_outcome apply(const claimcheck_operation& operation);
  std::int64_t write(claimcheck_operation_kind kind, const std::string& text, std::uint32_t index);
  std::int64_t admit(claimcheck_operation_kind kind, char digit, std::vector<Member> members,
                     bool shared);
  int ask(const char* site, int error);

  claimcheck_region_setup region_;
  claimcheck_setup setup_;
  claimcheck_env env_;
  void* engine_ = nullptr;
  void* image_ = nullptr;
  int until_ = 0;
  bool failed_ = false;
  std::string site_;
  std::vector<std::string> warnings_;
};

}  // namespace claimcheck::kernel
