#include "plan/staffing/sites/sites_json.hpp"

#include <fmt/format.h>

#include "core/calendar/hours_text.hpp"
#include "core/json/json_object.hpp"

namespace tandem::sites {
namespace {

constexpr Decimal kWageMax = Decimal::whole(1'000'000);
constexpr Decimal kAmountMax = Decimal::whole(1'000'000'000);
constexpr Decimal kExchangeMax = Decimal::whole(1'000'000);
constexpr Decimal kPercentMax = Decimal::whole(1'000);
constexpr double kHoursAWeekMax = 112;
constexpr double kAgentsASupervisorMax = 1'000;

/// "25%", "150%" or 0.25.
double read_premium(const JsonNode& node) {
  constexpr double kPercent = 100;
  return static_cast<double>(node.percent(kPercentMax).millionths()) / Decimal::kUnit / kPercent;
}

Currency read_currency(const JsonNode& node) {
  if (const std::string code = node.text(); node.is_text()) {
    if (const auto known = Currency::parse(code)) return *known;
    node.refuse("a currency of three capital letters such as EUR");
  }
  return {};
}

std::optional<calendar::WeeklyHours> read_hours(const JsonNode& node, const std::string& text,
                                                std::string_view expected) {
  const auto hours = calendar::parse_weekly_hours(text);
  if (hours) return *hours;
  node.refuse(expected);
  return std::nullopt;
}

class Reader {
 public:
  explicit Reader(JsonNode root) : root_(std::move(root)) {}

  Sites read() {
    root_.members({"$schema", "notes", "currency", "work", "full_time_hours", "sites"});
    made_.currency = read_currency(root_.must("currency"));
    if (const auto work = root_.find("work")) {
      work->members({"language", "skill", "resolution"});
      if (const auto language = work->find("language")) made_.language = language->text();
      if (const auto skill = work->find("skill")) made_.skill = skill->text();
      if (const auto resolution = work->find("resolution")) made_.resolution = resolution->share();
    }
    if (const auto hours = root_.find("full_time_hours"))
      made_.full_time_hours = hours->number(1, kHoursAWeekMax);
    for (const JsonNode& node : root_.must("sites").items(kSitesMax)) made_.sites.push_back(read_site(node));
    return std::move(made_);
  }

 private:
  Site read_site(const JsonNode& node) {
    node.members({"name",        "kind",       "zone",      "currency",      "exchange", "wages",
                  "on_costs",    "premiums",   "country",   "holidays",      "hours",    "closed_on_holidays",
                  "supervision", "seat_month", "set_up",    "handle_factor", "quality",  "attrition",
                  "hire_cost",   "seats_max",  "shrinkage", "share"});
    Site site{.name = node.must("name").new_name(names_)};
    site.kind = static_cast<Kind>(node.must("kind").one_of({"onshore", "nearshore", "offshore", "in_house"}));
    read_place(node, site);
    read_money(node, site);
    read_times(node, site);
    if (const auto factor = node.find("handle_factor"))
      site.handle_factor = factor->number(kHandleFactorMin, kHandleFactorMax);
    if (const auto quality = node.find("quality")) {
      quality->members({"repeat_calls", "resolution", "reason"});
      if (const auto repeat = quality->find("repeat_calls")) site.quality.repeat_calls = repeat->share();
      if (const auto resolution = quality->find("resolution")) site.quality.resolution = resolution->share();
      site.quality.reason = quality->must("reason").text();
    }
    if (const auto attrition = node.find("attrition")) site.attrition_year = read_premium(*attrition);
    if (const auto seats = node.find("seats_max")) site.seats_max = seats->count(0, kSeatsMax);
    if (const auto shrinkage = node.find("shrinkage")) site.shrinkage = shrinkage->share();
    if (const auto share = node.find("share")) {
      share->members({"at_least", "at_most"});
      if (const auto least = share->find("at_least")) site.share_min = least->share();
      if (const auto most = share->find("at_most")) site.share_max = most->share();
    }
    return site;
  }

  void read_place(const JsonNode& node, Site& site) {
    const JsonNode zone = node.must("zone");
    site.zone = &Zone::utc();
    if (const std::string name = zone.text(); zone.is_text()) {
      if (const auto known = Zone::find(name)) {
        site.zone = *known;
        site.country = holidays::country_of_zone(name);
      } else {
        zone.fault(known.error().message);
      }
    }
    if (const auto country = node.find("country"))
      if (const std::string code = country->text(); country->is_text()) {
        site.country = holidays::country_from(code);
        if (!site.country) country->refuse("one of US, GB, DE, RU, IL; days of others go to holidays");
      }
    if (const auto days = node.find("holidays"))
      for (const JsonNode& item : days->items(kOwnHolidaysMax))
        if (const auto day = item.day()) site.own_holidays.push_back(*day);
    site.currency = made_.currency;
    if (const auto currency = node.find("currency")) site.currency = read_currency(*currency);
    if (const auto rate = node.find("exchange"))
      site.exchange = rate->decimal(Decimal::millionths(1), kExchangeMax);
    else if (site.currency != made_.currency)
      node.must("exchange");
  }

  static void read_money(const JsonNode& node, Site& site) {
    for (const JsonNode& item : node.must("wages").items(kWagesMax)) {
      item.members({"language", "skill", "hour"});
      Wage wage;
      if (const auto language = item.find("language")) wage.language = language->text();
      if (const auto skill = item.find("skill")) wage.skill = skill->text();
      wage.hour = item.must("hour").decimal(Decimal(), kWageMax);
      site.wages.push_back(std::move(wage));
    }
    if (const auto costs = node.find("on_costs")) site.on_costs = read_premium(*costs);
    if (const auto supervision = node.find("supervision")) {
      supervision->members({"agents", "hour"});
      site.agents_per_supervisor = supervision->must("agents").number(1, kAgentsASupervisorMax);
      site.supervisor_hour = supervision->must("hour").decimal(Decimal(), kWageMax);
    }
    if (const auto seat = node.find("seat_month")) site.seat_month = seat->decimal(Decimal(), kAmountMax);
    if (const auto once = node.find("set_up")) site.set_up = once->decimal(Decimal(), kAmountMax);
    if (const auto hire = node.find("hire_cost")) site.hire_cost = hire->decimal(Decimal(), kAmountMax);
  }

  static void read_times(const JsonNode& node, Site& site) {
    if (const auto hours = node.find("hours"))
      site.hours = read_hours(*hours, hours->text(), "hours such as \"24/7\" or \"Mon-Fri 08:00-20:00\"")
                       .value_or(site.hours);
    if (const auto closed = node.find("closed_on_holidays")) site.closed_on_holidays = closed->flag();
    const auto premiums = node.find("premiums");
    if (!premiums) return;
    premiums->members({"night", "saturday", "sunday", "holiday"});
    if (const auto night = premiums->find("night")) read_night(*night, site.premiums);
    const auto read = [&](std::string_view name, double& into) {
      if (const auto premium = premiums->find(name)) into = read_premium(*premium);
    };
    read("saturday", site.premiums.saturday);
    read("sunday", site.premiums.sunday);
    read("holiday", site.premiums.holiday);
  }

  static void read_night(const JsonNode& node, Premiums& premiums) {
    node.members({"hours", "share"});
    premiums.night = read_premium(node.must("share"));
    const auto hours = node.find("hours");
    if (!hours) return;
    // A night is what a day may be open: a span that may end on the next day.
    constexpr std::string_view kExpected = "one span in quarters of an hour such as \"22:00-06:00\"";
    constexpr int kQuarter = 15;
    const auto week = read_hours(*hours, "Mon " + hours->text(), kExpected);
    if (!week) return;
    const calendar::DaySpans& spans = week->days.front();
    if (spans.size() != 1 || spans[0].from.minutes() % kQuarter != 0 ||
        spans[0].until.minutes() % kQuarter != 0)
      return hours->refuse(kExpected);
    premiums.night_from = spans[0].from;
    premiums.night_until = spans[0].until;
  }

  JsonNode root_;
  Sites made_;
  std::vector<std::string> names_;
};

}  // namespace

std::expected<Sites, std::vector<Error>> parse_sites(std::string_view text, const std::string& file) {
  return parse_json_object(text, {.file = file, .what = "the sites", .bytes_max = kSitesBytesMax},
                           [](JsonNode root) { return Reader(std::move(root)).read(); });
}

}  // namespace tandem::sites
