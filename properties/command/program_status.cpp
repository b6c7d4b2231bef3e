// SPDX-License-Identifier: MIT
#include "properties/command/program_status.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstring>
#include <exception>
#include <new>
#include <system_error>

#include "properties/engines/engine.hpp"
#include "properties/installation/installation.hpp"
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
  } catch (const installation::NoFiles& error) {
    fmt::print(stderr, "claimcheck: {}\n", error.what());
  } catch (const store::StoreError& error) {
    fmt::print(stderr, "claimcheck: {}\n", error.what());
  } catch (const std::system_error& error) {
    // A full disk or a closed standard output: what was found is on disk, but not all was said.
    fmt::print(stderr, "claimcheck: cannot go on: {}\n", error.what());
    return static_cast<int>(options::ExitStatus::no_verdict);
  } catch (const std::bad_alloc&) {
    fmt::print(stderr, "claimcheck: cannot go on: out of memory\n");
    return static_cast<int>(options::ExitStatus::no_verdict);
  } catch (const std::exception& error) {
    // Our own failure, not the engine's and not the user's: there is no verdict.
    fmt::print(stderr, "claimcheck: internal error: {}\n", error.what());
    return static_cast<int>(options::ExitStatus::no_verdict);
  }
  return static_cast<int>(options::ExitStatus::usage);
}

int status_of_what_was_said(int status, const process::StandardStreams& streams) {
  std::fflush(stdout);
  const int error = streams.output_error();
  if (error == 0) return status;
  fmt::print(stderr, "claimcheck: cannot write to standard output: {}\n", std::strerror(error));
  return status == static_cast<int>(options::ExitStatus::holds)
             ? static_cast<int>(options::ExitStatus::no_verdict)
             : status;
}

}  // namespace claimcheck::command
