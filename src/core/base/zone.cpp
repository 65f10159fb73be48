#include "core/base/zone.hpp"

#include <date/tz.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>

namespace tandem {
namespace {

constexpr std::int64_t kFirstSecond = -2'208'988'800;  // 1900-01-01
constexpr std::int64_t kLastSecond = 4'102'444'800;    // 2100-01-01

Instant instant_of(date::sys_seconds s) { return Instant::from_seconds(s.time_since_epoch().count()); }

/// "+03:00", "-0530", "+3" -> the offset; anything else nothing.
std::optional<Duration> fixed_offset(std::string_view text) {
  if (text.size() < 2 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  const bool west = text[0] == '-';
  std::string digits;
  for (const char c : text.substr(1)) {
    if (c >= '0' && c <= '9')
      digits += c;
    else if (c != ':')
      return std::nullopt;
  }
  if (digits.empty() || digits.size() > 4) return std::nullopt;
  const int number = std::stoi(digits);
  const int minutes = digits.size() <= 2 ? number * 60 : number / 100 * 60 + number % 100;
  if (minutes > 15 * 60 || (digits.size() > 2 && number % 100 > 59)) return std::nullopt;
  return Duration::minutes(west ? -minutes : minutes);
}

std::string nearest_names(std::string_view wanted) {
  std::string lower(wanted);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  std::string found;
  int count = 0;
  for (const auto& zone : date::get_tzdb().zones) {
    std::string name = zone.name();
    std::ranges::transform(name, name.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    if (lower.size() < 3 || name.find(lower) == std::string::npos) continue;
    found += (count == 0 ? "" : ", ") + zone.name();
    if (++count == 3) break;
  }
  return found;
}

}  // namespace

Result<Zone> Zone::load(const std::string& name) {
  if (const auto offset = fixed_offset(name))
    return Zone(name, {{Instant::from_seconds(kFirstSecond), Instant::none(), *offset}});
  const date::time_zone* zone = nullptr;
  try {
    zone = date::locate_zone(name);
  } catch (const std::exception&) {
    const std::string near = nearest_names(name);
    return failure(
        ErrorCode::not_found,
        "there is no time zone '{}'; use a name such as Europe/Berlin or an offset such as +03:00{}", name,
        near.empty() ? "" : fmt::format(" (did you mean {}?)", near));
  }
  std::vector<Period> periods;
  for (date::sys_seconds at{std::chrono::seconds(kFirstSecond)};
       at.time_since_epoch().count() < kLastSecond;) {
    const date::sys_info info = zone->get_info(at);
    const Duration offset = Duration::seconds(info.offset.count());
    if (periods.empty() || periods.back().offset != offset) {
      if (!periods.empty()) periods.back().until = instant_of(at);
      periods.push_back({instant_of(at), Instant::none(), offset});
    }
    at = info.end;
  }
  return Zone(name, std::move(periods));
}

Result<const Zone*> Zone::find(std::string_view name) {
  static std::mutex guard;
  static std::map<std::string, std::unique_ptr<const Zone>, std::less<>> loaded;
  const std::lock_guard lock(guard);
  if (const auto it = loaded.find(name); it != loaded.end()) return it->second.get();
  const std::string key = name == "Z" || name == "utc" ? "UTC" : std::string(name);
  auto zone = key == "UTC"
                  ? Result<Zone>(Zone("UTC", {{Instant::from_seconds(kFirstSecond), Instant::none(), {}}}))
                  : load(key);
  if (!zone) return std::unexpected(std::move(zone).error());
  const auto [it, inserted] =
      loaded.emplace(std::string(name), std::make_unique<const Zone>(std::move(*zone)));
  return it->second.get();
}

const Zone& Zone::utc() {
  static const Zone* const zone = *find("UTC");
  return *zone;
}

const Zone::Period& Zone::period_at(Instant at) const {
  auto it = std::ranges::upper_bound(periods_, at, {}, &Period::from);
  return it == periods_.begin() ? *it : *std::prev(it);
}

LocalTime Zone::to_local(Instant at) const {
  return LocalTime(std::chrono::microseconds(at.microseconds() + offset_at(at).microseconds()));
}

Zone::Resolved Zone::to_instant(LocalTime local) const {
  const Instant as_utc = Instant::from_microseconds(local.time_since_epoch().count());
  // Offsets are at most 15 h, so the period that holds the reading is the one at as_utc or a neighbour of it.
  const Period* const here = &period_at(as_utc);
  const Period* const first = here == periods_.data() ? here : here - 1;
  const Period* const last = here == &periods_.back() ? here : here + 1;
  const Period* match = nullptr;
  bool twice = false;
  for (const Period* p = first; p <= last; ++p) {
    const Instant candidate = as_utc - p->offset;
    if (candidate < p->from && p != periods_.data()) continue;
    if (candidate >= p->until) continue;
    if (match == nullptr)
      match = p;
    else
      twice = true;
  }
  if (match != nullptr) return {as_utc - match->offset, twice ? Reading::ambiguous : Reading::unique};
  // Skipped: the period before the gap is the last whose end, on its own clock, is not after the reading.
  const Period* before = first;
  for (const Period* p = first; p < last; ++p)
    if (as_utc - p->offset >= p->until) before = p;
  return {as_utc - before->offset, Reading::skipped};
}

std::uint64_t Zone::fingerprint() const {
  std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a, 64 bits
  const auto mix = [&hash](std::uint64_t value) {
    for (int i = 0; i < 8; ++i) hash = (hash ^ ((value >> (8 * i)) & 0xff)) * 0x100000001b3;
  };
  for (const char c : name_) mix(static_cast<std::uint64_t>(c));
  for (const auto& p : periods_) {
    mix(static_cast<std::uint64_t>(p.from.microseconds()));
    mix(static_cast<std::uint64_t>(p.offset.microseconds()));
  }
  return hash;
}

std::string to_text(LocalDay day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string to_text(std::chrono::year_month month) {
  return fmt::format("{:04}-{:02}", static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
}

Instant start_of_day(LocalDay day, const Zone& zone) {
  const Zone::Resolved midnight = zone.to_instant(LocalTime(day));
  if (midnight.reading != Zone::Reading::skipped) return midnight.instant;
  return zone.period_at(midnight.instant).from;
}

}  // namespace tandem
