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

  std::uint64_t key;  // what each packet of its own begins with
  Descriptor in;      // read from here; never blocks
  Descriptor out;     // written to here
};

struct Packet {
  char kind = 0;
  std::string text;
};

// False where the other end is gone, or the descriptor is. Allocates no memory.
bool write_packet(int descriptor, std::uint64_t key, char kind, std::string_view text);

// Whether the descriptor is still there.
bool is_open(int descriptor);

// Puts bytes together to packets, up to the first that does not begin with the key: somebody else
// wrote that, and nothing behind it is a packet.
class Inbox {
 public:
  explicit Inbox(std::uint64_t key) : key_(key) {}

  // Takes what the descriptor has to give now; false once it never has anything again.
  bool fill(int descriptor);
  std::optional<Packet> next();
  bool is_spoilt() const { return is_spoilt_; }

 private:
  std::uint64_t key_;
  std::string pending_;
  bool is_spoilt_ = false;
};

}  // namespace claimcheck::process
