#include "plan/simulation/model_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "core/json/json_text.hpp"
#include "core/kpi/definition.hpp"
#include "plan/import/source/whole_file.hpp"

namespace tandem::simulation {
namespace {

constexpr std::size_t kNamesMax = 100'000;

void read_names(const JsonNode& root, std::string_view member, std::vector<std::string>& names) {
  const auto list = root.find(member);
  if (!list) return;
  for (const JsonNode& item : list->items(kNamesMax)) {
    const std::string name = item.text();
    if (std::ranges::find(names, name) != names.end()) item.fault(fmt::format("'{}' is named twice", name));
    names.push_back(name);
  }
}

void read_start(const JsonNode& root, Horizon& horizon) {
  if (const auto zone = root.find("zone")) {
    const auto found = Zone::find(zone->text());
    if (found)
      horizon.zone = *found;
    else
      zone->fault(found.error().message);
  }
  const auto start = root.find("start");
  using namespace std::chrono_literals;
  const auto day = start ? start->day() : LocalDay(2024y / 1 / 1);
  if (day) horizon.start = start_of_day(*day, *horizon.zone);
}

void read_horizon(const JsonNode& root, Horizon& horizon) {
  constexpr Duration kLongest = Duration::days(36'600);
  constexpr std::uint32_t kBatchesMax = 100'000;
  read_start(root, horizon);
  if (const auto warm_up = root.find("warm_up")) horizon.warm_up = warm_up->length();
  if (const auto length = root.find("length")) horizon.length = length->length();
  if (horizon.length <= Duration() || horizon.length + horizon.warm_up > kLongest)
    root.must("length").fault("is more than 0 and at most a hundred years, with the warm-up");
  if (const auto batches = root.find("batches")) horizon.batches = batches->count(1, kBatchesMax);
  if (const auto interval = root.find("interval")) {
    horizon.interval = interval->length();
    if (*horizon.interval < Duration::minutes(1) || *horizon.interval > Duration::days(1))
      interval->fault("is a minute at least and a day at most");
  }
}

void read_rules(const JsonNode& root, Model& model) {
  if (const auto threshold = root.find("threshold")) model.rules.answer.limit = threshold->length();
  if (const auto shorter = root.find("short")) model.rules.short_abandon.limit = shorter->length();
  if (const auto definition = root.find("definition")) {
    const auto known = kpi::find_definition(definition->text());
    if (!known)
      definition->fault(known.error().message);
    else if (std::ranges::find(kpi::service_level_formulas(), (*known)->id, &kpi::Definition::id) ==
             kpi::service_level_formulas().end())
      definition->fault(fmt::format("is '{}', which is not a service level", definition->text()));
    else
      model.service_level = (*known)->id;
  }
}

Model read(const JsonNode& root) {
  root.members({"$schema",    "notes",   "name",         "start",         "zone",   "warm_up",
                "length",     "batches", "interval",     "threshold",     "short",  "definition",
                "clients",    "skills",  "destinations", "announcements", "queues", "groups",
                "guarantees", "types",   "calls_max"});
  Model model;
  model.plan.clearance_required = false;
  if (const auto name = root.find("name")) model.name = name->text();
  read_horizon(root, model.horizon);
  read_rules(root, model);
  read_names(root, "clients", model.plan.clients);
  if (model.plan.clients.empty()) model.plan.clients.push_back("client");
  read_names(root, "skills", model.plan.skills);
  read_names(root, "destinations", model.plan.destinations);
  read_names(root, "announcements", model.plan.announcements);
  if (const auto most = root.find("calls_max")) model.plan.limits.calls = most->count(1, 1'000'000);
  read_floor(root, model);
  read_types(root, model);
  return model;
}

}  // namespace

std::expected<Model, std::vector<Error>> parse_model(std::string_view text, const std::string& file) {
  const auto one = [&](ErrorCode code, std::string message) {
    return std::unexpected(std::vector<Error>{{code, std::move(message), {.file = file}}});
  };
  if (text.size() > kModelBytesMax)
    return one(ErrorCode::limit, fmt::format("the model has more than {} bytes", kModelBytesMax));
  const auto value = parse_json(text, file);
  if (!value) return std::unexpected(std::vector<Error>{value.error()});
  JsonFaults faults(file);
  const JsonNode root(&*value, "", faults);
  if (!value->is_object()) return one(ErrorCode::bad_format, "the model is not a JSON object");
  Model model = read(root);
  if (faults.any()) return std::unexpected(faults.take());
  if (auto wrong = faults_of(model); !wrong.empty()) {
    for (Error& fault : wrong) fault.where.file = file;
    return std::unexpected(std::move(wrong));
  }
  return model;
}

std::expected<Model, std::vector<Error>> read_model(const std::string& path) {
  const auto text = importing::read_whole_file(path, kModelBytesMax);
  if (!text) return std::unexpected(std::vector<Error>{text.error()});
  return parse_model(*text, path);
}

}  // namespace tandem::simulation
