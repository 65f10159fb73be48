// What can be wrong with a model.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "plan/simulation/alarms.hpp"
#include "plan/simulation/model.hpp"

namespace tandem::simulation {
namespace {

class Faults {
 public:
  explicit Faults(const Model& model) : model_(model) {}
  std::vector<Error> find() {
    faults_ = routing::faults_of(model_.plan);
    if (model_.types.empty()) add("types", "there are no call types, so nobody calls");
    if (model_.plan.queues.empty()) add("queues", "there are no queues");
    if (model_.plan.agents.empty()) add("groups", "there are no agents");
    constexpr double kIntervalsMax = 100'000;
    if (model_.horizon.interval && model_.horizon.length / *model_.horizon.interval > kIntervalsMax)
      add("interval", fmt::format("makes more than {} of the length", kIntervalsMax));
    const std::size_t at_once = std::max<std::size_t>(model_.plan.limits.calls, model_.plan.agents.size());
    if (!Alarms::fits(model_.horizon.last() - model_.horizon.start, at_once))
      add("length",
          fmt::format("is too long for {} calls or agents at once: their instants cannot be told apart; "
                      "give fewer days, or a smaller calls_max",
                      at_once));
    if (model_.horizon.batches > 1 && model_.horizon.interval)
      add("batches",
          "stand beside interval: what is taken for the same at all times has no breakdown by time");
    for (std::size_t i = 0; i < model_.types.size(); ++i)
      look_at(model_.types[i], fmt::format("types[{}]", i));
    for (std::size_t i = 0; i < model_.groups.size(); ++i)
      look_at(model_.groups[i], fmt::format("groups[{}]", i));
    return std::move(faults_);
  }

 private:
  void add(std::string where, std::string message) {
    faults_.push_back({ErrorCode::bad_value, std::move(message), {.field = std::move(where)}});
  }

  void look_at(const CallType& type, const std::string& where) {
    look_at(type.arrivals, where + ".arrivals");
    expect_end(type.talk, where + ".talk");
    expect_end(type.after_call_work, where + ".after_call_work");
    expect_ends(type.talk_of_group, where + ".talk_of_group");
    expect_ends(type.after_call_work_of_group, where + ".after_call_work_of_group");
    expect_end(type.retry.after, where + ".retry.after");
    double shares = 0;
    for (const CallType::Priority& one : type.priorities) shares += one.share;
    constexpr double kRounding = 1e-6;
    if (!type.priorities.empty() && std::abs(shares - 1) > kRounding)
      add(where + ".priorities", fmt::format("add up to {:.4g} %; expected 100 %", shares * 100));
    if (type.transfer.chance >= 1 && model_.types[type.transfer.as.index()].transfer.chance >= 1)
      add(where + ".transfer", "sends every call on to a type that sends every call on");
  }

  void look_at(const Group& group, const std::string& where) {
    expect_end(group.answers_after, where + ".answers_after");
    expect_end(group.late, where + ".late");
    expect_end(group.stays_on, where + ".stays_on");
    expect_end(group.break_overrun, where + ".break_overrun");
  }

  void expect_end(const Distribution& length, const std::string& where) {
    if (!std::isfinite(length.mean_seconds())) add(where, "does not end");
  }
  void expect_ends(const std::vector<std::optional<Distribution>>& of_groups, const std::string& where) {
    for (std::size_t i = 0; i < of_groups.size(); ++i)
      if (of_groups[i]) expect_end(*of_groups[i], fmt::format("{}.{}", where, model_.plan.groups[i]));
  }

  void look_at(const Arrivals& arrivals, const std::string& where) {
    if (arrivals.kind == Arrivals::Kind::trace || arrivals.calls.empty()) return;
    const std::int64_t period = arrivals.period.microseconds();
    const std::int64_t day = Duration::hours(24).microseconds();
    if (period < Duration::minutes(1).microseconds() || period > day || day % period != 0)
      return add(where + ".period", "is not a minute or more that divides a day");
    const auto a_day = static_cast<std::size_t>(day / period);
    const auto expect = [&](std::size_t count, std::string_view of) {
      if (arrivals.calls.size() != count)
        add(where + ".calls", fmt::format("has {} values; {} of {} s has {}", arrivals.calls.size(), of,
                                          arrivals.period.seconds(), count));
    };
    if (arrivals.repeat == Arrivals::Repeat::daily) expect(a_day, "a day");
    if (arrivals.repeat == Arrivals::Repeat::weekly) expect(7 * a_day, "a week");
  }

  const Model& model_;
  std::vector<Error> faults_;
};

}  // namespace

std::vector<Error> faults_of(const Model& model) { return Faults(model).find(); }

}  // namespace tandem::simulation
