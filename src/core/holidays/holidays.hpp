#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/zone.hpp"

namespace tandem::holidays {

/// The years for which holidays are known.
inline constexpr int kYearMin = 1970;
inline constexpr int kYearMax = 2099;

enum class Country : std::uint8_t { us, gb, de, ru, il };
inline constexpr std::array<Country, 5> kCountries = {Country::us, Country::gb, Country::de, Country::ru,
                                                      Country::il};

/// "US", "GB" or "UK", "DE", "RU", "IL", in any case.
std::optional<Country> country_from(std::string_view code);
/// "United States"; of Country::gb it is "England and Wales", whose bank holidays are given.
std::string_view name_of(Country country);
/// Whose clocks show the time of a zone: "Europe/Berlin"; nothing where that is another country.
std::optional<Country> country_of_zone(std::string_view zone);

/// A day that a country keeps.
struct Holiday {
  enum class Kind : std::uint8_t {
    full,      ///< a public holiday
    half,      ///< an eve, a short or an optional day
    observed,  ///< the working day that is off because the holiday itself falls on a weekend
  };
  LocalDay day;
  /// In English and the same in every year, so that what a holiday does can be learned by its name. Two
  /// countries share a name only where they mean the same holiday.
  std::string_view name;
  Kind kind = Kind::full;

  friend bool operator==(const Holiday&, const Holiday&) = default;
};

/// The holidays of a year, kYearMin to kYearMax, in order of day; a day may have several, no name twice.
/// They follow from the laws as they were in that year, and for years to come from today's. What is decided
/// from year to year, as Russia's decrees on days off and a president's closing of offices, is no part of it:
/// that comes from a client's own file.
std::vector<Holiday> holidays_of(Country country, int year);

}  // namespace tandem::holidays
