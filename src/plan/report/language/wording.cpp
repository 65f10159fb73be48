#include "plan/report/language/wording.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "core/base/check.hpp"
#include "core/base/rounding.hpp"

namespace tandem::report {
namespace {

constexpr std::string_view kNoBreak = "\u00a0";

/// Which plural form, 0-based: English one/other, Russian one/few/many (CLDR).
int plural_form(Language language, std::int64_t n) {
  const std::int64_t m = std::abs(n);
  if (language == Language::en) return m == 1 ? 0 : 1;
  if (m % 10 == 1 && m % 100 != 11) return 0;
  if (m % 10 >= 2 && m % 10 <= 4 && (m % 100 < 12 || m % 100 > 14)) return 1;
  return 2;
}

std::string grouped(std::string_view digits, std::string_view separator) {
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += separator;
    out += digits[i];
  }
  return out;
}

std::string two(int n) { return {static_cast<char>('0' + n / 10), static_cast<char>('0' + n % 10)}; }

}  // namespace

std::string_view Wording::say(Text text) const {
  const Message& message = messages()[static_cast<std::size_t>(text)];
  return language_ == Language::en ? message.en : message.ru;
}

std::string Wording::say(Text text, std::initializer_list<std::string_view> values) const {
  const std::string_view form = say(text);
  std::string out;
  for (std::size_t i = 0; i < form.size(); ++i) {
    if (form[i] != '{' || i + 2 >= form.size() || form[i + 2] != '}') {
      out += form[i];
      continue;
    }
    const auto index = static_cast<std::size_t>(form[i + 1] - '0');
    TANDEM_CHECK(index < values.size(), "a report text asks for more values than it is given");
    out += *(values.begin() + index);
    i += 2;
  }
  return out;
}

std::string_view Wording::pick(Text list, int index) const {
  std::string_view rest = say(list);
  for (int i = 0; i < index; ++i) {
    const auto bar = rest.find('|');
    TANDEM_CHECK(bar != std::string_view::npos, "a report text has too few forms");
    rest.remove_prefix(bar + 1);
  }
  return rest.substr(0, rest.find('|'));
}

std::string Wording::plural(Text forms, std::int64_t n) const {
  const std::string_view form = pick(forms, plural_form(language_, n));
  std::string out(form);
  if (const auto at = out.find("{0}"); at != std::string::npos) out.replace(at, 3, count(n));
  return out;
}

std::string Wording::number(double value, int decimals) const {
  if (!std::isfinite(value)) return "–";
  const double whole = std::round(std::abs(rounded_to(value, decimals)) * std::pow(10.0, decimals));
  std::array<char, 400> digits;
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), whole, std::chars_format::fixed, 0).ptr;
  std::string text(digits.data(), end);
  std::string fraction;
  if (decimals > 0) {
    const auto width = static_cast<std::size_t>(decimals);
    if (text.size() <= width) text.insert(0, width + 1 - text.size(), '0');
    fraction = text.substr(text.size() - width);
    text.resize(text.size() - width);
  }
  const bool russian = language_ == Language::ru;
  // Russian typography leaves four digits together only in running text; tables group them, and so do we.
  std::string out = value < 0 && whole > 0 ? "\u2212" : "";
  out += grouped(text, russian ? kNoBreak : std::string_view(","));
  if (!fraction.empty()) (out += russian ? ',' : '.') += fraction;
  return out;
}

std::string Wording::count(std::int64_t value) const { return number(static_cast<double>(value), 0); }

std::string Wording::percent(double share, int decimals) const {
  return number(share * 100, decimals) + "\u00a0%";
}

std::string Wording::duration(double seconds) const {
  if (!std::isfinite(seconds)) return "–";
  const auto with = [&](const std::string& amount, Text unit) {
    return amount + std::string(kNoBreak) + std::string(say(unit));
  };
  if (seconds < 9.95) {
    const double shown = rounded_to(seconds, 1);
    return with(number(shown, shown == std::floor(shown) ? 0 : 1), Text::unit_second);
  }
  const auto whole = static_cast<std::int64_t>(rounded_to(seconds, 0));
  if (whole < 60) return with(count(whole), Text::unit_second);
  if (whole < 3600) {
    const std::string minutes = with(count(whole / 60), Text::unit_minute);
    return whole % 60 == 0 ? minutes
                           : minutes + std::string(kNoBreak) + with(count(whole % 60), Text::unit_second);
  }
  const std::int64_t minutes = (whole + 30) / 60;
  const std::string hours = with(count(minutes / 60), Text::unit_hour);
  return minutes % 60 == 0 ? hours
                           : hours + std::string(kNoBreak) + with(count(minutes % 60), Text::unit_minute);
}

std::string Wording::brief(double value) const {
  const double size = std::abs(value);
  if (size == std::round(size)) return number(value, 0);
  return number(value, size >= 99.5 ? 0 : size >= 9.95 ? 1 : 2);
}

std::string Wording::clock(int minutes) { return two(minutes / 60) + ":" + two(minutes % 60); }

std::string Wording::clock_range(int from, int until) { return clock(from) + "–" + clock(until); }

std::string Wording::day(LocalDay day) const {
  const std::chrono::year_month_day date(day);
  const auto month = static_cast<int>(static_cast<unsigned>(date.month())) - 1;
  return std::to_string(static_cast<unsigned>(date.day())) + std::string(kNoBreak) +
         std::string(pick(Text::months_of_date, month)) + " " + std::to_string(static_cast<int>(date.year()));
}

std::string Wording::short_day(LocalDay day) const {
  const std::chrono::year_month_day date(day);
  const auto month = static_cast<int>(static_cast<unsigned>(date.month()));
  const auto in_month = static_cast<int>(static_cast<unsigned>(date.day()));
  const std::string year = std::to_string(static_cast<int>(date.year()));
  std::string out(pick(Text::weekdays_short, weekday_of(day)));
  out += kNoBreak;
  if (language_ == Language::ru) return out + two(in_month) + "." + two(month) + "." + year;
  return out + std::to_string(in_month) + std::string(kNoBreak) +
         std::string(pick(Text::months_short, month - 1)) + std::string(kNoBreak) + year;
}

std::string Wording::month(std::chrono::year_month month) const {
  const auto index = static_cast<int>(static_cast<unsigned>(month.month())) - 1;
  return std::string(pick(Text::months, index)) + " " + std::to_string(static_cast<int>(month.year()));
}

std::string Wording::short_month(std::chrono::year_month month) const {
  const auto index = static_cast<int>(static_cast<unsigned>(month.month())) - 1;
  return std::string(pick(Text::months_short, index)) + " " + two(static_cast<int>(month.year()) % 100);
}

std::string Wording::moment(LocalTime time) const {
  const LocalDay day = std::chrono::floor<std::chrono::days>(time);
  const auto minutes = std::chrono::floor<std::chrono::minutes>(time - day).count();
  return short_day(day) + ", " + clock(static_cast<int>(minutes));
}

int weekday_of(LocalDay day) { return static_cast<int>(std::chrono::weekday(day).iso_encoding()) - 1; }

}  // namespace tandem::report
