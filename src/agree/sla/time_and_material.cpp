#include "agree/sla/time_and_material.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace tandem::sla {
namespace {

constexpr Duration kEntryMax = Duration::days(3'660);

Duration rounded(const TimeAndMaterial& terms, Duration worked) {
  const std::int64_t step = terms.step.microseconds();
  std::int64_t us = worked.microseconds();
  if (step > 0) {
    const std::int64_t rest = us % step;
    us -= rest;
    const bool up = terms.rounding == TimeAndMaterial::Rounding::up
                        ? rest > 0
                        : terms.rounding == TimeAndMaterial::Rounding::nearest && rest >= step - rest;
    if (up) us += step;
  }
  return std::max(Duration::microseconds(us), terms.minimum);
}

}  // namespace

Result<std::vector<Line>> lines_of(const TimeAndMaterial& terms, std::span<const TimeEntry> entries,
                                   Currency currency) {
  // What is rounded together, of each role: by its entry, its ticket or its day.
  using Key = std::tuple<std::size_t, std::string, LocalDay, std::size_t>;
  std::map<Key, Duration> worked;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const TimeEntry& entry = entries[i];
    const auto rate = std::ranges::find(terms.rates, entry.role, &TimeAndMaterial::Rate::role);
    if (rate == terms.rates.end())
      return failure(ErrorCode::bad_value, "there is no hourly rate for '{}'", entry.role);
    if (entry.worked < Duration() || entry.worked > kEntryMax)
      return failure(ErrorCode::bad_value, "{} s were logged at one go; expected 0 to ten years",
                     entry.worked.whole_seconds());
    Key key{static_cast<std::size_t>(rate - terms.rates.begin()), "", LocalDay(), 0};
    if (terms.each == TimeAndMaterial::Each::ticket) std::get<1>(key) = entry.ticket;
    if (terms.each == TimeAndMaterial::Each::day) std::get<2>(key) = entry.day;
    if (terms.each == TimeAndMaterial::Each::entry) std::get<3>(key) = i;
    Duration& total = worked[key];
    total += entry.worked;
    if (total > kEntryMax) return failure(ErrorCode::limit, "more than ten years were logged for one");
  }
  std::vector<Line> lines;
  for (std::size_t role = 0; role < terms.rates.size(); ++role) {
    Quantity hours{0, Duration::hours(1).microseconds()};
    for (const auto& [key, time] : worked)
      if (std::get<0>(key) == role &&
          __builtin_add_overflow(hours.parts, rounded(terms, time).microseconds(), &hours.parts))
        return failure(ErrorCode::limit, "more time was logged than can be added up");
    if (hours.parts == 0) continue;
    TANDEM_ASSIGN(amount, amount_of(hours, terms.rates[role].price, currency));
    lines.push_back({.kind = Line::Kind::time,
                     .name = terms.rates[role].role,
                     .quantity = hours,
                     .unit_price = terms.rates[role].price,
                     .amount = amount});
  }
  return lines;
}

}  // namespace tandem::sla
