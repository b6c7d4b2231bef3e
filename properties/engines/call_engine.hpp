// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <new>

#include "properties/engines/call_mark.hpp"
#include "properties/engines/engine.hpp"
#include "properties/engines/printable.hpp"

namespace claimcheck::engines {

// Lets no exception out of the engine but what says that it came from there. Memory that ran out
// may have run out in us, called back by the engine, and what is no std::exception may be our own
// way out of a fiber.
template <class Call>
void call_engine(CallMark* mark, Call call) {
  const MarkedCall marked(mark);
  try {
    call();
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    throw EngineThrew(printable(error.what()));
  }
}

}  // namespace claimcheck::engines
