#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/duration.hpp"
#include "core/base/quantity_text.hpp"
#include "core/base/result.hpp"
#include "core/base/zone.hpp"
#include "plan/import/importer.hpp"

/// What people type after an option, turned into values. Every error says what was found and shows a right
/// example.
namespace tandem::app {

/// A number of bytes: "300M", "2G", "64k" (powers of 1024), "1000000".
Result<std::uint64_t> parse_bytes(std::string_view text);

/// A service-level promise: share answered within a time.
struct Promise {
  double share = 0.8;
  Duration within = Duration::seconds(20);
};
/// "80/20": 80 % within 20 seconds; "90/1m" works too.
Result<Promise> parse_promise(std::string_view text);

/// Of paid time, what is spent away from the phones: "30%".
Result<double> parse_shrinkage(std::string_view text);
/// Of --probability: "90%", neither 0 nor 100.
Result<double> parse_probability(std::string_view text);

/// Interval lengths that divide an hour, or whole hours that divide a day: 5m, 15m, 30m, 1h...
Result<Duration> parse_interval(std::string_view text);
/// A day of an option: "1999-04-30".
Result<LocalDay> parse_day(std::string_view option, std::string_view text);
/// What a wall clock shows on a day.
struct WallMoment {
  LocalDay day;
  Duration after_midnight;
};
/// "2003-08-21 11:00"
Result<WallMoment> parse_moment(std::string_view option, std::string_view text);
/// Of the service-level formulas: "strict", "drop_short"...
std::vector<std::string> formula_names();
/// "anonymous-bank" or "anonymous_bank"; an error lists the formats.
Result<importing::Format> parse_format(std::string_view text);

}  // namespace tandem::app
