// SPDX-License-Identifier: MIT
#include "properties/process/pipe.hpp"

#include <fcntl.h>
#include <sys/random.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace claimcheck::process {
namespace {

struct Head {
  std::uint64_t key;
  std::uint64_t size;
  char kind;
};

// Not to be guessed; it has no part in anything that is told.
std::uint64_t random_key() {
  std::uint64_t key = 0;
  if (getrandom(&key, sizeof key, GRND_NONBLOCK) != sizeof key) key = 0x9e37'79b9'7f4a'7c15u;
  return key;
}

bool write_all(int descriptor, const char* bytes, std::size_t size) {
  while (size > 0) {
    const auto written = write(descriptor, bytes, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes += written;
    size -= static_cast<std::size_t>(written);
  }
  return true;
}

std::array<int, 2> open_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0)
    throw std::system_error(errno, std::generic_category(), "pipe");
  return ends;
}

}  // namespace

void Descriptor::reset() {
  if (number_ >= 0) close(number_);
  number_ = -1;
}

Pipe::Pipe() : key(random_key()), in(-1), out(-1) {
  auto [reading, writing] = open_pipe();
  in = Descriptor(reading);
  out = Descriptor(writing);
  fcntl(reading, F_SETFL, O_NONBLOCK);
}

bool write_packet(int descriptor, std::uint64_t key, char kind, std::string_view text) {
  Head head{};
  head.key = key;
  head.size = text.size();
  head.kind = kind;
  char bytes[sizeof head];
  std::memcpy(bytes, &head, sizeof head);
  return write_all(descriptor, bytes, sizeof bytes) &&
         write_all(descriptor, text.data(), text.size());
}

bool is_open(int descriptor) {
  return fcntl(descriptor, F_GETFD) >= 0;
}

bool Inbox::fill(int descriptor) {
  for (;;) {
    std::array<char, 65536> bytes;
    const auto size = read(descriptor, bytes.data(), bytes.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return errno == EAGAIN;
    if (size == 0) return false;
    if (!is_spoilt_) pending_.append(bytes.data(), static_cast<std::size_t>(size));
  }
}

std::optional<Packet> Inbox::next() {
  Head head;
  if (is_spoilt_ || pending_.empty()) return std::nullopt;
  // A few bytes that begin no packet are as bad as many.
  const auto known = std::min(sizeof key_, pending_.size());
  is_spoilt_ = std::memcmp(pending_.data(), &key_, known) != 0;
  if (is_spoilt_) pending_.clear();
  if (pending_.size() < sizeof head) return std::nullopt;
  std::memcpy(&head, pending_.data(), sizeof head);
  if (pending_.size() - sizeof head < head.size) return std::nullopt;
  Packet packet{head.kind, pending_.substr(sizeof head, head.size)};
  pending_.erase(0, sizeof head + head.size);
  return packet;
}

}  // namespace claimcheck::process
