// SPDX-License-Identifier: MIT
#pragma once

#include "model/operation.hpp"
#include "model/state.hpp"

// The life of devices and of their drivers: clauses V6, V7, V8.

namespace claimcheck::model {

// The new device gets the lowest index that is free, as the kernel's ida gives it.
Outcome create(const Setup& setup, State& state, const Create& create);

Outcome remove(Region& region, Device& device);
Outcome bind(Device& device);
Outcome unbind(Device& device);

}  // namespace claimcheck::model
