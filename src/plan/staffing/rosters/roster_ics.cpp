#include "plan/staffing/rosters/roster_ics.hpp"

#include <fmt/format.h>

#include <cmath>

namespace tandem::rosters {
namespace {

/// Section 3.1: at most 75 bytes a line; the rest goes on below after a blank. No character is split.
std::string folded(std::string_view line) {
  constexpr std::size_t kLineMax = 75;
  std::string text;
  std::size_t most = kLineMax;
  while (line.size() > most) {
    std::size_t at = most;
    while (at > 1 && (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80) --at;
    text += line.substr(0, at);
    text += "\r\n ";
    line.remove_prefix(at);
    most = kLineMax - 1;
  }
  return text += fmt::format("{}\r\n", line);
}

/// Section 3.3.11.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) out += c;
  }
  return out;
}

std::string stamp(LocalTime at, const Zone* zone) {
  LocalTime shown = at;
  if (zone != nullptr) shown = Zone::utc().to_local(zone->to_instant(at).instant);
  const LocalDay day = std::chrono::floor<std::chrono::days>(shown);
  const std::chrono::year_month_day date(day);
  const auto minutes = std::chrono::floor<std::chrono::minutes>(shown - day).count();
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}00{}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), minutes / 60,
                     minutes % 60, zone != nullptr ? "Z" : "");
}

std::string clock(const Problem& problem, int tick) {
  const auto minutes = std::lround(problem.hours(tick % problem.ticks_a_day) * 60);
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

std::string breaks_text(const Problem& problem, const RosterShift& shift) {
  std::string text;
  for (const PlacedBreak& one : shift.breaks)
    text += fmt::format("{}{} {}-{}", text.empty() ? "" : "\n", problem.break_name(shift.kind, one),
                        clock(problem, one.at), clock(problem, one.at + one.length));
  return text;
}

}  // namespace

std::string ics_of(const Roster& roster, const Zone* zone) {
  const Problem& problem = roster.problem;
  const LocalTime first(problem.demand->first);
  const auto at = [&](int tick) {
    return first + std::chrono::microseconds((problem.tick * tick).microseconds());
  };
  std::string text =
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Tandem//roster//EN\r\nCALSCALE:GREGORIAN\r\n";
  for (const RosterShift& shift : roster.shifts) {
    const Person& person = problem.people[shift.person];
    const Kind& kind = problem.kinds[shift.kind];
    const int begins = problem.begins(shift.day, shift.kind);
    text += "BEGIN:VEVENT\r\n";
    text +=
        folded(fmt::format("UID:{}-{}@tandem-roster", to_text(problem.date(shift.day)), shift.person + 1));
    // When the event was made does not matter; a fixed stamp leaves equal rosters equal.
    text += folded(fmt::format("DTSTAMP:{}", stamp(first, &Zone::utc())));
    text += folded(fmt::format("DTSTART:{}", stamp(at(begins), zone)));
    text += folded(fmt::format("DTEND:{}", stamp(at(begins + kind.length), zone)));
    text += folded(fmt::format("SUMMARY:{}",
                               escaped(fmt::format("{}: {}", person.name, problem.shift_name(shift.kind)))));
    text += folded(fmt::format("CATEGORIES:{}", escaped(person.name)));
    if (const std::string breaks = breaks_text(problem, shift); !breaks.empty())
      text += folded(fmt::format("DESCRIPTION:{}", escaped(breaks)));
    text += "END:VEVENT\r\n";
  }
  return text + "END:VCALENDAR\r\n";
}

}  // namespace tandem::rosters
