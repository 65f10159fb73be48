#include <algorithm>
#include <array>
#include <utility>

#include "core/holidays/holidays.hpp"

namespace tandem::holidays {
namespace {

// After tzdata's zone.tab; zones of the countries whose holidays are known.
constexpr std::array<std::string_view, 29> kUnitedStates = {"America/New_York",
                                                            "America/Detroit",
                                                            "America/Chicago",
                                                            "America/Menominee",
                                                            "America/Denver",
                                                            "America/Boise",
                                                            "America/Phoenix",
                                                            "America/Los_Angeles",
                                                            "America/Anchorage",
                                                            "America/Juneau",
                                                            "America/Sitka",
                                                            "America/Metlakatla",
                                                            "America/Yakutat",
                                                            "America/Nome",
                                                            "America/Adak",
                                                            "America/Kentucky/Louisville",
                                                            "America/Kentucky/Monticello",
                                                            "America/Indiana/Indianapolis",
                                                            "America/Indiana/Vincennes",
                                                            "America/Indiana/Winamac",
                                                            "America/Indiana/Marengo",
                                                            "America/Indiana/Petersburg",
                                                            "America/Indiana/Vevay",
                                                            "America/Indiana/Tell_City",
                                                            "America/Indiana/Knox",
                                                            "America/North_Dakota/Center",
                                                            "America/North_Dakota/New_Salem",
                                                            "America/North_Dakota/Beulah",
                                                            "Pacific/Honolulu"};
constexpr std::array<std::string_view, 25> kRussia = {
    "Europe/Kaliningrad", "Europe/Moscow",    "Europe/Kirov",  "Europe/Volgograd",   "Europe/Astrakhan",
    "Europe/Saratov",     "Europe/Ulyanovsk", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk",
    "Asia/Novosibirsk",   "Asia/Barnaul",     "Asia/Tomsk",    "Asia/Novokuznetsk",  "Asia/Krasnoyarsk",
    "Asia/Irkutsk",       "Asia/Chita",       "Asia/Yakutsk",  "Asia/Khandyga",      "Asia/Vladivostok",
    "Asia/Ust-Nera",      "Asia/Magadan",     "Asia/Sakhalin", "Asia/Srednekolymsk", "Asia/Kamchatka"};
constexpr std::array<std::pair<std::string_view, Country>, 5> kOthers = {{{"Europe/London", Country::gb},
                                                                          {"Europe/Berlin", Country::de},
                                                                          {"Europe/Busingen", Country::de},
                                                                          {"Asia/Jerusalem", Country::il},
                                                                          {"Asia/Tel_Aviv", Country::il}}};

}  // namespace

std::optional<Country> country_of_zone(std::string_view zone) {
  if (std::ranges::find(kUnitedStates, zone) != kUnitedStates.end()) return Country::us;
  if (std::ranges::find(kRussia, zone) != kRussia.end()) return Country::ru;
  for (const auto& [name, country] : kOthers)
    if (name == zone) return country;
  return std::nullopt;
}

}  // namespace tandem::holidays
