// Any bytes as a calendar file: an error that says where, or days of the years asked for, in order, each with
// a name and once. The first byte chooses the years, the second the zone.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>

#include "core/base/check.hpp"
#include "plan/calendar/named_day_file.hpp"
#include "plan/calendar/named_days_ics.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tandem::holidays;
  if (size < 2) return 0;
  static const tandem::Zone* const kBerlin = *tandem::Zone::find("Europe/Berlin");
  IcsOptions options;
  options.first_year = kYearMin + data[0] / 2;
  options.last_year = options.first_year + data[0] % 2;
  if (data[1] % 2 == 1) options.zone = kBerlin;
  const auto days =
      parse_named_days_ics({reinterpret_cast<const char*>(data) + 2, size - 2}, "days.ics", options);
  if (!days) {
    TANDEM_CHECK(!days.error().message.empty() && days.error().where.file == "days.ics",
                 "an error says what is wrong, and in which file");
    return 0;
  }
  TANDEM_CHECK(days->size() <= kNamedDaysMax, "days are kept to their limit");
  for (std::size_t i = 0; i < days->size(); ++i) {
    const NamedDay& day = (*days)[i];
    const int year = static_cast<int>(std::chrono::year_month_day(day.day).year());
    TANDEM_CHECK(year >= options.first_year && year <= options.last_year, "a day is of the years asked for");
    TANDEM_CHECK(fault_of_day_name(day.name).empty(), "a day has a name");
    TANDEM_CHECK(i == 0 || std::tie((*days)[i - 1].day, (*days)[i - 1].name) < std::tie(day.day, day.name),
                 "days are in order, each name once a day");
  }
  return 0;
}
