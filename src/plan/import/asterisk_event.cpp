#include "plan/import/asterisk_event.hpp"

#include <charconv>
#include <utility>

#include "plan/import/call_row_value.hpp"

namespace tandem::importing {
namespace {

using enum QueueLogKind;

constexpr std::pair<std::string_view, QueueLogKind> kWords[] = {
    {"RINGNOANSWER", ring_no_answer},
    {"ENTERQUEUE", enter},
    {"CONNECT", connect},
    {"COMPLETEAGENT", complete},
    {"COMPLETECALLER", complete},
    {"ABANDON", abandon},
    {"DID", did},
    {"RINGCANCELED", ring_cancelled},
    {"AGENTDUMP", ring_no_answer},
    {"TRANSFER", transfer},
    {"BLINDTRANSFER", transfer},
    {"ATTENDEDTRANSFER", attended},
    {"EXITEMPTY", leave},
    {"EXITWITHTIMEOUT", leave},
    {"LEAVEEMPTY", leave},
    {"EXITWITHKEY", leave_by_key},
    {"JOINEMPTY", turned_away},
    {"FULL", turned_away},
    {"CLOSED", closed},
    {"AGENTLOGIN", log_in},
    {"AGENTCALLBACKLOGIN", log_in},
    {"AGENTLOGOFF", log_off},
    {"AGENTCALLBACKLOGOFF", log_off},
    {"ADDMEMBER", add_member},
    {"REMOVEMEMBER", remove_member},
    {"PAUSE", pause},
    {"UNPAUSE", unpause},
    {"PAUSEALL", pause_all},
    {"UNPAUSEALL", unpause_all},
    {"QUEUESTART", restart},
    {"CONFIGRELOAD", housekeeping},
    {"SYSCOMPAT", housekeeping},
    {"PENALTY", housekeeping},
    {"PAUSEREASON", housekeeping},
    {"CALLERID", housekeeping},
};

constexpr std::size_t kFieldsMin = 5;
/// 1973-03-03 to 9999-12-31: what else stands where the time should be is none.
constexpr std::int64_t kSecondsFirst = 100'000'000;
constexpr std::int64_t kSecondsLast = 253'402'300'799;
/// Lengths beyond a month are faults of the log.
constexpr std::int64_t kMillisecondsMax = std::int64_t{31} * 86'400'000;

QueueLogKind kind_of(std::string_view word) {
  for (const auto& [known, kind] : kWords)
    if (known == word) return kind;
  return unknown;
}

bool parse_whole(std::string_view text, std::int64_t& value) {
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  return fault == std::errc() && end == text.data() + text.size() && !text.empty();
}

/// "1266833911" or "1266833911.25": seconds since 1970, cut to the microsecond.
std::optional<Instant> instant_of(std::string_view text) {
  const std::size_t point = text.find('.');
  std::int64_t seconds = 0;
  if (!parse_whole(text.substr(0, point), seconds) || seconds < kSecondsFirst || seconds > kSecondsLast)
    return std::nullopt;
  std::int64_t micros = 0;
  if (point != std::string_view::npos) {
    std::int64_t scale = 100'000;
    for (const char c : text.substr(point + 1)) {
      if (c < '0' || c > '9') return std::nullopt;
      micros += (c - '0') * scale;
      scale /= 10;
    }
  }
  return Instant::from_microseconds(seconds * 1'000'000 + micros);
}

std::unexpected<Error> refusal(const std::string& file, std::uint64_t number, std::uint32_t column,
                               std::string_view field, std::string message) {
  return std::unexpected(
      Error{ErrorCode::bad_format,
            std::move(message),
            {.file = file, .line = number, .column = column, .field = std::string(field)}});
}

}  // namespace

std::optional<Duration> QueueLogEvent::milliseconds(std::size_t position) const {
  std::int64_t value = 0;
  if (position >= data_count || !parse_whole(data[position], value)) return std::nullopt;
  if (value < 0 || value > kMillisecondsMax) return std::nullopt;
  return Duration::milliseconds(value);
}

std::optional<Duration> QueueLogEvent::seconds(std::size_t position) const {
  std::int64_t value = 0;
  if (position >= data_count || !parse_whole(data[position], value)) return std::nullopt;
  if (value < 0 || value > kMillisecondsMax / 1000) return std::nullopt;
  return Duration::seconds(value);
}

Result<QueueLogEvent> read_queue_log_event(std::string_view line, std::uint64_t number,
                                           const std::string& file) {
  QueueLogEvent event;
  std::array<std::string_view, kFieldsMin> fields;
  std::size_t count = 0;
  for (std::string_view rest = line;;) {
    const std::size_t bar = rest.find('|');
    const std::string_view field = rest.substr(0, bar);
    if (count < kFieldsMin)
      fields[count] = field;
    else if (event.data_count < QueueLogEvent::kDataMax)
      event.data[event.data_count++] = field;
    ++count;
    if (bar == std::string_view::npos) break;
    rest.remove_prefix(bar + 1);
  }
  if (count < kFieldsMin)
    return refusal(
        file, number, 0, "",
        fmt::format("the line has {} fields between bars, at least {} are expected: time, call, queue, "
                    "agent, event",
                    count, kFieldsMin));
  const auto at = instant_of(fields[0]);
  if (!at)
    return refusal(file, number, 1, "time",
                   fmt::format("'{}' was found, seconds since 1970 are expected, such as 1266833911",
                               call_row::shown_value(fields[0])));
  if (fields[4].empty())
    return refusal(file, number, 5, "event", "nothing was found, an event such as ENTERQUEUE is expected");
  event.at = *at;
  event.call = fields[1];
  event.queue = fields[2];
  event.agent = fields[3] == "NONE" ? std::string_view() : fields[3];
  event.word = fields[4];
  event.kind = kind_of(event.word);
  return event;
}

}  // namespace tandem::importing
