// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "impl/engine.h"
#include "model/operation.hpp"
#include "model/state.hpp"

namespace claimcheck::engines {

// An operation in the C interface's form. Points into itself and into the operation that it was
// made of: both must live while it is used.
class Translated {
 public:
  explicit Translated(const model::Operation& operation);
  Translated(const Translated&) = delete;
  Translated& operator=(const Translated&) = delete;

  const claimcheck_operation& get() const { return operation_; }

 private:
  std::vector<claimcheck_member> members_;
  claimcheck_operation operation_{};
};

claimcheck_region_setup translate(const model::RegionSetup& region);
claimcheck_uuid translate(const model::Uuid& uuid);
model::Uuid translate(const claimcheck_uuid& uuid);

}  // namespace claimcheck::engines
