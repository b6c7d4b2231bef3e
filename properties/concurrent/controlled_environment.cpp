// SPDX-License-Identifier: MIT
#include "properties/concurrent/controlled_environment.hpp"

#include <algorithm>
#include <cerrno>

namespace claimcheck::concurrent {
namespace {

ControlledEnvironment* self(void* context) {
  return static_cast<ControlledEnvironment*>(context);
}

schedule::Mode mode_of(std::uint32_t mode) {
  return mode & CLAIMCHECK_WRITE ? schedule::Mode::Write : schedule::Mode::Read;
}

}  // namespace

ControlledEnvironment::ControlledEnvironment(schedule::Scheduler& scheduler)
    : interface_{}, scheduler_(scheduler) {
  interface_.version = CLAIMCHECK_ENGINE_VERSION;
  interface_.context = this;
  interface_.fail = [](void* context, const char* site) { return self(context)->fail(site); };
  interface_.lock = [](void* context, const void* lock, const char* name, std::uint32_t mode) {
    return self(context)->lock(lock, name, mode);
  };
  interface_.unlock = [](void* context, const void* lock) {
    self(context)->scheduler_.unlock(lock);
  };
  interface_.yield = [](void* context, const char* step) { self(context)->scheduler_.yield(step); };
  interface_.access = [](void* context, const void* object, const char* name, std::uint32_t mode) {
    self(context)->scheduler_.plain(object, name, mode_of(mode));
  };
  interface_.warn = [](void*, const char*) {};
}

ControlledEnvironment::PerThread& ControlledEnvironment::current() {
  return threads_[scheduler_.current()];
}

void ControlledEnvironment::begin(std::span<const model::Fault> faults) {
  auto& thread = current();
  thread.faults = faults;
  thread.sites.clear();
  thread.asked = 0;
  thread.injected.clear();
}

const std::vector<int>& ControlledEnvironment::injected() const {
  return threads_[scheduler_.current()].injected;
}

int ControlledEnvironment::fail(const char* site) {
  if (scheduler_.current() == schedule::no_thread) return 0;
  auto& thread = current();
  if (thread.faults.empty()) return 0;
  ++thread.asked;
  auto count = std::ranges::find(thread.sites, site, &SiteCount::site);
  if (count == thread.sites.end()) count = thread.sites.insert(count, {site, 0});
  ++count->asked;
  for (const auto& fault : thread.faults) {
    const bool is_any = fault.site == model::any_site;
    const auto asked = is_any ? thread.asked : count->asked;
    const bool hit = fault.onwards ? asked >= fault.nth : asked == fault.nth;
    if (!hit || (!is_any && fault.site != site)) continue;
    const int error = is_any && model::is_lock_site(site) ? EINTR : fault.error;
    thread.injected.push_back(error);
    if (scheduler_.recording()) {
      scheduler_.note(schedule::NoteKind::Failure, std::string(site) + " fails");
    }
    return -error;
  }
  return 0;
}

int ControlledEnvironment::lock(const void* lock, const char* name, std::uint32_t mode) {
  if (mode & CLAIMCHECK_INTERRUPTIBLE) {
    if (const int error = fail(name)) return error;
  }
  scheduler_.lock(lock, name, mode_of(mode));
  return 0;
}

}  // namespace claimcheck::concurrent
