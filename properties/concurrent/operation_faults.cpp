// SPDX-License-Identifier: MIT
#include "properties/concurrent/operation_faults.hpp"

#include <algorithm>
#include <cerrno>

#include "model/trace_text.hpp"

namespace claimcheck::concurrent {

void OperationFaults::begin(std::span<const model::Fault> faults) {
  faults_ = faults;
  sites_.clear();
  asked_ = 0;
  injected_.clear();
}

int OperationFaults::fail(const char* site) {
  if (faults_.empty()) return 0;
  ++asked_;
  auto count = std::ranges::find(sites_, site, &SiteCount::site);
  if (count == sites_.end()) count = sites_.insert(count, {site, 0});
  ++count->asked;
  for (const auto& fault : faults_) {
    const bool is_any = fault.site == model::any_site;
    const auto asked = is_any ? asked_ : count->asked;
    const bool hit = fault.onwards ? asked >= fault.nth : asked == fault.nth;
    if (!hit || (!is_any && fault.site != site)) continue;
    const int error = is_any && model::is_lock_site(site) ? EINTR : fault.error;
    injected_.push_back(error);
    return -error;
  }
  return 0;
}

}  // namespace claimcheck::concurrent
