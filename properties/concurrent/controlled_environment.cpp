// SPDX-License-Identifier: MIT
#include "properties/concurrent/controlled_environment.hpp"

#include "properties/engines/environment.hpp"
#include "properties/engines/printable.hpp"

namespace claimcheck::concurrent {
namespace {

ControlledEnvironment* self(void* context) {
  return static_cast<ControlledEnvironment*>(context);
}

schedule::Mode mode_of(std::uint32_t mode) {
  return mode & CLAIMCHECK_WRITE ? schedule::Mode::write : schedule::Mode::read;
}

schedule::Source source_of(const claimcheck_source* source) {
  if (!source) return {};
  return {source->file, source->line, source->address};
}

}  // namespace

ControlledEnvironment::ControlledEnvironment(schedule::Scheduler& scheduler, bool counts_askings)
    : interface_{}, scheduler_(scheduler), counts_askings_(counts_askings) {
  interface_.version = CLAIMCHECK_ENGINE_VERSION;
  interface_.context = this;
  interface_.fail = [](void* context, const char* site) {
    self(context)->scheduler_.fallible(site);
    return self(context)->fail(site);
  };
  interface_.lock = [](void* context, const void* lock, const char* name, std::uint32_t mode) {
    return self(context)->lock(lock, name, mode);
  };
  interface_.unlock = [](void* context, const void* lock) {
    self(context)->scheduler_.unlock(lock);
  };
  interface_.atomic = [](void* context, const void* object, const char* name, std::uint32_t mode) {
    self(context)->scheduler_.atomic(object, name, mode_of(mode));
  };
  interface_.acquire = [](void* context, const void* object) {
    self(context)->scheduler_.acquire(object);
  };
  interface_.release = [](void* context, const void* object) {
    self(context)->scheduler_.release(object);
  };
  interface_.access = [](void* context, const void* object, std::size_t size, const char* name,
                         std::uint32_t mode, const claimcheck_source* source) {
    self(context)->scheduler_.plain(object, size, name ? name : "", mode_of(mode),
                                    source_of(source));
  };
  interface_.self = [](void* context) {
    const auto thread = self(context)->scheduler_.current();
    return thread == schedule::no_thread ? 0 : static_cast<std::uint32_t>(thread + 1);
  };
  interface_.die = [](void*, const char* text) { engines::die(text ? text : "(null)"); };
  interface_.warn = [](void* context, const char* text) { self(context)->warn(text); };
}

void ControlledEnvironment::begin(std::span<const model::Fault> faults) {
  threads_[scheduler_.current()].begin(faults, counts_askings_);
}

const std::vector<int>& ControlledEnvironment::injected() const {
  return threads_[scheduler_.current()].injected();
}

const std::vector<std::string>& ControlledEnvironment::failed_sites() const {
  return threads_[scheduler_.current()].failed_sites();
}

std::span<const Asking> ControlledEnvironment::asked() const {
  return threads_[scheduler_.current()].asked();
}

void ControlledEnvironment::forget_warning() {
  warning_.clear();
}

// What the sequential part warns about is not the scheduler's to find.
void ControlledEnvironment::warn(const char* text) {
  if (scheduler_.current() == schedule::no_thread || !warning_.empty()) return;
  warning_ = engines::printable(text ? text : "(null)");
}

int ControlledEnvironment::fail(const char* site) {
  if (scheduler_.current() == schedule::no_thread) return 0;
  const int error = threads_[scheduler_.current()].fail(site);
  if (error && scheduler_.recording()) {
    scheduler_.note(schedule::NoteKind::failure, std::string(site) + " fails");
  }
  return error;
}

int ControlledEnvironment::lock(const void* lock, const char* name, std::uint32_t mode) {
  if (mode & CLAIMCHECK_INTERRUPTIBLE) {
    if (const int error = fail(name)) return error;
  }
  scheduler_.lock(lock, name, mode_of(mode));
  return 0;
}

}  // namespace claimcheck::concurrent
