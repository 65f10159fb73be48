#pragma once

#include <cstddef>
#include <memory>

namespace tandem {

/// Tables of many megabytes that are touched all over lie on large pages: with those of 4 KiB, finding where
/// a page is takes longer than fetching from it.
inline constexpr std::size_t kLargePageBytes = std::size_t{2} << 20;

struct LargePagesDeleter {
  void operator()(std::byte* memory) const;
};
using LargePages = std::unique_ptr<std::byte[], LargePagesDeleter>;

/// Memory for a whole number of large pages, its content undefined. On systems without them it is as any
/// other.
LargePages allocate_large_pages(std::size_t pages);

}  // namespace tandem
