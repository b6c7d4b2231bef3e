// SPDX-License-Identifier: MIT
#include "properties/concurrent/operation_faults.hpp"

#include <algorithm>
#include <cerrno>

#include "model/trace/trace_text.hpp"
#include "properties/engines/printable.hpp"
#include "properties/engines/site_name.hpp"

namespace claimcheck::concurrent {

void keep_most(std::vector<Asking>& most, std::span<const Asking> asked) {
  for (const auto& asking : asked) {
    const auto known = std::ranges::find(most, asking.site, &Asking::site);
    if (known == most.end()) {
      most.push_back(asking);
    } else {
      known->times = std::max(known->times, asking.times);
    }
  }
}

void OperationFaults::begin(std::span<const model::Fault> faults, bool counts) {
  faults_ = faults;
  counts_ = counts || !faults.empty();
  used_sites_ = 0;
  asked_ = 0;
  injected_.clear();
  failed_sites_.clear();
}

Asking& OperationFaults::asking_of(const char* site) {
  for (std::size_t i = 0; i < used_sites_; ++i) {
    if (sites_[i].site == site) return sites_[i];
  }
  if (used_sites_ == sites_.size()) sites_.emplace_back();
  auto& fresh = sites_[used_sites_++];
  fresh.site = site;
  fresh.times = 0;
  return fresh;
}

int OperationFaults::fail(const char* site) {
  if (!counts_ || !engines::is_site_name(engines::text_or_null(site))) return 0;
  ++asked_;
  const auto times = ++asking_of(site).times;
  for (const auto& fault : faults_) {
    const bool is_any = fault.site == model::any_site;
    const auto asked = is_any ? asked_ : times;
    const bool hit = fault.onwards ? asked >= fault.nth : asked == fault.nth;
    if (!hit || (!is_any && fault.site != site)) continue;
    const int error = is_any && model::is_lock_site(site) ? EINTR : fault.error;
    injected_.push_back(error);
    failed_sites_.emplace_back(site);
    return -error;
  }
  return 0;
}

}  // namespace claimcheck::concurrent
