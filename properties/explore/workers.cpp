// SPDX-License-Identifier: MIT
#include "properties/explore/workers.hpp"

#include <utility>

namespace claimcheck::explore {

Workers::Workers(std::size_t workers) {
  for (std::size_t worker = 1; worker < workers; ++worker) {
    threads_.emplace_back([this, worker] { serve(worker); });
  }
}

Workers::~Workers() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  called_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void Workers::run(std::size_t count, const Job& job) {
  {
    const std::lock_guard lock(mutex_);
    job_ = &job;
    count_ = count;
    next_ = 0;
    busy_ = threads_.size();
    ++call_;
  }
  called_.notify_all();
  work(0);
  std::unique_lock lock(mutex_);
  done_.wait(lock, [this] { return busy_ == 0; });
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

void Workers::serve(std::size_t worker) {
  std::size_t answered = 0;
  std::unique_lock lock(mutex_);
  for (;;) {
    called_.wait(lock, [&] { return closing_ || call_ != answered; });
    if (closing_) return;
    answered = call_;
    lock.unlock();
    work(worker);
    lock.lock();
    if (--busy_ == 0) done_.notify_one();
  }
}

void Workers::work(std::size_t worker) {
  try {
    for (std::size_t number = next_++; number < count_; number = next_++) (*job_)(worker, number);
  } catch (...) {
    next_ = count_;
    const std::lock_guard lock(mutex_);
    if (!failure_) failure_ = std::current_exception();
  }
}

}  // namespace claimcheck::explore
