#pragma once

#include <string>

#include "core/kpi/grouping.hpp"

namespace tandem::app {

/// Keeps waits in a temporary file that has no name: the system frees it however the program ends. Made where
/// the system keeps such files (TMPDIR), when the first record comes.
class WaitFile final : public kpi::WaitStore {
 public:
  WaitFile() = default;
  ~WaitFile() override;
  WaitFile(const WaitFile&) = delete;
  WaitFile& operator=(const WaitFile&) = delete;

  Result<std::uint64_t> append(std::span<const std::byte> bytes) override;
  Result<void> read(std::uint64_t place, std::span<std::byte> into) const override;

 private:
  Result<void> open();
  std::string directory_;
  int file_descriptor_ = -1;
  std::uint64_t size_ = 0;
};

}  // namespace tandem::app
