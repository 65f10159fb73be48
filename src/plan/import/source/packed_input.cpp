#include "plan/import/source/packed_input.hpp"

namespace tandem::importing {

Result<std::span<const char>> PackedInput::pending() {
  if (begin_ == end_ && !at_end_) {
    TANDEM_ASSIGN(got, file_->read(buffer_));
    begin_ = 0;
    end_ = got;
    at_end_ = got == 0;
  }
  return std::span<const char>(buffer_.data() + begin_, end_ - begin_);
}

Where PackedInput::where() const { return {.file = file_->path() == "-" ? "standard input" : file_->path()}; }

std::unexpected<Error> PackedInput::cut_short() const {
  return failure_at(where(), ErrorCode::unreadable,
                    "this {} archive is cut short: its {} bytes end in the middle of the data; copy it again",
                    kind_, file_->consumed_on_disk());
}

std::unexpected<Error> PackedInput::damaged(std::string_view reason) const {
  return failure_at(where(), ErrorCode::unreadable,
                    "this {} archive is damaged near its byte {} ({}); copy it again", kind_, used(), reason);
}

std::unexpected<Error> PackedInput::too_much_memory() const {
  return failure_at(
      where(), ErrorCode::limit,
      "unpacking this {} archive takes more than {} MiB of memory; unpack it first, or pack it with a "
      "smaller window",
      kind_, kUnpackMemoryMax >> 20);
}

}  // namespace tandem::importing
