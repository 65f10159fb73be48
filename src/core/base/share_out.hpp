#pragma once

#include <cstddef>
#include <functional>

namespace tandem {

/// Lets so many threads, the caller's among them, do pieces 0 .. count - 1 of some work, each whichever is
/// next when it is free: `work(thread, piece)`. Returns when all are done.
void share_out(unsigned threads, std::size_t count, const std::function<void(unsigned, std::size_t)>& work);

}  // namespace tandem
