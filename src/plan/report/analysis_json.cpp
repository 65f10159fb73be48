#include "plan/report/analysis_json.hpp"

#include "plan/report/report.hpp"

namespace tandem::report {

std::string to_json(const analysis::Analysis& a) {
  JsonWriter json;
  json.open_object();
  options_members(json, a);
  json.member("files", a.files);
  json.member("format", a.format);
  json.key("first");
  instant_value(json, a.first);
  json.key("last");
  instant_value(json, a.last);
  json.member("totals_only", a.totals_only);
  json.member("open_days", a.open_days);
  json.key("total");
  tally_value(json, a.total);
  json.member("mean_wait", a.mean_wait);
  json.member("mean_wait_answered", a.mean_wait_answered);
  json.member("mean_wait_abandoned", a.mean_wait_abandoned);
  json.member("mean_talk", a.mean_talk);
  json.member("mean_acw", a.mean_acw);
  json.member("mean_handle", a.mean_handle);
  json.member("abandonment", a.abandonment);
  json.member("p50_wait", a.p50_wait);
  json.member("p90_wait", a.p90_wait);
  json.member("p95_wait", a.p95_wait);
  json.member("max_wait", a.max_wait);
  json.member("erlangs_mean", a.erlangs_mean);
  slice_members(json, a);
  time_members(json, a);
  quality_members(json, a);
  volume_members(json, a);
  json.close_object();
  return std::move(json).take();
}

}  // namespace tandem::report
