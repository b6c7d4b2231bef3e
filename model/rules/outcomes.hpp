// SPDX-License-Identifier: MIT
#pragma once

#include "model/operation.hpp"

namespace claimcheck::model {

inline Outcome done(Clause clause, std::int64_t result = 0) {
  return {{result, Uuid{}, 0}, clause};
}

// `error` is a positive errno, as the names in <cerrno> are.
inline Outcome refuse(int error, Clause clause) {
  return {{-error, Uuid{}, 0}, clause};
}

inline Outcome read_number(Clause clause, std::uint64_t number) {
  return {{0, Uuid{}, number}, clause};
}

inline Outcome gone() {
  return refuse(ENODEV, Clause::V6);
}

}  // namespace claimcheck::model
