#include "app/forecast_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
#include <span>

#include "app/text_table.hpp"
#include "plan/import/calls_csv_writer.hpp"
#include "plan/report/json_writer.hpp"

namespace tandem::app {
namespace {

using forecast::ComingDay;
using forecast::StreamForecast;
using report::JsonWriter;

constexpr std::array<const char*, 7> kWeekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

Duration start_of(const StreamForecast& stream, std::size_t slot) {
  return stream.interval * static_cast<std::int64_t>(stream.first_slot + slot);
}

/// No forecast is known to more.
double rounded(double value) { return std::round(value * 1000) / 1000; }

void write_slots(JsonWriter& json, const StreamForecast& stream, const ComingDay& day) {
  json.key("intervals");
  json.open_array();
  for (std::size_t slot = 0; slot < day.calls.counts.size(); ++slot) {
    json.open_object();
    json.member("start", clock_text(start_of(stream, slot)));
    json.member("calls", rounded(day.calls.counts[slot]));
    json.member("lower", rounded(day.calls.lower[slot]));
    json.member("upper", rounded(day.calls.upper[slot]));
    if (!day.load.empty()) {
      json.member("handle_seconds", rounded(day.handle_seconds[slot]));
      json.member("handle_lower", rounded(day.handle_lower[slot]));
      json.member("handle_upper", rounded(day.handle_upper[slot]));
      json.member("erlangs", rounded(day.load[slot]));
    }
    json.close_object();
  }
  json.close_array();
}

void write_stream(JsonWriter& json, const StreamForecast& stream) {
  json.open_object();
  json.member("name", stream.name);
  json.member("days_known", static_cast<std::uint64_t>(stream.days_known));
  json.member("days_a_week", static_cast<std::uint64_t>(stream.days_a_week));
  json.member("first", to_text(stream.first));
  json.member("last", to_text(stream.last));
  json.key("days");
  json.open_array();
  for (const ComingDay& day : stream.days) {
    json.open_object();
    json.member("day", to_text(day.calls.day));
    json.member("calls", rounded(day.total));
    json.member("lower", rounded(day.total_lower));
    json.member("upper", rounded(day.total_upper));
    write_slots(json, stream, day);
    json.close_object();
  }
  json.close_array();
  json.key("unusual_days");
  json.open_array();
  for (const forecast::UnusualDay& day : stream.unusual) {
    json.open_object();
    json.member("day", to_text(day.day));
    json.member("calls", day.calls);
    json.member("usual", rounded(day.usual));
    json.close_object();
  }
  json.close_array();
  json.close_object();
}

/// The busiest interval of a day.
std::string peak_of(const StreamForecast& stream, const ComingDay& day) {
  const auto peak = std::ranges::max_element(day.calls.counts);
  if (peak == day.calls.counts.end()) return "-";
  return fmt::format("{:.0f} at {}", *peak,
                     clock_text(start_of(stream, static_cast<std::size_t>(peak - day.calls.counts.begin()))));
}

std::string handle_of(const ComingDay& day) {
  if (day.load.empty() || day.total <= 0) return "-";
  double seconds = 0;
  for (std::size_t slot = 0; slot < day.load.size(); ++slot)
    seconds += day.calls.counts[slot] * day.handle_seconds[slot];
  return fmt::format("{:.0f} s", seconds / day.total);
}

std::string largest_load_of(const ComingDay& day) {
  return day.load.empty() ? "-" : fmt::format("{:.1f}", *std::ranges::max_element(day.load));
}

std::string table_of_days(const StreamForecast& stream) {
  TextTable table({"day", "calls", "90 % from", "to", "busiest", "handle time", "erlangs"});
  for (const ComingDay& day : stream.days)
    table.add({day_text(day.calls.day), fmt::format("{:.0f}", day.total),
               fmt::format("{:.0f}", day.total_lower), fmt::format("{:.0f}", day.total_upper),
               peak_of(stream, day), handle_of(day), largest_load_of(day)});
  return table.text();
}

std::string unusual_of(const StreamForecast& stream) {
  if (stream.unusual.empty()) return "";
  TextTable table({"unlike others", "calls", "usual"});
  for (const forecast::UnusualDay& day : stream.unusual)
    table.add({day_text(day.day), fmt::format("{:.0f}", day.calls), fmt::format("{:.0f}", day.usual)});
  return "\nDays unlike others of their kind, from which little was learned:\n\n" + table.text();
}

}  // namespace

std::string day_text(LocalDay day) {
  return fmt::format("{} {}", kWeekdays[std::chrono::weekday(day).c_encoding()], to_text(day));
}

std::string clock_text(Duration after_midnight) {
  const std::int64_t minutes = after_midnight.whole_seconds() / 60;
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

std::string table_of(const std::vector<StreamForecast>& streams) {
  std::string text;
  for (const StreamForecast& stream : streams) {
    text += stream.days_known == 0
                ? "before the first call: by subscribers and what their line of business is like\n\n"
                : fmt::format("{}: learned from {} days with calls, {} to {}\n\n", stream.name,
                              stream.days_known, to_text(stream.first), to_text(stream.last));
    text += table_of_days(stream);
    text += unusual_of(stream);
    text += "\n";
  }
  text +=
      "90 %: nine days in ten lie between; erlangs: calls times handle time by time, of the busiest "
      "interval\n";
  return text;
}

std::string json_of(const std::vector<StreamForecast>& streams) {
  JsonWriter json;
  json.open_object();
  json.member("interval", streams.front().interval.seconds());
  json.key("streams");
  json.open_array();
  for (const StreamForecast& stream : streams) write_stream(json, stream);
  json.close_array();
  json.close_object();
  return std::move(json).take() + "\n";
}

std::string csv_of(const std::vector<StreamForecast>& streams) {
  const bool by_part = streams.size() > 1;
  std::string text = "interval_start,interval_minutes,queue,offered,lower,upper,mean_handle\n";
  for (const StreamForecast& stream : std::span(streams).subspan(by_part ? 1 : 0))
    for (const ComingDay& day : stream.days)
      for (std::size_t slot = 0; slot < day.calls.counts.size(); ++slot)
        fmt::format_to(std::back_inserter(text), "{} {},{:g},{},{:.0f},{:.1f},{:.1f},{}\n",
                       to_text(day.calls.day), clock_text(start_of(stream, slot)),
                       stream.interval.seconds() / 60, importing::csv_field(stream.name),
                       day.calls.counts[slot], day.calls.lower[slot], day.calls.upper[slot],
                       day.load.empty() ? "" : fmt::format("{:.1f}", day.handle_seconds[slot]));
  return text;
}

std::string paths_csv_of(const std::vector<StreamForecast>& streams) {
  const bool by_part = streams.size() > 1;
  std::string text = "path,queue,interval_start,calls\n";
  for (const StreamForecast& stream : std::span(streams).subspan(by_part ? 1 : 0))
    for (std::size_t path = 0; path < stream.paths.size(); ++path)
      for (std::size_t day = 0; day < stream.days.size(); ++day)
        for (std::size_t slot = 0; slot < stream.paths[path][day].size(); ++slot)
          fmt::format_to(std::back_inserter(text), "{},{},{} {},{}\n", path + 1,
                         importing::csv_field(stream.name), to_text(stream.days[day].calls.day),
                         clock_text(start_of(stream, slot)), stream.paths[path][day][slot]);
  return text;
}

}  // namespace tandem::app
