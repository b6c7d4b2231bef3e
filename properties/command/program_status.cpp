// SPDX-License-Identifier: MIT
#include "properties/command/program_status.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <exception>
#include <new>
#include <system_error>

#include "properties/engines/engine.hpp"
#include "properties/installation/installation.hpp"
#include "properties/options/options.hpp"
#include "properties/store/store.hpp"
#include "properties/text/wrap.hpp"

namespace claimcheck::command {

int program_status(const std::function<options::ExitStatus()>& execute) {
  try {
    return static_cast<int>(execute());
  } catch (const options::UsageError& error) {
    say_error(error.what());
  } catch (const engines::EngineError& error) {
    say_error(error.what());
  } catch (const installation::NoFiles& error) {
    say_error(error.what());
  } catch (const store::StoreError& error) {
    say_error(error.what());
  } catch (const std::system_error& error) {
    // A full disk or a closed standard output: what was found is on disk, but not all was said.
    say_error(fmt::format("cannot go on: {}", error.what()));
    return static_cast<int>(options::ExitStatus::no_verdict);
  } catch (const std::bad_alloc&) {
    say_error("cannot go on: out of memory");
    return static_cast<int>(options::ExitStatus::no_verdict);
  } catch (const std::exception& error) {
    // Our own failure, not the engine's and not the user's: there is no verdict.
    say_error(fmt::format("internal error: {}", error.what()));
    return static_cast<int>(options::ExitStatus::no_verdict);
  }
  return static_cast<int>(options::ExitStatus::usage);
}

void say_error(std::string_view message) {
  fmt::print(stderr, "{}",
             text::fitted(fmt::format("claimcheck: {}\n", message), text::width_of(STDERR_FILENO)));
}

int status_of_what_was_said(int status, const process::StandardStreams& streams) {
  std::fflush(stdout);
  const int error = streams.output_error();
  if (error == 0) return status;
  say_error(fmt::format("cannot write to standard output: {}", std::strerror(error)));
  return status == static_cast<int>(options::ExitStatus::holds)
             ? static_cast<int>(options::ExitStatus::no_verdict)
             : status;
}

}  // namespace claimcheck::command
