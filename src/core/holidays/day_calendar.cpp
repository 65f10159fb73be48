#include "core/holidays/day_calendar.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace tandem::holidays {

DayCalendar::DayCalendar(std::span<const Country> countries, std::span<const NamedDay> named_days) {
  std::vector<Entry> all;
  for (const Country country : countries)
    for (int year = kYearMin; year <= kYearMax; ++year)
      for (const Holiday& holiday : holidays_of(country, year))
        all.push_back({holiday.day, std::string(holiday.name), holiday.kind, std::nullopt});
  for (const NamedDay& named : named_days) all.push_back({named.day, named.name, std::nullopt, named.closed});
  const auto day_and_name = [](const Entry& entry) {
    return std::tuple<LocalDay, std::string_view>(entry.day, entry.name);
  };
  std::ranges::stable_sort(all, {}, day_and_name);
  for (Entry& entry : all) {
    if (entries_.empty() || day_and_name(entries_.back()) != day_and_name(entry)) {
      entries_.push_back(std::move(entry));
      continue;
    }
    Entry& known = entries_.back();
    if (!known.kind) known.kind = entry.kind;
    if (entry.closed) known.closed = entry.closed;
  }
}

std::span<const DayCalendar::Entry> DayCalendar::on(LocalDay day) const {
  const auto found = std::ranges::equal_range(entries_, day, {}, &Entry::day);
  return {found.begin(), found.end()};
}

}  // namespace tandem::holidays
