// What can be wrong with a model.
#include <fmt/format.h>

#include <cmath>

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
    if (model_.horizon.batches > 1 && model_.horizon.interval)
      add("batches",
          "stand beside interval: what is taken for the same at all times has no breakdown by time");
    for (std::size_t i = 0; i < model_.types.size(); ++i)
      look_at(model_.types[i], fmt::format("types[{}]", i));
    return std::move(faults_);
  }

 private:
  void add(std::string where, std::string message) {
    faults_.push_back({ErrorCode::bad_value, std::move(message), {.field = std::move(where)}});
  }

  void look_at(const CallType& type, const std::string& where) {
    look_at(type.arrivals, where + ".arrivals");
    if (type.talk.kind() == Distribution::Kind::never || !std::isfinite(type.talk.mean_seconds()))
      add(where + ".talk", "does not end");
    if (!std::isfinite(type.after_call_work.mean_seconds())) add(where + ".after_call_work", "does not end");
    double shares = 0;
    for (const CallType::Priority& one : type.priorities) shares += one.share;
    constexpr double kRounding = 1e-6;
    if (!type.priorities.empty() && std::abs(shares - 1) > kRounding)
      add(where + ".priorities", fmt::format("add up to {:.4g} %; expected 100 %", shares * 100));
    if (type.transfer.chance >= 1 && model_.types[type.transfer.as.index()].transfer.chance >= 1)
      add(where + ".transfer", "sends every call on to a type that sends every call on");
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
