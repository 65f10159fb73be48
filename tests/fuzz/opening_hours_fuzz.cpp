// Opening hours come from people and files: any text is hours or an error that says where, hours are written
// as they are read, and what they compile to is in order.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/check.hpp"
#include "core/calendar/compile.hpp"
#include "core/calendar/hours_text.hpp"

namespace {

using tandem::Instant;
using tandem::calendar::OpeningHours;

constexpr std::array<std::string_view, 4> kZones = {"Europe/Berlin", "America/New_York", "Asia/Jerusalem",
                                                    "Asia/Beirut"};

void check_error(const tandem::Error& error, std::string_view text) {
  TANDEM_CHECK(!error.message.empty(), "an error says what is wrong");
  TANDEM_CHECK(error.where.column <= text.size() + 1, "an error is found within its text");
}

/// A week on the first line and a special day on each other.
OpeningHours read(std::string_view text) {
  using namespace tandem::calendar;
  OpeningHours hours;
  hours.zone = *tandem::Zone::find(kZones[text.size() % kZones.size()]);
  for (bool first = true; !text.empty(); first = false) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (first) {
      const auto weekly = parse_weekly_hours(line);
      if (!weekly) check_error(weekly.error(), line);
      if (!weekly) continue;
      TANDEM_CHECK(parse_weekly_hours(to_text(*weekly)) == *weekly, "a week is read back as it was");
      hours.weekly = *weekly;
    } else {
      const auto day = parse_special_day(line);
      if (!day) check_error(day.error(), line);
      if (!day) continue;
      TANDEM_CHECK(parse_special_day(to_text(*day)) == *day, "a special day is read back as it was");
      hours.special_days.push_back(*day);
      if (!faults_of(hours).empty()) hours.special_days.pop_back();  // a second one for its date
    }
  }
  return hours;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const OpeningHours hours = read({reinterpret_cast<const char*>(data), size});
  TANDEM_CHECK(faults_of(hours).empty(), "what is read is sound");
  const Instant from = Instant::from_seconds(1'767'225'600);   // 2026-01-01
  const Instant until = Instant::from_seconds(1'798'761'600);  // 2027-01-01
  Instant before = from - tandem::Duration::microseconds(1);
  for (const tandem::TimeSpan& span : tandem::calendar::compile(hours, from, until)) {
    TANDEM_CHECK(before < span.from && span.from < span.until, "stretches are in order and apart");
    before = span.until;
  }
  TANDEM_CHECK(before <= until, "nothing is open from the end on");
  return 0;
}
