#pragma once

#include <string_view>

namespace tandem {

/// Prints the broken invariant with its place to standard error and aborts.
[[noreturn]] void stop_on_broken_invariant(const char* file, int line, const char* condition,
                                           std::string_view reason);

}  // namespace tandem

/// Always on, in release builds too: a broken invariant stops the process with its reason.
#define TANDEM_CHECK(condition, reason) \
  (static_cast<bool>(condition)         \
       ? void(0)                        \
       : ::tandem::stop_on_broken_invariant(__FILE__, __LINE__, #condition, reason))

/// On in debug, sanitizer and fuzzing builds: for checks too dear for a hot path.
#ifdef NDEBUG
#define TANDEM_DEBUG_CHECK(condition, reason) void(0)
#else
#define TANDEM_DEBUG_CHECK(condition, reason) TANDEM_CHECK(condition, reason)
#endif
