// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

// Messages from one process to another, whole and in order.

namespace claimcheck::process {

// A file descriptor, closed in the end.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { reset(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor(Descriptor&& other) noexcept : number_(other.number_) { other.number_ = -1; }
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }

  int get() const { return number_; }
  void reset();

 private:
  int number_;  // -1: closed
};

struct Pipe {
  Pipe();  // throws std::system_error

  Descriptor in;   // read from here; never blocks
  Descriptor out;  // written to here
};

struct Packet {
  char kind = 0;
  std::string text;
};

// False where the other end is gone, or the descriptor is. Allocates no memory.
bool write_packet(int descriptor, char kind, std::string_view text);

// Whether the descriptor is still there.
bool is_open(int descriptor);

// Puts bytes together to packets.
class Inbox {
 public:
  // Takes what the descriptor has to give now; false once it never has anything again.
  bool fill(int descriptor);
  std::optional<Packet> next();

 private:
  std::string pending_;
};

}  // namespace claimcheck::process
