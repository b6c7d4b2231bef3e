// SPDX-License-Identifier: MIT
#include "properties/engines/environment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include "properties/engines/printable.hpp"
#include "properties/engines/site_name.hpp"

namespace claimcheck::engines {
namespace {

constexpr std::size_t max_warnings = 16;  // an engine may warn for ever
constexpr std::size_t max_sites = 4096;   // that one operation asks: each is looked for in a list

Environment& self(void* context) {
  return *static_cast<Environment*>(context);
}

}  // namespace

void die(const char* text) {
  std::fprintf(stderr, "\n%s%s\n", died_mark.data(), text);
  std::fflush(stderr);
  std::abort();
}

Environment::Environment() : interface_{} {
  interface_.version = CLAIMCHECK_ENGINE_VERSION;
  interface_.context = this;
  interface_.fail = [](void* context, const char* site) {
    return self(context).fail(text_or_null(site));
  };
  interface_.lock = [](void* context, const void* lock, const char* name, std::uint32_t mode) {
    return self(context).lock(lock, text_or_null(name), mode);
  };
  interface_.unlock = [](void* context, const void* lock) { self(context).unlock(lock); };
  interface_.atomic = [](void*, const void*, const char*, std::uint32_t) {};
  interface_.acquire = [](void*, const void*) {};
  interface_.release = [](void*, const void*) {};
  interface_.access = [](void*, const void*, std::size_t, const char*, std::uint32_t,
                         const claimcheck_source*) {};
  interface_.self = [](void*) { return std::uint32_t{0}; };
  interface_.die = [](void*, const char* text) { die(text_or_null(text)); };
  interface_.warn = [](void* context, const char* text) {
    auto& warnings = self(context).warnings_;
    if (warnings.size() < max_warnings) warnings.push_back(printable(text_or_null(text)));
  };
}

void Environment::begin(std::span<const model::Fault> faults) {
  faults_ = faults;
  used_sites_ = 0;
  asked_ = 0;
  asks_too_much_ = false;
  injected_.clear();
  hits_.clear();
  warnings_.clear();
  complaint_.clear();
}

SiteUse* Environment::find(std::string_view site) {
  const auto used = sites_.begin() + static_cast<std::ptrdiff_t>(used_sites_);
  const auto found =
      std::find_if(sites_.begin(), used, [&](const SiteUse& use) { return use.site == site; });
  return found == used ? nullptr : &*found;
}

// An operation mostly asks what the one before it did: then the name stands there, and is a word.
SiteUse* Environment::add(std::string_view site) {
  const bool is_there = used_sites_ < sites_.size() && sites_[used_sites_].site == site;
  // No trace could say that it fails there.
  if (!is_there && !is_site_name(site)) {
    if (complaint_.empty())
      complaint_ = fmt::format("asks of a site whose name is no word: {}", printable(site));
    return nullptr;
  }
  if (used_sites_ == max_sites) {
    asks_too_much_ = true;
    if (complaint_.empty())
      complaint_ = fmt::format("asks of more than {} sites in one operation", max_sites);
    return nullptr;
  }
  if (used_sites_ == sites_.size()) sites_.emplace_back();
  auto& fresh = sites_[used_sites_++];
  if (!is_there) fresh.site = site;
  fresh.asked = 0;
  fresh.failed = 0;
  return &fresh;
}

int Environment::fail(std::string_view site) {
  if (asks_too_much_) return 0;  // it may ask a million times more
  auto* found = find(site);
  if (found == nullptr) found = add(site);
  if (found == nullptr) return 0;
  auto& use = *found;
  ++use.asked;
  ++asked_;
  for (const auto& fault : faults_) {
    const bool is_any = fault.site == model::any_site;
    const auto asked = is_any ? asked_ : use.asked;
    const bool hit = fault.onwards ? asked >= fault.nth : asked == fault.nth;
    if (hit && (is_any || fault.site == site)) {
      // Whatever else fails, a wait for a lock can only be interrupted.
      const int error = is_any && model::is_lock_site(site) ? EINTR : fault.error;
      ++use.failed;
      injected_.push_back(error);
      hits_.push_back({use.site, use.asked, error});
      return -error;
    }
  }
  return 0;
}

int Environment::lock(const void* lock, const char* name, std::uint32_t mode) {
  if (mode & CLAIMCHECK_INTERRUPTIBLE) {
    if (const int error = fail(name)) return error;
  }
  if (!held_.insert(lock) && complaint_.empty()) {
    complaint_ = fmt::format("takes the lock {} that it holds", printable(name));
  }
  return 0;
}

void Environment::unlock(const void* lock) {
  if (!held_.erase(lock) && complaint_.empty()) {
    complaint_ = "gives back a lock that it does not hold";
  }
}

std::string Environment::complaint() {
  if (!held_.empty()) {
    if (complaint_.empty()) complaint_ = "returns with a lock held";
    held_.clear();
  }
  faults_ = {};  // a snapshot and the engine's end take locks too, and none of them fails
  return complaint_;
}

}  // namespace claimcheck::engines
