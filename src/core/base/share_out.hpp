#pragma once

#include <cstddef>
#include <functional>

#include "core/base/result.hpp"

namespace tandem {

/// Lets so many threads, the caller's among them, do pieces 0 .. count - 1 of some work, each whichever is
/// next when it is free: `work(thread, piece)`. Returns when all are done.
void share_out(unsigned threads, std::size_t count, const std::function<void(unsigned, std::size_t)>& work);

/// The same of work that may fail: what has begun is done, nothing more begins, and the error is that of the
/// first piece in order which failed, whichever failed first.
Result<void> try_share_out(unsigned threads, std::size_t count,
                           const std::function<Result<void>(unsigned, std::size_t)>& work);

}  // namespace tandem
