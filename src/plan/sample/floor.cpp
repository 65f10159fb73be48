#include "plan/sample/floor.hpp"

#include <cmath>

#include "plan/sample/purposes.hpp"

namespace tandem::sample {
namespace {

constexpr std::uint64_t kCustomers = 120'000;
constexpr double kWithheld = 0.045;       // callers without a number
constexpr double kUrgent = 0.07;          // business customers go first
constexpr double kHangsUpAtOnce = 0.022;  // on hearing that there is a queue
constexpr double kRedials = 0.42;         // of those who gave up
constexpr std::uint8_t kMostAttempts = 5;
constexpr double kKnowsHours = 0.85;  // of those who call again
const Duration kNextTry = Duration::hours(17);
constexpr double kPatienceShape = 1.15;  // Weibull: a little more restless as time passes
constexpr double kLeavesMessage = 0.18;  // out of hours
constexpr int kIdleToHelp = 2;           // agents a team keeps for its own calls
const Duration kWaitForHelp = Duration::seconds(40);
constexpr double kOutageTalk = 0.55;  // "we know, it is being repaired"
constexpr double kOutagePatience = 1.6;

QueueId id_of(Line line) { return QueueId(static_cast<std::uint32_t>(index_of(line))); }
Line line_of(const CallRecord& record) { return static_cast<Line>(record.queue.index()); }

Random stream(std::uint64_t seed, Purpose purpose) {
  return Random::stream(seed, static_cast<std::uint64_t>(purpose));
}

}  // namespace

Floor::Floor(std::uint64_t seed, const Zone& zone, const Demand& demand, const Rota& rota,
             std::function<void(const CallRecord&)> log)
    : zone_(zone),
      demand_(demand),
      rota_(rota),
      log_(std::move(log)),
      callers_(stream(seed, Purpose::callers)),
      behaviour_(stream(seed, Purpose::behaviour)),
      patience_(stream(seed, Purpose::patience)),
      service_(stream(seed, Purpose::service)) {}

void Floor::plan(Instant at, Kind kind, std::uint64_t subject, bool present) {
  calendar_.push({.at = at, .order = planned_++, .subject = subject, .kind = kind, .present = present});
}

void Floor::run_day(LocalDay day, Instant end, const std::vector<Arrival>& arrivals,
                    const std::vector<Presence>& presences) {
  day_ = day;
  midnight_ = start_of_day(day, zone_);
  agents_.resize(rota_.agents().size());
  for (const Presence& p : presences) plan(p.at, Kind::presence, p.agent.index(), p.present);
  auto arrival = arrivals.begin();
  for (;;) {
    const bool planned = !calendar_.empty() && calendar_.top().at < end;
    if (arrival != arrivals.end() && (!planned || arrival->at <= calendar_.top().at)) {
      offer(arrival->line, arrival->at, draw_caller(), 1);
      ++arrival;
    } else if (planned) {
      const Event event = calendar_.top();
      calendar_.pop();
      handle(event);
    } else {
      break;
    }
  }
  log_finished();
}

void Floor::close() {
  for (Call& c : calls_)
    if (c.finished) log_(c.record);
  calls_.clear();
}

void Floor::log_finished() {
  while (!calls_.empty() && calls_.front().finished) {
    log_(calls_.front().record);
    calls_.pop_front();
    ++first_call_;
  }
}

void Floor::handle(const Event& event) {
  switch (event.kind) {
    case Kind::presence:
      return set_present(AgentId(static_cast<std::uint32_t>(event.subject)), event.present, event.at);
    case Kind::freed: {
      const AgentId agent(static_cast<std::uint32_t>(event.subject));
      agents_[agent.index()].busy = false;
      return seek_work(agent, event.at);
    }
    case Kind::queued:
      return enter_queue(event.subject, event.at);
    case Kind::hangs_up:
      return hang_up(event.subject, event.at);
    case Kind::escapes:
      return escape(event.subject, event.at);
    case Kind::calls_again:
      if (!is_open(event.line, day_, hour_of(event.at)) && behaviour_.uniform() < kKnowsHours) {
        Event later = event;
        later.at = event.at + kNextTry;
        later.order = planned_++;
        return calendar_.push(later);
      }
      return offer(event.line, event.at, CallerId(static_cast<std::uint32_t>(event.subject)), event.attempt);
  }
}

/// On the wall clock, of the day that is played.
double Floor::hour_of(Instant at) const {
  return (zone_.to_local(at) - LocalTime(day_)) / std::chrono::duration<double>(3600.0);
}

// ------------------------------------------------------------------ callers

/// Some customers call far more often than others.
CallerId Floor::draw_caller() {
  if (callers_.uniform() < kWithheld) return CallerId::none();
  const double u = callers_.uniform();
  return CallerId(static_cast<std::uint32_t>(std::pow(u, 1.5) * static_cast<double>(kCustomers)));
}

Duration Floor::draw(const Spread& spread, double factor) {
  const double variance = std::log1p(spread.variation * spread.variation);
  const double log_mean = std::log(spread.mean_seconds) - variance / 2;
  return Duration::from_seconds(factor * service_.lognormal(log_mean, std::sqrt(variance)));
}

std::uint64_t Floor::add_call(Line line, Instant at, CallerId caller, std::uint8_t attempt) {
  Call added;
  added.record.offered_at = at;
  added.record.queue = id_of(line);
  added.record.caller = caller;
  added.attempt = attempt;
  calls_.push_back(added);
  return first_call_ + calls_.size() - 1;
}

void Floor::offer(Line line, Instant at, CallerId caller, std::uint8_t attempt) {
  const std::uint64_t number = add_call(line, at, caller, attempt);
  Call& offered = call(number);
  const Duration menu = Duration::from_seconds(4 + behaviour_.lognormal(2.75, 0.45));
  if (!is_open(line, day_, hour_of(at))) return meet_closed_line(offered);
  double leaves = attempt > 1 ? 0.01 : facts_of(line).leave_in_menu;
  const Outage* outage = line == Line::technical ? demand_.outage_at(at) : nullptr;
  if (outage != nullptr) leaves += outage->announced;
  if (behaviour_.uniform() < leaves) {
    offered.record.outcome = Outcome::in_menu;
    offered.record.ended_at = at + menu + Duration::from_seconds(behaviour_.exponential(14));
    offered.finished = true;
    return;
  }
  offered.record.priority = behaviour_.uniform() < kUrgent ? 1 : 0;
  const double scale = facts_of(line).patience_seconds * (outage != nullptr ? kOutagePatience : 1);
  offered.patience = Duration::from_seconds(
      behaviour_.uniform() < kHangsUpAtOnce ? 1 + patience_.exponential(4)
                                            : scale * std::pow(patience_.exponential(1), 1 / kPatienceShape));
  plan(at + menu, Kind::queued, number);
}

void Floor::meet_closed_line(Call& closed) {
  const bool message = behaviour_.uniform() < kLeavesMessage;
  closed.record.outcome = message ? Outcome::voicemail : Outcome::out_of_hours;
  closed.record.ended_at =
      closed.record.offered_at +
      Duration::from_seconds(message ? 28 + behaviour_.exponential(25) : 6 + behaviour_.exponential(9));
  closed.finished = true;
}

void Floor::enter_queue(std::uint64_t number, Instant at) {
  Call& queued = call(number);
  queued.record.queued_at = at;
  const Line line = line_of(queued.record);
  if (const auto agent = take_idle(line)) return answer(number, *agent, at);
  const Line other = second_line(line);
  if (queues_[index_of(other)].idle_count > kIdleToHelp)
    if (const auto agent = take_idle(other)) return answer(number, *agent, at);
  queued.waiting = true;
  Queue& queue = queues_[index_of(line)];
  (queued.record.priority > 0 ? queue.urgent : queue.usual).push_back(number);
  plan(at + queued.patience, Kind::hangs_up, number);
  const Escape way = escape_of(line);
  if (Duration::from_seconds(way.after_seconds) < queued.patience && behaviour_.uniform() < way.share)
    plan(at + Duration::from_seconds(way.after_seconds), Kind::escapes, number);
}

void Floor::escape(std::uint64_t number, Instant at) {
  if (number < first_call_ || !call(number).waiting) return;
  Call& leaving = call(number);
  leaving.waiting = false;
  leaving.finished = true;
  leaving.record.ended_at = at;
  const Escape::Way way = escape_of(line_of(leaving.record)).way;
  leaving.record.outcome = way == Escape::Way::callback ? Outcome::callback : Outcome::overflow;
  if (way != Escape::Way::technical) return;
  // The same caller goes on waiting, first in line, with what patience is left.
  const CallerId caller = leaving.record.caller;
  const Duration patience = leaving.patience - (at - leaving.record.queued_at);
  const std::uint64_t next = add_call(Line::technical, at, caller, leaving.attempt);
  call(next).patience = patience;
  call(next).record.priority = 1;
  enter_queue(next, at);
}

void Floor::hang_up(std::uint64_t number, Instant at) {
  if (number < first_call_ || !call(number).waiting) return;
  Call& lost = call(number);
  lost.waiting = false;
  lost.finished = true;
  lost.record.outcome = Outcome::abandoned;
  lost.record.ended_at = at;
  if (!lost.record.caller.known() || lost.attempt >= kMostAttempts || behaviour_.uniform() >= kRedials)
    return;
  call_again(line_of(lost.record), lost.record.caller, static_cast<std::uint8_t>(lost.attempt + 1),
             at + Duration::from_seconds(10 + behaviour_.lognormal(5.6, 1.1)));
}

void Floor::call_again(Line line, CallerId caller, std::uint8_t attempt, Instant at) {
  calendar_.push({.at = at,
                  .order = planned_++,
                  .subject = caller.index(),
                  .kind = Kind::calls_again,
                  .line = line,
                  .attempt = attempt});
}

/// What was not solved brings the caller back: soon, or about the same hour of a following day.
void Floor::after_answer(const Call& answered, Instant ended) {
  const Line line = line_of(answered.record);
  if (!answered.record.caller.known() || behaviour_.uniform() >= facts_of(line).comes_back) return;
  constexpr double kSameDay = 0.35;
  Duration later = Duration::from_seconds(240 + behaviour_.exponential(3600));
  if (behaviour_.uniform() >= kSameDay) {  // one draw a statement: compilers differ in the order within one
    later = Duration::days(1 + static_cast<std::int64_t>(behaviour_.exponential(1.4)));
    later += Duration::from_seconds(5400 * behaviour_.normal());
  }
  if (later > Duration::minutes(4)) call_again(line, answered.record.caller, 1, ended + later);
}

// ------------------------------------------------------------------ agents

void Floor::answer(std::uint64_t number, AgentId agent, Instant at) {
  Call& answered = call(number);
  const Line line = line_of(answered.record);
  const LineFacts& facts = facts_of(line);
  const Agent& who = rota_.agents()[agent.index()];
  constexpr double kForeign = 1.12;  // a line that is not the agent's own
  double pace = who.pace * (who.line == line ? 1 : kForeign);
  if (line == Line::technical && demand_.outage_at(at) != nullptr) pace *= kOutageTalk;
  CallRecord& record = answered.record;
  record.answered_at = at + Duration::from_seconds(1.5 + service_.exponential(2.2));
  record.ended_at = record.answered_at + Duration::seconds(4) + draw(facts.talk, pace);
  record.wrapup_end_at = record.ended_at + draw(facts.wrapup, who.pace);
  record.agent = agent;
  record.outcome = Outcome::answered;
  answered.waiting = false;
  answered.finished = true;
  agents_[agent.index()].busy = true;
  plan(record.wrapup_end_at, Kind::freed, agent.index());
  after_answer(answered, record.ended_at);
}

void Floor::set_present(AgentId agent, bool present, Instant at) {
  AgentState& state = agents_[agent.index()];
  if (state.present == present) return;
  state.present = present;
  if (state.busy) return;
  if (present) return seek_work(agent, at);
  ++state.idle_turn;
  --queues_[index_of(rota_.agents()[agent.index()].line)].idle_count;
}

std::optional<AgentId> Floor::take_idle(Line line) {
  Queue& queue = queues_[index_of(line)];
  while (!queue.idle.empty()) {
    const IdleEntry entry = queue.idle.front();
    queue.idle.pop_front();
    AgentState& state = agents_[entry.agent.index()];
    if (state.idle_turn != entry.turn) continue;
    ++state.idle_turn;
    --queue.idle_count;
    return entry.agent;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> Floor::next_waiting(Line line, Instant at, Duration least_wait) {
  for (auto* lane : {&queues_[index_of(line)].urgent, &queues_[index_of(line)].usual}) {
    while (!lane->empty() && (lane->front() < first_call_ || !call(lane->front()).waiting)) lane->pop_front();
    if (lane->empty() || at - call(lane->front()).record.queued_at < least_wait) continue;
    const std::uint64_t number = lane->front();
    lane->pop_front();
    return number;
  }
  return std::nullopt;
}

void Floor::seek_work(AgentId agent, Instant at) {
  AgentState& state = agents_[agent.index()];
  if (!state.present) return;
  const Line line = rota_.agents()[agent.index()].line;
  if (const auto number = next_waiting(line, at, Duration())) return answer(*number, agent, at);
  if (const auto number = next_waiting(second_line(line), at, kWaitForHelp))
    return answer(*number, agent, at);
  Queue& queue = queues_[index_of(line)];
  queue.idle.push_back({agent, ++state.idle_turn});
  ++queue.idle_count;
}

}  // namespace tandem::sample
