// SPDX-License-Identifier: MIT
// An environment for engine tests on one thread: it fails the steps that it is told to, writes
// down what it is asked, and complains of locks that are misused.
#pragma once

#include <cerrno>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "impl/engine.h"

namespace claimcheck::testing {

// Which asking of a site fails, with what. The first asking after plan() is number 1.
struct Fail {
  std::string site;  // empty: any site, askings of all sites counted together
  std::size_t nth = 1;
  bool for_good = false;  // from then on, not once
  int error = -ENOMEM;
};

class RecordingEnv {
 public:
  RecordingEnv();
  RecordingEnv(const RecordingEnv&) = delete;
  RecordingEnv& operator=(const RecordingEnv&) = delete;

  // Lives as long as this.
  const claimcheck_env* env() const { return &env_; }

  // Takes the place of the failures planned before; starts counting anew.
  void plan(std::vector<Fail> fails);

  // The sites asked since plan() (or from the start), in order.
  const std::vector<std::string>& asked() const { return asked_; }
  // How many askings since plan() were answered with a failure.
  std::size_t failed() const { return failed_; }

  const std::vector<std::string>& warnings() const { return warnings_; }
  // Names of the locks taken since plan(), in order, with " (read)" where not for write.
  const std::vector<std::string>& locked() const { return locked_; }

  // What was done wrong with locks, ever: an unlock without a lock, a lock taken twice. At rest
  // also each lock that is still held.
  std::vector<std::string> complaints_at_rest() const;

 private:
  int ask(const std::string& site);
  int take(const void* lock, const char* name, std::uint32_t mode);
  void give_back(const void* lock);

  claimcheck_env env_;
  std::vector<Fail> fails_;
  std::vector<std::string> asked_;
  std::size_t failed_ = 0;
  std::vector<std::string> warnings_;
  std::vector<std::string> locked_;
  std::map<const void*, std::string> held_;
  std::vector<std::string> complaints_;
};

}  // namespace claimcheck::testing
