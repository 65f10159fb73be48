#include "plan/quote/floor.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "core/calendar/compile.hpp"

namespace tandem::quote {
namespace {

using simulation::CallType;

/// Handle times differ by slot in steps of so much.
constexpr double kHandleStep = 1.04;
/// What of a factor on handle times is believed: a slot with few calls may be far off.
constexpr int kHandleStepsMax = 18;
/// Agents who are there when the last calls of a day come stay so long for those who still wait.
constexpr Duration kStaysOn = Duration::minutes(15);

/// Of one path: how many calls each queue has in each slot.
using Counts = std::vector<std::vector<std::uint32_t>>;

std::uint32_t scaled(std::uint32_t count, double factor, Random& random) {
  if (factor == 1) return count;
  return static_cast<std::uint32_t>(count * factor + random.uniform());
}

Counts counts_of(const Floor& floor, std::size_t path, double volume, Random random) {
  Counts counts(floor.queues.size(), std::vector<std::uint32_t>(floor.size()));
  for (std::size_t at = 0; at < floor.size(); ++at) {
    const std::uint32_t calls = scaled(floor.paths[path][at], volume, random);
    if (floor.queues.size() == 1) {
      counts[0][at] = calls;
      continue;
    }
    for (std::uint32_t call = 0; call < calls; ++call) {
      double left = random.uniform();
      std::size_t queue = 0;
      while (queue + 1 < counts.size() && left >= floor.shares[queue][at]) left -= floor.shares[queue++][at];
      ++counts[queue][at];
    }
  }
  return counts;
}

class Maker {
 public:
  Maker(const Floor& floor, const Variation& variation) : floor_(floor), variation_(variation) {
    for (const Callers& callers : floor.queues) handle_of_queue_.push_back(callers.handle_seconds());
  }

  simulation::Model make(const Staff& staff, const Counts& counts) {
    model_.name = "quote";
    model_.plan.clients = {"client"};
    model_.plan.groups = {"team"};
    model_.plan.clearance_required = false;
    model_.horizon.zone = floor_.zone;
    model_.horizon.start = start_of_day(floor_.days.front(), *floor_.zone);
    model_.horizon.length =
        start_of_day(floor_.days.back() + std::chrono::days(1), *floor_.zone) - model_.horizon.start;
    for (const Callers& callers : floor_.queues) add_queue(callers);
    add_agents(staff);
    for (std::size_t queue = 0; queue < counts.size(); ++queue) add_calls(queue, counts[queue]);
    return std::move(model_);
  }

 private:
  void add_queue(const Callers& callers) {
    routing::Queue queue;
    queue.name = callers.queue;
    queue.client = ClientId(0);
    queue.stages.push_back({.access = {{.groups = {routing::GroupId(0)}, .skills = {}}},
                            .wait = std::nullopt,
                            .length = std::nullopt,
                            .expected_wait = std::nullopt,
                            .free_agents_under = std::nullopt});
    if (callers.open != calendar::WeeklyHours::always())
      queue.open = calendar::compile({.zone = floor_.zone, .weekly = callers.open}, model_.horizon.start,
                                     model_.horizon.end());
    model_.plan.queues.push_back(std::move(queue));
  }

  Instant begins(std::size_t day, std::size_t slot) const {
    const auto minutes = minutes_of(floor_.interval) * static_cast<std::int64_t>(floor_.first_slot + slot);
    return floor_.zone->to_instant(LocalTime(floor_.days[day]) + std::chrono::minutes(minutes)).instant;
  }

  /// The first agent is there whenever one is needed, the second whenever two are...
  void add_agents(const Staff& staff) {
    simulation::Group group;
    const std::uint32_t most = staff.empty() ? 0 : *std::ranges::max_element(staff);
    std::vector<simulation::RecordedAgent> agents(most);
    for (std::size_t day = 0; day < floor_.days.size(); ++day) {
      std::vector<Instant> since(most);
      std::uint32_t there = 0;
      for (std::size_t slot = 0; slot <= floor_.slots; ++slot) {
        const std::uint32_t wanted = slot < floor_.slots ? staff[day * floor_.slots + slot] : 0;
        if (wanted == there) continue;
        const Instant now = begins(day, slot);
        for (; there < wanted; ++there) since[there] = now;
        const Duration longer = wanted == 0 ? kStaysOn : Duration();
        for (; there > wanted; --there) {
          std::vector<TimeSpan>& on_duty = agents[there - 1].on_duty;
          // Who stayed on from before is still there.
          if (!on_duty.empty() && since[there - 1] <= on_duty.back().until)
            on_duty.back().until = now + longer;
          else
            on_duty.push_back({since[there - 1], now + longer});
        }
      }
    }
    group.recorded = std::move(agents);
    for (std::uint32_t i = 0; i < most; ++i)
      model_.plan.agents.push_back(
          {.name = fmt::format("{}", i + 1), .group = routing::GroupId(0), .skills = {}});
    model_.groups.push_back(std::move(group));
  }

