#include "app/sites_output.hpp"

#include <fmt/format.h>

#include "app/number_text.hpp"
#include "app/text_table.hpp"
#include "core/base/rounding.hpp"
#include "plan/report/json_writer.hpp"

namespace tandem::app {
namespace {

using report::JsonWriter;
using sites::Activity;
using sites::Alternative;
using sites::Comparison;
using sites::SitePart;

std::string hours(double value) { return grouped(decimal_text(value, 0)); }

/// For JSON: digits beyond these are what sums of binary fractions leave.
double rounded(double value) { return rounded_to(value, 4); }
std::optional<double> rounded(const std::optional<double>& value) {
  return value.transform([](double one) { return rounded(one); });
}

double units_of(const Comparison& comparison, std::int64_t minor_units) {
  return static_cast<double>(minor_units) / static_cast<double>(comparison.currency.minor_units_per_unit());
}

std::string whole_units(const Comparison& comparison, std::int64_t minor_units) {
  return hours(units_of(comparison, minor_units));
}

std::string cents(const Comparison& comparison, const std::optional<double>& value) {
  return value ? grouped(decimal_text(*value, comparison.currency.decimals())) : "-";
}

std::string overview(const Comparison& comparison) {
  TextTable table({"alternative", "kind", std::string(comparison.currency.code()), "a paid hour",
                   "a phone hour", "a call", "cover", "seats", "extra calls"});
  for (const Alternative& one : comparison.alternatives) {
    if (one.impossible) {
      table.add({one.name, std::string(kind_of(one)), "-", "-", "-", "-", "-", "-", "-"});
      continue;
    }
    const UnitCosts costs = unit_costs(comparison, one);
    table.add({one.name, std::string(kind_of(one)), whole_units(comparison, one.costs.total()),
               cents(comparison, costs.paid_hour), cents(comparison, costs.phone_hour),
               cents(comparison, costs.call), decimal_text(one.cover() * 100, 1) + " %",
               fmt::format("{}", one.seats), one.extra_calls ? hours(*one.extra_calls) : "-"});
  }
  return table.text();
}

std::string activities(const Comparison& comparison) {
  std::vector<std::string> head = {"cost by activity"};
  for (const Alternative& one : comparison.alternatives) head.push_back(one.name);
  TextTable table(head);
  const auto row = [&](std::string_view name, const auto& amount) {
    std::vector<std::string> cells = {std::string(name)};
    for (const Alternative& one : comparison.alternatives)
      cells.push_back(one.impossible ? "-" : whole_units(comparison, amount(one)));
    table.add(std::move(cells));
  };
  for (const Activity activity : sites::kAllActivities)
    row(name_of(activity), [&](const Alternative& one) { return one.costs.of(activity); });
  row("all", [](const Alternative& one) { return one.costs.total(); });
  return table.text();
}

/// What a site does in a mix: "Leipzig 62.1 % of the hours, 14 seats".
std::string mix_text(const SitesResult& result, const Alternative& mix) {
  std::string text = mix.name + ":";
  for (const SitePart& part : mix.parts)
    text += fmt::format("{} {} {} % of the hours, {} seats, {} people", &part == mix.parts.data() ? "" : ";",
                        result.sites.sites[part.site].name,
                        decimal_text(mix.hours > 0 ? part.hours / mix.hours * 100 : 0, 1), part.seats,
                        decimal_text(part.people, 1));
  return text + (mix.proven ? ".\n" : "; the solver's time was over, a cheaper mix may be there.\n");
}

std::string risk_text(const SitesResult& result, const Alternative& one) {
  const SitePart& part = one.parts.front();
  const sites::Site& site = result.sites.sites[part.site];
  if (site.quality.reason.empty()) return "";
  std::string text = fmt::format("{}: {} hours {} on the phones, as calls come back", one.name,
                                 hours(std::abs(part.repeat_hours)), part.repeat_hours < 0 ? "less" : "more");
  if (one.extra_calls && *one.extra_calls > 0) text += fmt::format(" ({} calls)", hours(*one.extra_calls));
  return text + fmt::format(": {}.\n", site.quality.reason);
}

std::string notes(const SitesResult& result) {
  const Comparison& comparison = result.comparison;
  std::string text;
  for (const Alternative& one : comparison.alternatives) {
    if (one.impossible) text += fmt::format("{} is left out: {}.\n", one.name, *one.impossible);
    if (!one.impossible && !one.kind) text += mix_text(result, one);
    if (!one.impossible && !one.covers_all())
      text += fmt::format("{} leaves {} agent-hours uncovered: {}.\n", one.name,
                          hours(one.hours - one.hours_covered), sites::hours_text(one.uncovered));
    if (one.kind && one.parts.size() == 1) text += risk_text(result, one);
  }
  if (!comparison.cheapest) return text + "No alternative covers all hours.\n";
  const Alternative& best = comparison.alternatives[*comparison.cheapest];
  return text + fmt::format("The cheapest that covers all hours: {}, {}.\n", best.name,
                            to_text(comparison.money(best.costs.total())));
}

void write_costs(JsonWriter& json, const Comparison& comparison, const sites::Costs& costs) {
  json.key("costs");
  json.open_object();
  for (const Activity activity : sites::kAllActivities)
    json.member(name_of(activity), units_of(comparison, costs.of(activity)));
  json.member("all", units_of(comparison, costs.total()));
  json.close_object();
}

void write_part(JsonWriter& json, const SitesResult& result, const SitePart& part) {
  json.open_object();
  json.member("site", result.sites.sites[part.site].name);
  json.member("seats", part.seats);
  json.member("hours", rounded(part.hours));
  json.member("handle_hours", rounded(part.handle_hours));
  json.member("repeat_hours", rounded(part.repeat_hours));
  json.member("paid_hours", rounded(part.paid_hours));
  json.member("people", rounded(part.people));
  json.member("leavers", rounded(part.leavers));
  write_costs(json, result.comparison, part.costs);
  json.key("months");
  json.open_array();
  for (const sites::SiteMonth& month : part.months) {
    json.open_object();
    json.member("month", to_text(month.month));
    json.member("hours", rounded(month.hours));
    json.member("phone_hours", rounded(month.phone_hours));
    json.member("paid_hours", rounded(month.paid_hours));
    write_costs(json, result.comparison, month.costs);
    json.close_object();
  }
  json.close_array();
  json.close_object();
}

void write_alternative(JsonWriter& json, const SitesResult& result, const Alternative& one) {
  const UnitCosts costs = unit_costs(result.comparison, one);
  json.open_object();
  json.member("name", one.name);
  json.member("kind", kind_of(one));
  json.member("impossible", one.impossible);
  json.member("proven", one.proven);
  json.member("hours", rounded(one.hours));
  json.member("hours_covered", rounded(one.hours_covered));
  json.member("phone_hours", rounded(one.phone_hours));
  json.member("paid_hours", rounded(one.paid_hours));
  json.member("seats", one.seats);
  json.member("calls", rounded(one.calls));
  json.member("extra_calls", rounded(one.extra_calls));
  json.member("cost_paid_hour", rounded(costs.paid_hour));
  json.member("cost_phone_hour", rounded(costs.phone_hour));
  json.member("cost_required_hour", rounded(costs.required_hour));
  json.member("cost_call", rounded(costs.call));
  write_costs(json, result.comparison, one.costs);
  json.key("uncovered");
  json.open_array();
  for (const double hours_short : one.uncovered) json.value(rounded(hours_short));
  json.close_array();
  json.key("parts");
  json.open_array();
  for (const SitePart& part : one.parts) write_part(json, result, part);
  json.close_array();
  json.close_object();
}

}  // namespace

UnitCosts unit_costs(const Comparison& comparison, const Alternative& of) {
  const double all = units_of(comparison, of.costs.total());
  const auto each = [all](double number) { return number > 0 ? std::optional(all / number) : std::nullopt; };
  return {.paid_hour = each(of.paid_hours),
          .phone_hour = each(of.phone_hours),
          .required_hour = each(of.hours_covered),
          .call = each(of.calls.value_or(0))};
}

std::string_view kind_of(const Alternative& alternative) {
  return alternative.kind ? name_of(*alternative.kind) : "mix";
}

std::string table_of(const SitesResult& result) {
  return overview(result.comparison) + "\n" + notes(result) + "\n" + activities(result.comparison);
}

std::string json_of(const SitesResult& result) {
  const Comparison& comparison = result.comparison;
  JsonWriter json;
  json.open_object();
  json.member("currency", comparison.currency.code());
  json.key("cheapest");
  if (comparison.cheapest)
    json.value(comparison.alternatives[*comparison.cheapest].name);
  else
    json.null();
  json.key("alternatives");
  json.open_array();
  for (const Alternative& one : comparison.alternatives) write_alternative(json, result, one);
  json.close_array();
  json.close_object();
  return std::move(json).take() + "\n";
}

}  // namespace tandem::app
