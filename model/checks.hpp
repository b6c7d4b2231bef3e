// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>
#include <string>

namespace claimcheck::model {

// Whether the specifications test their own statements while they run.
enum class Checks : bool { off, on };

// Thrown where a statement of a specification is false: a bug of the model, never of an engine.
class StatementFailed : public std::logic_error {
 public:
  explicit StatementFailed(const std::string& name)
      : std::logic_error("a statement of the specification is false: " + name) {}
};

}  // namespace claimcheck::model
