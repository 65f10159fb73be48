#include "plan/import/source/line_reader.hpp"

#include <algorithm>
#include <cstring>

namespace tandem::importing {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{256} << 10;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

}  // namespace

std::string kind_of(Line::Fault fault) {
  switch (fault) {
    case Line::Fault::none:
      return "";
    case Line::Fault::too_long:
      return "line too long";
    case Line::Fault::nul_byte:
      return "NUL byte in a line";
  }
  return "";
}

Error fault_error(const Line& line, const std::string& file) {
  Error error{ErrorCode::bad_format, "", {.file = file, .line = line.number, .column = 0, .field = ""}};
  if (line.fault == Line::Fault::too_long) {
    error.code = ErrorCode::limit;
    error.message = fmt::format("the line has {} bytes, more than the {} that a line may have", line.bytes,
                                kLineBytesMax);
  } else {
    error.message =
        fmt::format("byte {} of the line is NUL, which no text has; is the file damaged?", line.fault_at + 1);
  }
  return error;
}

LineReader::LineReader(ByteSource& source) : source_(source), buffer_(kBufferBytes) {}

/// Makes more bytes available behind those not yet handed out; false where there are no more or no room.
Result<bool> LineReader::fill() {
  if (source_done_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  constexpr std::size_t kRoomMax = kLineBytesMax + 2;  // a line and its CRLF
  if (end_ == buffer_.size()) {
    if (buffer_.size() >= kRoomMax) return false;
    buffer_.resize(std::min(buffer_.size() * 2, kRoomMax));
  }
  TANDEM_ASSIGN(got, source_.read(std::span(buffer_).subspan(end_)));
  if (got < buffer_.size() - end_) source_done_ = true;
  end_ += got;
  return got > 0;
}

Result<bool> LineReader::next(Line& line) {
  std::size_t searched = 0;
  const char* line_end = nullptr;
  while (true) {
    const char* const from = buffer_.data() + begin_;
    line_end = static_cast<const char*>(std::memchr(from + searched, '\n', end_ - begin_ - searched));
    if (line_end != nullptr) break;
    searched = end_ - begin_;
    TANDEM_ASSIGN(more, fill());
    if (more) continue;
    if (searched == 0) return false;
    break;
  }
  const std::size_t length =
      line_end != nullptr ? static_cast<std::size_t>(line_end - (buffer_.data() + begin_)) : end_ - begin_;
  line = Line{.text = {buffer_.data() + begin_, length}, .number = ++number_, .bytes = length};
  begin_ += length + (line_end != nullptr ? 1 : 0);
  if (line.text.ends_with('\r')) line.text.remove_suffix(1);
  if (number_ == 1 && line.text.starts_with(kByteOrderMark)) line.text.remove_prefix(kByteOrderMark.size());
  if (line_end == nullptr && !source_done_) TANDEM_TRY(pass_over_rest(line));
  if (line.text.size() > kLineBytesMax || line.bytes > kLineBytesMax + 1) {
    line.fault = Line::Fault::too_long;
    return true;
  }
  line.bytes = line.text.size();
  if (const void* nul = std::memchr(line.text.data(), 0, line.text.size())) {
    line.fault = Line::Fault::nul_byte;
    line.fault_at = static_cast<std::size_t>(static_cast<const char*>(nul) - line.text.data());
  }
  return true;
}

/// Of a line that fills the whole buffer: looks for its end beyond, keeping nothing of it but its length.
Result<void> LineReader::pass_over_rest(Line& line) {
  std::vector<char> passed(kBufferBytes);
  begin_ = end_ = 0;
  while (true) {
    TANDEM_ASSIGN(got, source_.read(passed));
    const void* const found = std::memchr(passed.data(), '\n', got);
    if (found == nullptr) {
      line.bytes += got;
      if (got < passed.size()) {
        source_done_ = true;
        return {};
      }
      continue;
    }
    const auto length = static_cast<std::size_t>(static_cast<const char*>(found) - passed.data());
    line.bytes += length;
    // What follows the line's end goes behind the line's own bytes, which the caller may still look at: the
    // buffer has kLineBytesMax of them, of which a message needs a few.
    const std::size_t rest = got - length - 1;
    const std::size_t kept = buffer_.size() - rest;
    std::memcpy(buffer_.data() + kept, passed.data() + length + 1, rest);
    line.text = line.text.substr(0, std::min(line.text.size(), kept));
    begin_ = kept;
    end_ = buffer_.size();
    if (got < passed.size()) source_done_ = true;
    return {};
  }
}

}  // namespace tandem::importing
