// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace claimcheck::explore {

// A fixed number of workers, the caller's thread among them, that run numbered jobs together.
class Workers {
 public:
  // job(worker, number): worker < workers(), no two calls at once with the same worker.
  using Job = std::function<void(std::size_t worker, std::size_t number)>;

  explicit Workers(std::size_t workers);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  std::size_t workers() const { return threads_.size() + 1; }

  // Runs job(_, 0) to job(_, count - 1) in any order and returns when all are done. What a job
  // throws is thrown here, the rest of the jobs being left out.
  void run(std::size_t count, const Job& job);

 private:
  void serve(std::size_t worker);
  void work(std::size_t worker);

  std::mutex mutex_;
  std::condition_variable called_;
  std::condition_variable done_;
  // Guarded by mutex_; job_ and count_ also stand still, and may be read, while busy_ > 0.
  const Job* job_ = nullptr;
  std::size_t count_ = 0;
  std::size_t call_ = 0;  // how often run() has called the threads
  std::size_t busy_ = 0;  // threads that have not finished the call
  bool closing_ = false;
  std::exception_ptr failure_;

  std::atomic<std::size_t> next_{0};
  std::vector<std::thread> threads_;
};

}  // namespace claimcheck::explore
