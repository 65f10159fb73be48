#include <fmt/format.h>

#include "core/base/check.hpp"
#include "core/kpi/definition.hpp"
#include "plan/report/analysis_json.hpp"

namespace tandem::report {
namespace {

std::string_view name_of(kpi::Clock clock) {
  switch (clock) {
    case kpi::Clock::offered:
      return "offered";
    case kpi::Clock::menu_left:
      return "menu_left";
    case kpi::Clock::queued:
      return "queued";
  }
  TANDEM_CHECK(false, "a clock without a name");
}

std::string_view name_of(kpi::Attribution attribution) {
  switch (attribution) {
    case kpi::Attribution::offered:
      return "offered";
    case kpi::Attribution::answered:
      return "answered";
    case kpi::Attribution::service_level_event:
      return "service_level_event";
  }
  TANDEM_CHECK(false, "an attribution without a name");
}

std::string_view name_of(kpi::CountsAs as) {
  switch (as) {
    case kpi::CountsAs::left_out:
      return "left_out";
    case kpi::CountsAs::offered:
      return "offered";
    case kpi::CountsAs::answered:
      return "answered";
    case kpi::CountsAs::abandoned:
      return "abandoned";
  }
  TANDEM_CHECK(false, "a way to count without a name");
}

void threshold_member(JsonWriter& json, std::string_view name, const kpi::Threshold& threshold) {
  json.key(name);
  json.open_object();
  json.member("limit", threshold.limit.seconds());
  json.member("comparison",
              threshold.comparison == kpi::Threshold::Comparison::at_most ? "at_most" : "under");
  json.close_object();
}

void rules_member(JsonWriter& json, const kpi::Rules& rules) {
  json.key("rules");
  json.open_object();
  json.member("clock", name_of(rules.clock));
  json.member("ring_time_counts", rules.ring_time_counts);
  threshold_member(json, "answer", rules.answer);
  threshold_member(json, "short_abandon", rules.short_abandon);
  json.member("attribution", name_of(rules.attribution));
  json.key("counts");
  json.open_object();
  for (std::size_t i = 0; i < rules.counts.size(); ++i)
    json.member(tandem::name_of(static_cast<Outcome>(i)), name_of(rules.counts[i]));
  json.close_object();
  json.close_object();
}

}  // namespace

void instant_value(JsonWriter& json, Instant at) {
  if (!at.known()) {
    json.null();
    return;
  }
  const LocalTime utc(std::chrono::microseconds(at.microseconds()));
  const LocalDay day = std::chrono::floor<std::chrono::days>(utc);
  const std::int64_t us = (utc - day).count();
  const std::int64_t s = us / 1'000'000, fraction = us % 1'000'000;
  std::string text = fmt::format("{}T{:02}:{:02}:{:02}", to_text(day), s / 3600, s / 60 % 60, s % 60);
  if (fraction != 0) text += fmt::format(".{:06}", fraction);
  json.value(text + "Z");
}

void options_members(JsonWriter& json, const analysis::Analysis& a) {
  const auto& options = a.options;
  json.key("options");
  json.open_object();
  json.member("zone", options.zone != nullptr ? std::string_view(options.zone->name()) : std::string_view());
  json.member("interval", options.interval.seconds());
  json.member("target", options.target);
  json.member("definition", options.definition);
  json.member("shrinkage", options.shrinkage);
  json.member("client", options.client);
  rules_member(json, options.rules);
  json.close_object();
}

void service_levels_value(JsonWriter& json,
                          const std::array<std::optional<double>, kpi::kServiceLevelFormulas>& levels) {
  json.open_object();
  const auto formulas = kpi::service_level_formulas();
  for (std::size_t i = 0; i < levels.size(); ++i) json.member(formulas[i].id, levels[i]);
  json.close_object();
}

void tally_value(JsonWriter& json, const kpi::Tally& t) {
  const auto seconds = [](std::int64_t microseconds) { return static_cast<double>(microseconds) / 1e6; };
  json.open_object();
  json.member("offered", t.offered);
  json.member("answered", t.answered);
  json.member("abandoned", t.abandoned);
  json.member("answered_in_threshold", t.answered_in_threshold);
  json.member("abandoned_in_threshold", t.abandoned_in_threshold);
  json.member("abandoned_short", t.abandoned_short);
  json.member("abandoned_ringing",
              t.ringing_stated() ? std::optional<std::int64_t>(t.abandoned_ringing) : std::nullopt);
  json.member("overflow", t.overflow);
  json.member("callback", t.callback);
  json.member("voicemail", t.voicemail);
  json.member("out_of_hours", t.out_of_hours);
  json.member("in_menu", t.in_menu);
  json.member("unfinished", t.unfinished);
  json.member("talk_known", t.talk_known);
  json.member("acw_known", t.acw_known);
  json.member("acw_present", t.acw_present);
  json.member("wait_answered_total", seconds(t.wait_answered_total));
  json.member("wait_abandoned_total", seconds(t.wait_abandoned_total));
  json.member("talk_total", seconds(t.talk_total));
  json.member("held_total", t.hold_stated() ? std::optional(seconds(t.held_total)) : std::nullopt);
  json.member("acw_total", seconds(t.acw_total));
  json.member("wait_max", t.wait_max < 0 ? std::nullopt : std::optional(seconds(t.wait_max)));
  json.close_object();
}

}  // namespace tandem::report
