// Any bytes as a client's own days: an error that says where, or days in order, each with a name and once.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>

#include "core/base/check.hpp"
#include "core/holidays/day_calendar.hpp"
#include "plan/calendar/named_day_file.hpp"
#include "plan/calendar/named_days_csv.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tandem::holidays;
  const auto days = parse_named_days_csv({reinterpret_cast<const char*>(data), size}, "days.csv");
  if (!days) {
    TANDEM_CHECK(!days.error().message.empty() && days.error().where.file == "days.csv",
                 "an error says what is wrong, and in which file");
    return 0;
  }
  TANDEM_CHECK(days->size() <= kNamedDaysMax, "days are kept to their limit");
  for (std::size_t i = 0; i < days->size(); ++i) {
    const NamedDay& day = (*days)[i];
    TANDEM_CHECK(fault_of_day_name(day.name).empty(), "a day has a name");
    TANDEM_CHECK(i == 0 || std::tie((*days)[i - 1].day, (*days)[i - 1].name) < std::tie(day.day, day.name),
                 "days are in order, each name once a day");
  }
  TANDEM_CHECK(DayCalendar({}, *days).entries().size() == days->size(), "a calendar has them all");
  return 0;
}
