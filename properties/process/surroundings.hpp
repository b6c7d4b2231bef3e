// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdio>
#include <functional>

// What a program was started in, made fit for use: a shell, a CI runner or a container may have
// left anything out.

namespace claimcheck::process {

// stdout and stderr as long as this lives. A write that fails, to a full disk or a pipe that nobody
// reads, does not end what is at work: the rest of it may still reach a report.
class StandardStreams {
 public:
  StandardStreams();
  ~StandardStreams();
  StandardStreams(const StandardStreams&) = delete;
  StandardStreams& operator=(const StandardStreams&) = delete;

  // The errno of the first write to standard output that failed; 0: all that was flushed is there.
  int output_error() const { return streams_[0].error; }

  struct Stream {
    int descriptor;
    int error = 0;
    std::FILE* before = nullptr;  // what stood here, and comes back
  };

 private:
  std::array<Stream, 2> streams_;
};

// The exit status of `program`. Before it runs, standard descriptors that are closed are taken up,
// so that no file of ours gets their number; a file that meets its size limit, or a pipe that
// nobody reads, is an error and not the end; a child that has ended can be waited for; a file that
// somebody cuts short while we have it in memory ends us with a sentence; and where the stack may
// not grow to what we need, `program` runs on one of its own.
int run_in_surroundings(const std::function<int(const StandardStreams&)>& program);

}  // namespace claimcheck::process
