// SPDX-License-Identifier: MIT
#include "properties/command/program_status.hpp"

#include <fmt/format.h>

#include <exception>

#include "properties/engines/engine.hpp"
#include "properties/options/options.hpp"
#include "properties/store/store.hpp"

namespace claimcheck::command {

int program_status(const std::function<options::ExitStatus()>& execute) {
  try {
    return static_cast<int>(execute());
  } catch (const options::UsageError& error) {
    fmt::print(stderr, "claimcheck: {}\n", error.what());
  } catch (const engines::EngineError& error) {
    fmt::print(stderr, "claimcheck: {}\n", error.what());
  } catch (const store::StoreError& error) {
    fmt::print(stderr, "claimcheck: {}\n", error.what());
  } catch (const std::exception& error) {
    // Our own failure, not the engine's and not the user's: there is no verdict.
    fmt::print(stderr, "claimcheck: internal error: {}\n", error.what());
    return static_cast<int>(options::ExitStatus::no_verdict);
  }
  return static_cast<int>(options::ExitStatus::usage);
}

}  // namespace claimcheck::command
