#include "plan/sample/call_log.hpp"

#include <fmt/format.h>

#include <cmath>

#include "plan/sample/calendar.hpp"
#include "plan/sample/help_desk.hpp"
#include "plan/sample/purposes.hpp"
#include "plan/sample/rota.hpp"

namespace tandem::sample {
namespace {

constexpr std::size_t kPiece = 1 << 20;
constexpr std::uint64_t kFirstCallId = 4'100'001;
constexpr int kDaysForFaults = 14;
constexpr double kEndLost = 1.0 / 9'000;  // of answered calls
const Duration kBehind = Duration::seconds(75);

/// Numbers that the German regulator sets aside for films, with digits more than any subscriber has.
void append_caller(std::string& out, CallerId caller) {
  static constexpr std::array<std::string_view, 5> kPrefixes = {"+493023125", "+494066969", "+496990009",
                                                                "+492214710", "+498999998"};
  // Neighbouring customers get unlike numbers.
  const std::uint32_t mixed = (caller.index() * 48'271U) % 99'991U;
  out += kPrefixes[caller.index() % kPrefixes.size()];
  for (std::uint32_t digit = 10'000; digit > 0; digit /= 10)
    out += static_cast<char>('0' + mixed / digit % 10);
}

void append_two(std::string& out, std::int64_t value) {
  out += static_cast<char>('0' + value / 10);
  out += static_cast<char>('0' + value % 10);
}

void append_number(std::string& out, std::uint64_t value) {
  const fmt::format_int digits(value);
  out.append(digits.data(), digits.size());
}

}  // namespace

CallLog::CallLog(const Options& options, const Sink& sink)
    : options_(options),
      sink_(sink),
      random_(Random::stream(options.seed, static_cast<std::uint64_t>(Purpose::faults))),
      next_id_(kFirstCallId) {
  buffer_.reserve(kPiece + 512);
  buffer_ +=
      "call_id,client,queue,caller,agent,offered_at,queued_at,answered_at,ended_at,wrapup_end_at,outcome\n";
  if (options.days < kDaysForFaults) return;
  const auto moment = [&](double share, double hour) {
    LocalDay day = options.first_day + std::chrono::days(static_cast<int>(options.days * share));
    while (class_of(day) != DayClass::weekday) day += std::chrono::days(1);
    return options.zone->to_instant(LocalTime(day) + std::chrono::minutes(std::lround(hour * 60))).instant;
  };
  faults_ = {.lost_from = moment(0.44, 10),
             .lost_until = moment(0.44, 11),
             .twice_from = moment(0.57, 16),
             .twice_until = moment(0.57, 16.5),
             .twice_at = moment(0.57, 23),
             .slow_from = moment(0.69, 13),
             .slow_until = moment(0.69, 15.5)};
}

void CallLog::write(const CallRecord& record) {
  if (full() || refused_) return;
  const std::uint64_t id = next_id_++;
  const Instant at = record.offered_at;
  if (faults_.lost_from.known() && at >= faults_.lost_from && at < faults_.lost_until) return;
  if (!twice_.empty() && at >= faults_.twice_at) {
    for (const auto& [again, its_id] : twice_)
      if (!full()) line(again, its_id);
    twice_.clear();
  }
  CallRecord shown = record;
  if (shown.outcome == Outcome::answered) {
    if (faults_.slow_from.known() && at >= faults_.slow_from && at < faults_.slow_until &&
        shown.queue.index() == index_of(Line::billing))
      shown.answered_at = shown.answered_at - kBehind;
    if (random_.uniform() < kEndLost) shown.ended_at = shown.wrapup_end_at = Instant::none();
  }
  if (full()) return;
  line(shown, id);
  if (faults_.twice_from.known() && at >= faults_.twice_from && at < faults_.twice_until)
    twice_.emplace_back(shown, id);
}

const std::string& CallLog::agent_name(AgentId agent) {
  while (agent_names_.size() <= agent.index())
    agent_names_.push_back(name_of_agent(AgentId(static_cast<std::uint32_t>(agent_names_.size()))));
  return agent_names_[agent.index()];
}

void CallLog::line(const CallRecord& record, std::uint64_t call_id) {
  append_number(buffer_, call_id);
  buffer_ += ',';
  buffer_ += kClient;
  buffer_ += ',';
  buffer_ += facts_of(static_cast<Line>(record.queue.index())).queue;
  buffer_ += ',';
  if (record.caller.known()) append_caller(buffer_, record.caller);
  buffer_ += ',';
  if (record.agent.known()) buffer_ += agent_name(record.agent);
  for (const Instant at :
       {record.offered_at, record.queued_at, record.answered_at, record.ended_at, record.wrapup_end_at}) {
    buffer_ += ',';
    if (at.known()) time(at);
  }
  buffer_ += ',';
  // A call that ends in the menu is one that was given up before any queue: no queued_at.
  buffer_ += name_of(record.outcome == Outcome::in_menu ? Outcome::abandoned : record.outcome);
  buffer_ += '\n';
  ++lines_;
  if (buffer_.size() >= kPiece) flush();
}

void CallLog::time(Instant at) {
  if (!period_.from.known() || at < period_.from || at >= period_.until) {
    period_ = options_.zone->period_at(at);
    const std::int64_t minutes = period_.offset.whole_seconds() / 60;
    offset_ =
        fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', std::abs(minutes) / 60, std::abs(minutes) % 60);
  }
  constexpr std::int64_t kDaySeconds = 86'400;
  const std::int64_t local = (at + period_.offset).microseconds() / 1'000'000;
  const std::int64_t day = local / kDaySeconds;
  if (day != day_) {
    day_ = day;
    const std::chrono::year_month_day date{LocalDay(std::chrono::days(day))};
    date_ = fmt::format("{:04}-{:02}-{:02}T", static_cast<int>(date.year()),
                        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  }
  const std::int64_t second = local % kDaySeconds;
  buffer_ += date_;
  append_two(buffer_, second / 3600);
  buffer_ += ':';
  append_two(buffer_, second / 60 % 60);
  buffer_ += ':';
  append_two(buffer_, second % 60);
  buffer_ += offset_;
}

void CallLog::flush() {
  if (!refused_ && !buffer_.empty() && !sink_(buffer_)) refused_ = true;
  buffer_.clear();
}

bool CallLog::finish() {
  flush();
  return !refused_;
}

}  // namespace tandem::sample
