#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/base/zone.hpp"

namespace tandem::holidays {

/// What a file of a client's own days may hold, in either of its forms; more is an error.
inline constexpr std::size_t kNamedDaysMax = 10'000;
inline constexpr std::size_t kNamedDayFileBytesMax = 1'000'000;

/// An error that names the file, for a text of more than kNamedDayFileBytesMax bytes.
Result<void> of_readable_size(std::string_view text, const std::string& file);

/// "2026-12-24", of the years kYearMin to kYearMax; the error is without its place.
Result<LocalDay> parse_iso_day(std::string_view text);

/// What keeps a text from being a day's name, as a sentence; empty: nothing.
std::string fault_of_day_name(std::string_view name);

}  // namespace tandem::holidays