  int step_of(std::size_t at) const {
    double usual = 0;
    for (std::size_t queue = 0; queue < handle_of_queue_.size(); ++queue)
      usual += floor_.shares[queue][at] * handle_of_queue_[queue];
    if (!(usual > 0) || !(floor_.handle_seconds[at] > 0)) return 0;
    const double steps = std::log(floor_.handle_seconds[at] / usual) / std::log(kHandleStep);
    return std::clamp(static_cast<int>(std::lround(steps)), -kHandleStepsMax, kHandleStepsMax);
  }

  CallType type_of(std::size_t queue, int step) const {
    const Callers& callers = floor_.queues[queue];
    const double factor = std::pow(kHandleStep, step) * variation_.handle;
    CallType type;
    type.name = fmt::format("{} {:+}", callers.queue, step);
    type.queue = QueueId(static_cast<std::uint32_t>(queue));
    type.talk = callers.talk.scaled(factor);
    type.after_call_work = callers.after_call_work.scaled(factor);
    type.patience = callers.patience.scaled(variation_.patience);
    type.arrivals.kind = simulation::Arrivals::Kind::counts;
    type.arrivals.repeat = simulation::Arrivals::Repeat::never;
    type.arrivals.period = floor_.interval;
    return type;
  }

  void add_calls(std::size_t queue, const std::vector<std::uint32_t>& counts) {
    std::map<int, CallType> types;
    const auto slots_a_day = static_cast<std::size_t>(Duration::hours(24) / floor_.interval);
    for (std::size_t at = 0; at < counts.size(); ++at) {
      if (counts[at] == 0) continue;
      const int step = step_of(at);
      auto known = types.find(step);
      if (known == types.end()) known = types.emplace(step, type_of(queue, step)).first;
      const auto day =
          static_cast<std::size_t>((floor_.days[at / floor_.slots] - floor_.days.front()).count());
      const std::size_t period = day * slots_a_day + floor_.first_slot + at % floor_.slots;
      std::vector<double>& calls = known->second.arrivals.calls;
      if (calls.size() <= period) calls.resize(period + 1);
      calls[period] = counts[at];
    }
    for (auto& [step, type] : types) model_.types.push_back(std::move(type));
  }

  const Floor& floor_;
  const Variation& variation_;
  std::vector<double> handle_of_queue_;
  simulation::Model model_;
};

bool is_open(const calendar::WeeklyHours& hours, LocalDay day, int minutes) {
  const auto holds = [minutes](const calendar::DaySpan& span) {
    return span.from.minutes() <= minutes && minutes < span.end_minutes();
  };
  return std::ranges::any_of(hours.of(std::chrono::weekday(day)), holds);
}

}  // namespace

double Floor::usual_handle_seconds(std::size_t day_and_slot) const {
  double seconds = 0;
  for (std::size_t queue = 0; queue < queues.size(); ++queue)
    seconds += shares[queue][day_and_slot] * queues[queue].handle_seconds();
  return seconds;
}

double Floor::open_share(std::size_t day_and_slot) const {
  const LocalDay day = days[day_and_slot / slots];
  const std::int64_t minutes =
      minutes_of(interval) * static_cast<std::int64_t>(first_slot + day_and_slot % slots);
  double share = 0;
  for (std::size_t queue = 0; queue < queues.size(); ++queue)
    if (is_open(queues[queue].open, day, static_cast<int>(minutes))) share += shares[queue][day_and_slot];
  return share;
}

std::vector<std::vector<double>> shares_of(std::vector<std::vector<double>> counts, std::size_t size) {
  if (counts.empty()) return {std::vector<double>(size, 1.0)};
  std::vector<double> usual;
  for (const std::vector<double>& own : counts) usual.push_back(std::accumulate(own.begin(), own.end(), 0.0));
  const double all = std::accumulate(usual.begin(), usual.end(), 0.0);
  for (std::size_t at = 0; at < size; ++at) {
    double sum = 0;
    for (const std::vector<double>& own : counts) sum += own[at];
    for (std::size_t queue = 0; queue < counts.size(); ++queue) {
      double& share = counts[queue][at];
      if (sum > 0)
        share /= sum;
      else
        share = all > 0 ? usual[queue] / all : 1.0 / static_cast<double>(counts.size());
    }
  }
  return counts;
}

simulation::Model model_of(const Floor& floor, const Staff& staff, std::size_t path,
                           const Variation& variation, std::uint64_t seed) {
  const Counts counts = counts_of(floor, path, variation.volume, Random::stream(seed, path));
  return Maker(floor, variation).make(staff, counts);
}

}  // namespace tandem::quote
