// SPDX-License-Identifier: MIT
#include "properties/explore/levels/spool.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace claimcheck::explore {

namespace {

constexpr std::size_t read_bytes = std::size_t{1} << 16;

}  // namespace

void Spool::append(const void* bytes, std::size_t count) {
  if (file_) return file_->append(bytes, count);
  const auto* from = static_cast<const std::uint8_t*>(bytes);
  while (count > 0) {
    const std::size_t used = size_ % block_bytes;
    if (used == 0) blocks_.push_back(std::make_unique_for_overwrite<std::uint8_t[]>(block_bytes));
    const std::size_t part = std::min(count, block_bytes - used);
    std::memcpy(blocks_.back().get() + used, from, part);
    from += part;
    count -= part;
    size_ += part;
  }
}

void Spool::read(std::uint64_t from, std::uint8_t* to, std::size_t count) const {
  if (file_) return file_->read(from, to, count);
  while (count > 0) {
    const std::size_t skipped = from % block_bytes;
    const std::size_t part = std::min(count, block_bytes - skipped);
    std::memcpy(to, blocks_[from / block_bytes].get() + skipped, part);
    from += part;
    to += part;
    count -= part;
  }
}

void Spool::flush() {
  if (file_) file_->flush();
}

void Spool::clear() {
  if (file_) return file_->clear();
  blocks_.clear();
  blocks_.shrink_to_fit();
  size_ = 0;
}

void Spool::move_to(const std::filesystem::path& folder) {
  if (file_) return;
  DiskFile file(folder);
  for (std::uint64_t at = 0; at < size_; at += block_bytes) {
    file.append(blocks_[at / block_bytes].get(), std::min<std::uint64_t>(block_bytes, size_ - at));
  }
  file.flush();
  clear();
  file_ = std::move(file);
}

void Cursor::fill(std::size_t count) {
  const std::size_t left = filled_ - taken_;
  if (left + (end_ - next_) < count) throw std::logic_error("a run of states ends too early");
  if (buffer_.size() < count)
    buffer_.resize(std::max(count, std::min<std::uint64_t>(read_bytes, left + (end_ - next_))));
  std::memmove(buffer_.data(), buffer_.data() + taken_, left);
  const std::size_t part = std::min<std::uint64_t>(buffer_.size() - left, end_ - next_);
  spool_->read(next_, buffer_.data() + left, part);
  next_ += part;
  taken_ = 0;
  filled_ = left + part;
}

const std::uint8_t* Cursor::take(std::size_t count) {
  if (filled_ - taken_ < count) fill(count);
  const std::uint8_t* bytes = buffer_.data() + taken_;
  taken_ += count;
  return bytes;
}

}  // namespace claimcheck::explore
