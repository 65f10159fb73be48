#include "plan/staffing/mix/request_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/value.hpp>

#include "core/json/json_node.hpp"
#include "core/json/json_text.hpp"
#include "plan/import/source/whole_file.hpp"

namespace tandem::mix {
namespace {

constexpr std::size_t kTargetsMax = 100, kGroupsMax = 10'000, kPremiumsMax = 100;
constexpr std::uint32_t kAgentsMax = 10'000;
constexpr double kCostLeast = 1e-6, kCostMost = 1e9, kSecondsMost = 86'400, kCallsMost = 1e9;

double read_value(const JsonNode& node, kpi::Unit unit) {
  if (unit == kpi::Unit::share) return node.share();
  if (unit == kpi::Unit::count) return node.number(0, kCallsMost);
  const double seconds = node.length().seconds();
  if (!(seconds >= 0 && seconds <= kSecondsMost)) node.refuse("a time from 0s to 24h");
  return seconds;
}

void read_bound(const JsonNode& node, Target& target) {
  const auto least = node.find("at_least"), most = node.find("at_most");
  if (least.has_value() == most.has_value()) {
    node.fault("needs one of at_least and at_most");
    return;
  }
  target.bound = least ? Target::Bound::at_least : Target::Bound::at_most;
  target.value = read_value(least ? *least : *most, target.kpi->unit);
}

void read_threshold(const JsonNode& node, std::string_view member, bool used, kpi::Threshold& into) {
  const auto found = node.find(member);
  if (!found) return;
  into.limit = found->length();
  if (into.limit < Duration()) found->refuse("a time of 0s or more");
  if (!used) found->fault("does nothing here: this KPI has no such threshold");
}

Target read_target(const JsonNode& node, const simulation::Model& model) {
  node.members({"kpi", "within", "short", "at_least", "at_most", "each", "only", "over", "probability"});
  Target target{.rules = model.rules};
  const JsonNode kpi = node.must("kpi");
  const std::string id = kpi.text();
  const auto found =
      id == occupancy().id ? Result<const kpi::Definition*>(&occupancy()) : kpi::find_definition(id);
  if (!found) {
    if (kpi.is_text()) kpi.fault(found.error().message);
    target.kpi = &kpi::catalogue().front();
    return target;
  }
  target.kpi = *found;
  read_bound(node, target);
  read_threshold(node, "within", kpi::uses_answer_threshold(*target.kpi), target.rules.answer);
  read_threshold(node, "short", kpi::uses_short_abandons(*target.kpi), target.rules.short_abandon);
  if (const auto each = node.find("each"))
    target.each = static_cast<Target::Each>(each->one_of({"floor", "client", "queue"}));
  std::vector<std::string> names = model.plan.clients;
  if (target.each == Target::Each::queue) {
    names.clear();
    for (const routing::Queue& queue : model.plan.queues) names.push_back(queue.name);
  }
  if (const auto only = node.find("only")) {
    if (target.each == Target::Each::floor) only->fault("stands beside \"each\": \"client\" or \"queue\"");
    for (const JsonNode& item : only->items(kGroupsMax))
      target.only.push_back(
          item.name_in(names, target.each == Target::Each::queue ? "queue" : "client").value_or(0));
  }
  if (const auto over = node.find("over"))
    target.over = static_cast<Target::Over>(over->one_of({"interval", "day", "month", "whole"}));
  if (const auto probability = node.find("probability")) {
    target.probability = probability->share();
    if (!(*target.probability > 0)) probability->refuse("a share above 0");
  }
  return target;
}

/// A time of day, "22:00", as a length after midnight.
Duration read_clock(const JsonNode& node) {
  const std::string text = node.text();
  int hour = 0, minute = 0;
  const bool digits = text.size() == 5 && text[2] == ':' &&
                      std::ranges::all_of(text, [&](char c) { return c == ':' || (c >= '0' && c <= '9'); });
  if (digits) {
    hour = (text[0] - '0') * 10 + text[1] - '0';
    minute = (text[3] - '0') * 10 + text[4] - '0';
  }
  if (node.is_text() && (!digits || minute > 59 || hour * 60 + minute > 24 * 60))
    node.refuse("a time of day such as 22:00");
  return Duration::minutes(hour * 60 + minute);
}

Premium read_premium(const JsonNode& node) {
  node.members({"from", "until", "factor"});
  constexpr double kFactorMost = 100;
  return {read_clock(node.must("from")), read_clock(node.must("until")),
          node.must("factor").number(1, kFactorMost)};
}

void read_group(const JsonNode& node, const simulation::Model& model, Request& request,
                std::vector<bool>& named) {
  node.members({"name", "cost_hour", "least", "most", "as_modelled"});
  const JsonNode name = node.must("name");
  const auto place = name.name_in(model.plan.groups, "group");
  if (!place) return;
  if (named[*place]) name.fault(fmt::format("'{}' is named twice", model.plan.groups[*place]));
  named[*place] = true;
  GroupTerms& terms = request.groups[*place];
  if (const auto cost = node.find("cost_hour")) terms.cost_hour = cost->number(kCostLeast, kCostMost);
  if (const auto least = node.find("least")) terms.least = least->count(0, kAgentsMax);
  if (const auto most = node.find("most")) terms.most = most->count(0, kAgentsMax);
  if (const auto as = node.find("as_modelled")) terms.as_modelled = as->flag();
  if (terms.most && *terms.most < terms.least)
    node.must("most").fault(fmt::format("is {}, less than the least, {}", *terms.most, terms.least));
}

Request read(const JsonNode& root, const simulation::Model& model) {
  root.members({"$schema", "notes", "interval", "cost_hour", "groups", "premiums", "targets"});
  Request request = plain_request(model);
  if (const auto interval = root.find("interval")) {
    request.interval = interval->length();
    const bool divides = *request.interval >= Duration::minutes(1) &&
                         Duration::hours(24).microseconds() % request.interval->microseconds() == 0;
    if (!divides) {
      interval->refuse("a minute or more that divides a day, such as 30m");
      request.interval.reset();
    }
  }
  if (const auto cost = root.find("cost_hour"))
    for (GroupTerms& terms : request.groups) terms.cost_hour = cost->number(kCostLeast, kCostMost);
  std::vector<bool> named(request.groups.size());
  if (const auto groups = root.find("groups"))
    for (const JsonNode& item : groups->items(kGroupsMax)) read_group(item, model, request, named);
  if (const auto premiums = root.find("premiums"))
    for (const JsonNode& item : premiums->items(kPremiumsMax)) request.premiums.push_back(read_premium(item));
  for (const JsonNode& item : root.must("targets").items(kTargetsMax))
    request.targets.push_back(read_target(item, model));
  return request;
}

}  // namespace

Request plain_request(const simulation::Model& model) {
  Request request;
  request.groups.resize(model.groups.size());
  return request;
}

std::expected<Request, std::vector<Error>> parse_request(std::string_view text, const std::string& file,
                                                         const simulation::Model& model) {
  const auto one = [&](ErrorCode code, std::string message) {
    return std::unexpected(std::vector<Error>{{code, std::move(message), {.file = file}}});
  };
  if (text.size() > kRequestBytesMax)
    return one(ErrorCode::limit, fmt::format("the targets have more than {} bytes", kRequestBytesMax));
  const auto value = parse_json(text, file);
  if (!value) return std::unexpected(std::vector<Error>{value.error()});
  if (!value->is_object()) return one(ErrorCode::bad_format, "the targets are not a JSON object");
  JsonFaults faults(file);
  Request request = read(JsonNode(&*value, "", faults), model);
  if (faults.any()) return std::unexpected(faults.take());
  if (auto wrong = faults_of(request, model); !wrong.empty()) {
    for (Error& fault : wrong) fault.where.file = file;
    return std::unexpected(std::move(wrong));
  }
  return request;
}

std::expected<Request, std::vector<Error>> read_request(const std::string& path,
                                                        const simulation::Model& model) {
  const auto text = importing::read_whole_file(path, kRequestBytesMax);
  if (!text) return std::unexpected(std::vector<Error>{text.error()});
  return parse_request(*text, path, model);
}

}  // namespace tandem::mix
