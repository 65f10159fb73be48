#include "plan/import/delimited.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "plan/import/calls_csv.hpp"
#include "plan/import/time_value.hpp"

namespace tandem::importing {
namespace {

constexpr std::size_t kReadBytes = std::size_t{1} << 16;
constexpr std::size_t kRowsLookedAt = 50;
constexpr std::array<char, 4> kDelimiters = {',', ';', '\t', '|'};

/// The number of fields of each of the first rows, were `delimiter` the delimiter.
std::vector<std::size_t> widths(std::string_view text, char delimiter) {
  std::vector<std::size_t> found;
  std::size_t fields = 1;
  bool quoted = false;
  bool blank = true;
  for (const char c : text) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == delimiter && !quoted) {
      ++fields;
    } else if (c == '\n' && !quoted) {
      if (!blank) found.push_back(fields);
      fields = 1;
      blank = true;
      if (found.size() == kRowsLookedAt) return found;
      continue;
    }
    if (c != '\r' && c != ' ') blank = false;
  }
  if (found.empty() && !blank) found.push_back(fields);  // one line, without its end
  return found;
}

}  // namespace

char detect_delimiter(std::string_view start) {
  char best = ',';
  std::pair<std::size_t, std::size_t> best_worth{0, 0};  // rows alike, fields in them
  for (const char delimiter : kDelimiters) {
    std::map<std::size_t, std::size_t> rows_of_width;
    for (const std::size_t width : widths(start, delimiter)) ++rows_of_width[width];
    std::pair<std::size_t, std::size_t> worth{0, 0};
    for (const auto& [width, rows] : rows_of_width)
      if (width > 1) worth = std::max(worth, {rows, width});
    if (worth <= best_worth) continue;
    best_worth = worth;
    best = delimiter;
  }
  return best;
}

DelimitedReader::DelimitedReader(ByteSource& source, std::string file, std::optional<char> delimiter)
    : source_(source), file_(std::move(file)), delimiter_(delimiter) {}

std::unexpected<Error> DelimitedReader::fault(ErrorCode code, std::string message) const {
  return std::unexpected(Error{code, std::move(message), {file_, row_line_, 0, {}}});
}

/// Appends what the source has; false at its end.
Result<bool> DelimitedReader::fill() {
  if (source_ended_) return false;
  buffer_.erase(0, at_);
  at_ = 0;
  const std::size_t before = buffer_.size();
  buffer_.resize(before + kReadBytes);
  TANDEM_ASSIGN(count, source_.read(std::span(buffer_).subspan(before)));
  buffer_.resize(before + count);
  source_ended_ = count == 0;
  return count > 0;
}

Result<void> DelimitedReader::begin() {
  begun_ = true;
  TANDEM_TRY(fill());
  if (buffer_.starts_with("\xef\xbb\xbf")) at_ = 3;
  std::string_view start = std::string_view(buffer_).substr(at_);
  if (start.starts_with("sep=") && start.size() > 5 && (start[5] == '\n' || start[5] == '\r')) {
    if (!delimiter_) delimiter_ = start[4];
    at_ += std::min(start.find('\n'), start.size() - 1) + 1;
    ++line_;
  }
  if (!delimiter_) delimiter_ = detect_delimiter(std::string_view(buffer_).substr(at_));
  return {};
}

Result<std::optional<DelimitedReader::Row>> DelimitedReader::next_of_any_kind() {
  enum class In : std::uint8_t { field_start, plain, quotes, after_quote };
  In in = In::field_start;
  text_.clear();
  positions_.clear();
  row_line_ = line_;
  std::size_t field_begin = 0;
  std::size_t bytes = 0;
  const auto end_field = [&] {
    positions_.emplace_back(field_begin, text_.size() - field_begin);
    field_begin = text_.size();
    in = In::field_start;
  };
  for (;; ++at_) {
    if (at_ == buffer_.size()) {
      TANDEM_ASSIGN(more, fill());
      if (!more) break;
    }
    if (++bytes > kRowBytesMax)
      return fault(
          ErrorCode::limit,
          fmt::format(
              "the row that begins here has more than {} bytes; is there a quote that is never closed?",
              kRowBytesMax));
    const char c = buffer_[at_];
    if (in == In::quotes) {
      if (c == '"')
        in = In::after_quote;
      else
        text_ += c;
      line_ += c == '\n' ? 1 : 0;
      continue;
    }
    if (in == In::after_quote && c == '"') {
      text_ += '"';
      in = In::quotes;
    } else if (c == *delimiter_) {
      if (positions_.size() + 1 >= kFieldsMax)
        return fault(ErrorCode::limit, fmt::format("the row has more than {} fields", kFieldsMax));
      end_field();
    } else if (c == '\n') {
      ++at_;
      ++line_;
      end_field();
      return Row{};
    } else if (c == '\r') {
      // Of CRLF, or a stray one: never part of a value.
    } else if (c == '"' && in == In::field_start) {
      in = In::quotes;
    } else if (in == In::after_quote) {
      if (c != ' ' && c != '\t')
        return fault(
            ErrorCode::bad_format,
            fmt::format(
                "in field {} '{}' follows a closing quote; expected a delimiter (a quote inside quotes "
                "is written twice)",
                positions_.size() + 1, c));
    } else {
      text_ += c;
      in = In::plain;
    }
  }
  if (in == In::quotes)
    return fault(ErrorCode::bad_format, "a quote that begins in this row is never closed");
  if (bytes == 0) return std::nullopt;
  end_field();
  return Row{};
}

Result<std::optional<DelimitedReader::Row>> DelimitedReader::next() {
  if (!begun_) TANDEM_TRY(begin());
  for (;;) {
    TANDEM_ASSIGN(found, next_of_any_kind());
    if (!found) return std::nullopt;
    fields_.clear();
    bool blank = true;
    for (const auto& [begin, size] : positions_) {
      fields_.push_back(std::string_view(text_).substr(begin, size));
      blank = blank && without_outer_blanks(fields_.back()).empty();
    }
    if (!blank) return Row{fields_, row_line_};
  }
}

}  // namespace tandem::importing
