// SPDX-License-Identifier: MIT
#include "properties/process/read_text.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

#include "properties/process/pipe.hpp"

namespace claimcheck::process {

std::string read_text(const std::filesystem::path& path, std::size_t max_bytes) {
  const auto refuse = [&](int error) -> void {
    throw std::system_error(error, std::generic_category(), path.string());
  };
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  struct stat status {};
  if (file.get() < 0 || fstat(file.get(), &status) != 0) refuse(errno);
  if (!S_ISREG(status.st_mode)) refuse(EINVAL);
  std::string text;
  std::array<char, 1u << 16> some;
  for (;;) {
    const auto size = read(file.get(), some.data(), some.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) refuse(errno);
    if (size == 0) return text;
    text.append(some.data(), static_cast<std::size_t>(size));
    if (text.size() > max_bytes) refuse(EFBIG);
  }
}

}  // namespace claimcheck::process
