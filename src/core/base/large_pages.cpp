#include "core/base/large_pages.hpp"

#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace tandem {

void LargePagesDeleter::operator()(std::byte* memory) const {
  ::operator delete(memory, std::align_val_t(kLargePageBytes));
}

LargePages allocate_large_pages(std::size_t pages) {
  void* const memory = ::operator new(pages * kLargePageBytes, std::align_val_t(kLargePageBytes));
#if defined(__linux__)
  // Advice only: where the system has no large page left, it gives small ones.
  static_cast<void>(::madvise(memory, pages * kLargePageBytes, MADV_HUGEPAGE));
#endif
  return LargePages(static_cast<std::byte*>(memory));
}

}  // namespace tandem
