// SPDX-License-Identifier: MIT
//
// The one file that knows MPI.
#define OMPI_SKIP_MPICXX
#include <mpi.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <deque>

#include "properties/explore/mpi/launched.hpp"

namespace claimcheck::explore {

namespace {

constexpr int batch_tag = 1;
constexpr int batch_bytes = 1 << 16;  // as long as any is
constexpr std::size_t receives = 32;  // posted ahead
constexpr std::size_t max_sends = 64;

void expect(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "claimcheck: cannot go on: MPI: %s\n", what);
  MPI_Abort(MPI_COMM_WORLD, 3);
  std::abort();
}

// Batches go by Isend, and come into buffers that are posted ahead. Errors of MPI end all ranks,
// as is its default.
class MpiRanks : public Ranks {
 public:
  MpiRanks() {
    int provided = 0;
    MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided);
    expect(provided >= MPI_THREAD_FUNNELED, "it cannot be used beside threads");
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    MPI_Comm_size(MPI_COMM_WORLD, &size_);
    if (size_ == 1) return;
    for (std::size_t slot = 0; slot < receives; ++slot) {
      buffers_[slot].resize(batch_bytes);
      post(slot);
    }
  }

  ~MpiRanks() override {
    if (size_ > 1) {
      for (MPI_Request& request : posted_) {
        MPI_Cancel(&request);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
      }
      finish_sends();
    }
    MPI_Finalize();
  }

  std::size_t rank() const override { return static_cast<std::size_t>(rank_); }
  std::size_t size() const override { return static_cast<std::size_t>(size_); }

  void send(std::size_t rank, Batch batch) override {
    expect(batch.size() <= batch_bytes, "a batch is too long");
    // Who waits for others to take must take too, or all would wait.
    while (sends_.size() >= max_sends) progress();
    sends_.push_back({std::move(batch), MPI_REQUEST_NULL});
    Sending& sending = sends_.back();
    MPI_Isend(sending.batch.data(), static_cast<int>(sending.batch.size()), MPI_BYTE,
              static_cast<int>(rank), batch_tag, MPI_COMM_WORLD, &sending.request);
    ++sent_;
  }

  std::optional<Batch> receive() override {
    if (arrived_.empty()) progress();
    if (arrived_.empty()) return std::nullopt;
    Batch batch = std::move(arrived_.front());
    arrived_.pop_front();
    ++received_;
    return batch;
  }

  // Counts are added up while batches are taken, until as many were received as were sent. Each
  // rank begins when it has nothing more to send, so the sum of the sent is final.
  bool is_quiet() override {
    if (!is_counting_) {
      mine_ = {sent_, received_};
      MPI_Iallreduce(mine_.data(), all_.data(), 2, MPI_UINT64_T, MPI_SUM, MPI_COMM_WORLD,
                     &counting_);
      is_counting_ = true;
    }
    int done = 0;
    MPI_Test(&counting_, &done, MPI_STATUS_IGNORE);
    if (done == 0) return false;
    is_counting_ = false;
    return all_[0] == all_[1];
  }

  std::vector<std::uint64_t> sum(std::vector<std::uint64_t> mine) override {
    std::vector<std::uint64_t> sums(mine.size());
    MPI_Allreduce(mine.data(), sums.data(), static_cast<int>(mine.size()), MPI_UINT64_T, MPI_SUM,
                  MPI_COMM_WORLD);
    return sums;
  }

  std::vector<std::string> gather(const std::string& mine) override {
    expect(mine.size() < (std::size_t{1} << 30), "a rank has too much to tell");
    const auto mine_bytes = static_cast<int>(mine.size());
    std::vector<int> bytes(size());
    MPI_Allgather(&mine_bytes, 1, MPI_INT, bytes.data(), 1, MPI_INT, MPI_COMM_WORLD);
    std::vector<int> begins(size());
    int end = 0;
    for (std::size_t rank = 0; rank < size(); ++rank) {
      begins[rank] = end;
      expect(bytes[rank] < (1 << 30) - end, "the ranks have too much to tell");
      end += bytes[rank];
    }
    std::string all(static_cast<std::size_t>(end), '\0');
    MPI_Allgatherv(mine.data(), mine_bytes, MPI_BYTE, all.data(), bytes.data(), begins.data(),
                   MPI_BYTE, MPI_COMM_WORLD);
    std::vector<std::string> texts;
    for (std::size_t rank = 0; rank < size(); ++rank) {
      texts.push_back(all.substr(static_cast<std::size_t>(begins[rank]),
                                 static_cast<std::size_t>(bytes[rank])));
    }
    return texts;
  }

  [[noreturn]] void end_all(int status) override {
    std::fflush(nullptr);
    MPI_Abort(MPI_COMM_WORLD, status);
    std::abort();
  }

 private:
  struct Sending {
    Batch batch;
    MPI_Request request;
  };

  void post(std::size_t slot) {
    MPI_Irecv(buffers_[slot].data(), batch_bytes, MPI_BYTE, MPI_ANY_SOURCE, batch_tag,
              MPI_COMM_WORLD, &posted_[slot]);
  }

  void progress() {
    if (size_ == 1) return;
    for (;;) {
      int slot = 0;
      int done = 0;
      MPI_Status status;
      MPI_Testany(static_cast<int>(receives), posted_.data(), &slot, &done, &status);
      if (done == 0 || slot == MPI_UNDEFINED) break;
      int bytes = 0;
      MPI_Get_count(&status, MPI_BYTE, &bytes);
      const auto& buffer = buffers_[static_cast<std::size_t>(slot)];
      arrived_.emplace_back(buffer.begin(), buffer.begin() + bytes);
      post(static_cast<std::size_t>(slot));
    }
    while (!sends_.empty()) {
      int done = 0;
      MPI_Test(&sends_.front().request, &done, MPI_STATUS_IGNORE);
      if (done == 0) break;
      sends_.pop_front();
    }
  }

  void finish_sends() {
    for (Sending& sending : sends_) MPI_Wait(&sending.request, MPI_STATUS_IGNORE);
  }

  int rank_ = 0;
  int size_ = 1;
  std::array<Batch, receives> buffers_;
  std::array<MPI_Request, receives> posted_{};
  std::deque<Batch> arrived_;
  std::deque<Sending> sends_;  // a deque: what MPI reads must not move
  std::uint64_t sent_ = 0;
  std::uint64_t received_ = 0;
  bool is_counting_ = false;
  MPI_Request counting_ = MPI_REQUEST_NULL;
  std::array<std::uint64_t, 2> mine_{};
  std::array<std::uint64_t, 2> all_{};
};

}  // namespace

}  // namespace claimcheck::explore

extern "C" claimcheck::explore::Ranks* claimcheck_join_ranks() {
  return new claimcheck::explore::MpiRanks();
}
