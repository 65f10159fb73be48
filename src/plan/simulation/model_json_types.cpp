// Call types, their arrivals, and distributions.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "plan/simulation/model_json.hpp"

namespace tandem::simulation {
namespace {

constexpr std::size_t kTypesMax = 10'000;
constexpr std::size_t kValuesMax = 10'000'000;
constexpr double kCvMax = 100;

std::vector<std::string> names_of(const std::vector<routing::Queue>& queues) {
  std::vector<std::string> names;
  for (const routing::Queue& queue : queues) names.push_back(queue.name);
  return names;
}

Duration mean_in(const JsonNode& node) {
  const Duration mean = node.length();
  if (mean <= Duration()) node.fault("is 0; expected a mean of more");
  return mean;
}

/// {"mean": "300s", "cv": 1.2}
template <class Make>
Distribution of_mean_and_cv(const JsonNode& node, Make make) {
  node.members({"mean", "cv"});
  const Duration mean = mean_in(node.must("mean"));
  const JsonNode cv = node.must("cv");
  const double value = cv.number(0, kCvMax);
  if (value == 0) {
    cv.fault("is 0; expected more, or a constant length");
    return {};
  }
  return make(mean, value);
}

Distribution read_empirical(const JsonNode& node) {
  std::vector<Duration> values;
  for (const JsonNode& item : node.items(kValuesMax)) values.push_back(item.length());
  if (!values.empty()) return Distribution::empirical(std::move(values));
  node.fault("has no values");
  return {};
}

Distribution read_hazard(const JsonNode& node) {
  constexpr double kRateMax = 1e6;
  std::vector<Distribution::Stretch> stretches;
  for (const JsonNode& item : node.items(kValuesMax)) {
    item.members({"from", "rate"});
    const Duration from = item.must("from").length();
    if (stretches.empty() ? from != Duration() : from <= stretches.back().from)
      item.must("from").fault(stretches.empty() ? "is not 0, where the first stretch begins"
                                                : "is not later than the stretch before");
    stretches.push_back({from, item.must("rate").number(0, kRateMax)});
  }
  if (!stretches.empty() && stretches.front().from == Duration())
    return Distribution::hazard(std::move(stretches));
  if (stretches.empty()) node.fault("has no stretches");
  return {};
}

Distribution read_kind(const JsonNode& node, const std::string& kind, const JsonNode& value) {
  if (kind == "exponential") return Distribution::exponential(mean_in(value));
  if (kind == "lognormal") return of_mean_and_cv(value, Distribution::lognormal);
  if (kind == "gamma") return of_mean_and_cv(value, Distribution::gamma);
  if (kind == "empirical") return read_empirical(value);
  if (kind == "hazard") return read_hazard(value);
  if (kind == "uniform") {
    value.members({"from", "until"});
    const Duration from = value.must("from").length();
    const Duration until = value.must("until").length();
    if (until < from) value.fault("ends before it begins");
    return Distribution::uniform(from, std::max(from, until));
  }
  node.fault(
      fmt::format("has '{}'; expected one of exponential, lognormal, gamma, uniform, empirical, hazard, "
                  "or a constant length such as \"20s\", or \"never\"",
                  kind));
  return {};
}

}  // namespace

/// "20s", "never", {"exponential": "300s"}, {"lognormal": {"mean": "300s", "cv": 1}, "zeros": "10%"}...
Distribution read_distribution(const JsonNode& node) {
  if (node.is_text() && node.text() == "never") return Distribution::never();
  if (node.is_text() || !node.is_object()) return Distribution::constant(node.length());
  Distribution read;
  double zeros = 0;
  std::size_t kinds = 0;
  for (const auto& [key, value] : node.all_members()) {
    if (key == "zeros") {
      zeros = value.share();
      continue;
    }
    read = read_kind(node, key, value);
    ++kinds;
  }
  if (kinds != 1)
    node.fault("names no distribution, or several; expected one such as {\"exponential\": \"300s\"}");
  return zeros > 0 ? read.with_zeros(zeros) : read;
}

namespace {

void read_pattern(const JsonNode& node, Arrivals& arrivals) {
  constexpr double kCallsMax = 1e9;
  constexpr std::size_t kPeriodsMax = 4'000'000;
  if (const auto rate = node.find("per_hour")) {
    arrivals.calls = {24 * rate->number(0, kCallsMax)};
    if (node.find("calls")) rate->fault("stands beside calls; give one of them");
    return;
  }
  arrivals.calls = node.must("calls").numbers(0, kCallsMax, kPeriodsMax);
  arrivals.period = Duration::minutes(30);
  if (const auto period = node.find("period")) arrivals.period = period->length();
  if (const auto repeat = node.find("repeat"))
    arrivals.repeat = static_cast<Arrivals::Repeat>(repeat->one_of({"never", "daily", "weekly"}));
}

Arrivals read_arrivals(const JsonNode& node) {
  constexpr std::size_t kTraceMax = 50'000'000;
  node.members({"per_hour", "calls", "period", "repeat", "kind", "day_cv", "period_cv", "period_correlation",
                "trace"});
  Arrivals arrivals;
  if (const auto trace = node.find("trace")) {
    arrivals.kind = Arrivals::Kind::trace;
    for (const JsonNode& item : trace->items(kTraceMax)) {
      arrivals.trace.push_back(item.instant());
      const std::size_t had = arrivals.trace.size();
      if (had > 1 && arrivals.trace[had - 1] < arrivals.trace[had - 2])
        item.fault("is before the call before it");
    }
    return arrivals;
  }
  if (const auto kind = node.find("kind"))
    arrivals.kind = static_cast<Arrivals::Kind>(kind->one_of({"poisson", "counts"}));
  read_pattern(node, arrivals);
  if (const auto cv = node.find("day_cv")) arrivals.day_cv = cv->number(0, kCvMax);
  if (const auto cv = node.find("period_cv")) arrivals.period_cv = cv->number(0, kCvMax);
  if (const auto correlation = node.find("period_correlation"))
    arrivals.period_correlation = correlation->number(-1, 1);
  return arrivals;
}

void read_of_groups(const JsonNode& node, const Model& model,
                    std::vector<std::optional<Distribution>>& of_groups) {
  of_groups.resize(model.groups.size());
  for (const auto& [name, value] : node.all_members()) {
    const auto group = std::ranges::find(model.plan.groups, name);
    if (group == model.plan.groups.end())
      value.fault("is of a group that the model does not have");
    else
      of_groups[static_cast<std::size_t>(group - model.plan.groups.begin())] = read_distribution(value);
  }
}

/// Conversations: how long they are, and where they lead.
void read_service(const JsonNode& node, Model& model, CallType& type) {
  type.talk = read_distribution(node.must("talk"));
  if (const auto work = node.find("after_call_work")) type.after_call_work = read_distribution(*work);
  if (const auto of = node.find("talk_of_group")) read_of_groups(*of, model, type.talk_of_group);
  if (const auto of = node.find("after_call_work_of_group"))
    read_of_groups(*of, model, type.after_call_work_of_group);
}

/// Callers: how long they wait, and what they do instead.
void read_callers(const JsonNode& node, CallType& type) {
  if (const auto patience = node.find("patience")) type.patience = read_distribution(*patience);
  if (const auto balking = node.find("balking")) type.balking = balking->share();
  if (const auto retry = node.find("retry")) {
    retry->members({"chance", "after", "times_max"});
    type.retry.chance = retry->must("chance").share();
    type.retry.after = read_distribution(retry->must("after"));
    if (const auto most = retry->find("times_max"))
      type.retry.times_max = static_cast<std::uint8_t>(most->count(0, 200));
  }
  if (const auto callback = node.find("callback")) {
    callback->members({"accepts", "answers", "given_up"});
    type.callback.accepts = callback->must("accepts").share();
    if (const auto answers = callback->find("answers")) type.callback.answers = answers->share();
    if (const auto given_up = callback->find("given_up")) type.callback.given_up = given_up->length();
  }
  if (const auto priorities = node.find("priorities"))
    for (const JsonNode& one : priorities->items(256)) {
      one.members({"priority", "share"});
      type.priorities.push_back(
          {static_cast<std::uint8_t>(one.must("priority").count(0, 255)), one.must("share").share()});
    }
}

}  // namespace

void read_types(const JsonNode& root, Model& model) {
  const std::vector<std::string> queues = names_of(model.plan.queues);
  std::vector<std::string> names;
  const std::vector<JsonNode> items = root.must("types").items(kTypesMax);
  for (const JsonNode& node : items) {
    const JsonNode name = node.must("name");
    if (std::ranges::find(names, name.text()) != names.end())
      name.fault(fmt::format("'{}' is named twice", name.text()));
    names.push_back(name.text());
  }
  for (const JsonNode& node : items) {
    node.members({"name", "queue", "arrivals", "talk", "after_call_work", "patience", "talk_of_group",
                  "after_call_work_of_group", "priorities", "balking", "retry", "transfer", "callback"});
    CallType type;
    type.name = node.must("name").text();
    if (const auto queue = node.find("queue"))
      type.queue = QueueId(queue->name_in(queues, "queue").value_or(0));
    else if (queues.size() == 1)
      type.queue = QueueId(0);
    else
      node.must("queue");
    // A type of transferred calls may have no arrivals of its own.
    if (const auto arrivals = node.find("arrivals")) type.arrivals = read_arrivals(*arrivals);
    read_service(node, model, type);
    read_callers(node, type);
    if (const auto transfer = node.find("transfer")) {
      transfer->members({"chance", "queue", "as"});
      type.transfer.chance = transfer->must("chance").share();
      type.transfer.queue = QueueId(transfer->must("queue").name_in(queues, "queue").value_or(0));
      type.transfer.as = CallTypeId(transfer->must("as").name_in(names, "call type").value_or(0));
    }
    model.types.push_back(std::move(type));
  }
  // Where nobody does any, there is no step between the end of a call and the next.
  for (std::uint32_t queue = 0; queue < queues.size(); ++queue) {
    bool any = false;
    for (const CallType& type : model.types)
      any |= !type.after_call_work.is_zero() || !type.after_call_work_of_group.empty();
    if (!any && !model.plan.queues[queue].wrap_up_for) model.plan.queues[queue].wrap_up_for = Duration();
  }
}

}  // namespace tandem::simulation
