#include "plan/import/fast_time.hpp"

#include <string_view>

#include "plan/import/time_value.hpp"

namespace tandem::importing {

FastTime::FastTime(const Zone* zone)
    : clock_(zone != nullptr ? *zone : Zone::utc()), has_zone_(zone != nullptr) {}

bool FastTime::learn_day(const char* text, Day& day) const {
  const std::string_view date(text, 10);
  if (date[4] != '-' || date[7] != '-' || (text[10] != 'T' && text[10] != ' ')) return false;
  const auto reading = read_iso_date(date);
  if (!reading) return false;
  day.year_month = eight_bytes(text);
  day.day = four_bytes(text + 7);
  day.microseconds = reading->local_us;
  return true;
}

bool FastTime::learn_offset(std::uint64_t text) {
  char bytes[sizeof text];
  std::memcpy(bytes, &text, sizeof text);
  const auto digit = [&bytes](int at) { return bytes[at] - '0'; };
  for (const int at : {1, 2, 4, 5})
    if (digit(at) < 0 || digit(at) > 9) return false;
  if ((bytes[0] != '+' && bytes[0] != '-') || bytes[3] != ':' || digit(4) > 5) return false;
  const Duration offset = Duration::minutes((digit(1) * 10 + digit(2)) * 60 + digit(4) * 10 + digit(5));
  if (offset > kOffsetMax) return false;
  offset_text_ = text;
  offset_us_ = bytes[0] == '-' ? -offset.microseconds() : offset.microseconds();
  return true;
}

}  // namespace tandem::importing
