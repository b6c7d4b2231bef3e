// SPDX-License-Identifier: MIT
#pragma once

#include "properties/generate/extents.hpp"

// What is written to attributes: texts that mean something, and texts that only look like it.

namespace claimcheck::generate {

model::Operation write_uuid(Choices& choices, const Scene& scene, model::DeviceName device);

// The device's region must be dynamic; the device need not exist.
model::Operation write_size(Choices& choices, const Scene& scene, model::DeviceName device);

}  // namespace claimcheck::generate
