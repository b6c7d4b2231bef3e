// SPDX-License-Identifier: MIT
#include "impl/testing/recording_env.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace claimcheck::testing {

RecordingEnv::RecordingEnv() {
  env_.version = CLAIMCHECK_ENGINE_VERSION;
  env_.context = this;
  env_.fail = [](void* self, const char* site) {
    return static_cast<RecordingEnv*>(self)->ask(site);
  };
  env_.lock = [](void* self, const void* lock, const char* name, std::uint32_t mode) {
    return static_cast<RecordingEnv*>(self)->take(lock, name, mode);
  };
  env_.unlock = [](void* self, const void* lock) {
    static_cast<RecordingEnv*>(self)->give_back(lock);
  };
  env_.atomic = [](void*, const void*, const char*, std::uint32_t) {};
  env_.acquire = [](void*, const void*) {};
  env_.release = [](void*, const void*) {};
  env_.access = [](void*, const void*, std::size_t, const char*, std::uint32_t,
                   const claimcheck_source*) {};
  env_.self = [](void*) { return std::uint32_t{0}; };
  env_.die = [](void*, const char*) { std::abort(); };
  env_.warn = [](void* self, const char* text) {
    static_cast<RecordingEnv*>(self)->warnings_.emplace_back(text);
  };
}

void RecordingEnv::plan(std::vector<Fail> fails) {
  fails_ = std::move(fails);
  asked_.clear();
  locked_.clear();
  failed_ = 0;
}

int RecordingEnv::ask(const std::string& site) {
  asked_.push_back(site);
  for (const Fail& fail : fails_) {
    const bool any = fail.site.empty();
    if (!any && fail.site != site) continue;
    const std::size_t number =
        any ? asked_.size()
            : static_cast<std::size_t>(std::count(asked_.begin(), asked_.end(), site));
    if (number == fail.nth || (fail.for_good && number > fail.nth)) {
      failed_++;
      return fail.error;
    }
  }
  return 0;
}

int RecordingEnv::take(const void* lock, const char* name, std::uint32_t mode) {
  if (held_.contains(lock)) {
    complaints_.push_back(std::string(name) + " taken twice");
  }
  if (mode & CLAIMCHECK_INTERRUPTIBLE) {
    if (const int error = ask(name)) return error;
  }
  held_[lock] = name;
  locked_.push_back(std::string(name) + (mode & CLAIMCHECK_WRITE ? "" : " (read)"));
  return 0;
}

void RecordingEnv::give_back(const void* lock) {
  if (held_.erase(lock) == 0) complaints_.emplace_back("a lock given back that is not held");
}

std::vector<std::string> RecordingEnv::complaints_at_rest() const {
  std::vector<std::string> all = complaints_;
  for (const auto& [lock, name] : held_) all.push_back(name + " still held");
  return all;
}

}  // namespace claimcheck::testing
