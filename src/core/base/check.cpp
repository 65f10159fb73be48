#include "core/base/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace tandem {

void stop_on_broken_invariant(const char* file, int line, const char* condition, std::string_view reason) {
  std::fprintf(stderr, "tandem: broken invariant at %s:%d: %s (%.*s)\n", file, line, condition,
               static_cast<int>(reason.size()), reason.data());
  std::abort();
}

}  // namespace tandem
