#include "plan/report/analysis_json.hpp"

namespace tandem::report {
namespace {

void distribution(JsonWriter& json, std::string_view name, const analysis::Distribution& d) {
  json.key(name);
  json.open_object();
  json.member("count", d.count);
  json.member("zero", d.zero);
  json.member("mean", d.mean);
  json.member("sd", d.sd);
  json.member("min", d.min);
  json.member("max", d.max);
  json.key("percentiles");
  json.open_array();
  for (const auto& [share, seconds] : d.percentiles) {
    json.open_object();
    json.member("share", share);
    json.member("seconds", seconds);
    json.close_object();
  }
  json.close_array();
  json.member("bin_edges", d.bin_edges);
  json.member("bin_counts", d.bin_counts);
  json.member("beyond", d.beyond);
  json.key("lognormal");
  if (d.lognormal) {
    json.open_object();
    json.member("log_mean", d.lognormal->log_mean);
    json.member("log_sd", d.lognormal->log_sd);
    json.member("ks", d.lognormal->ks);
    json.member("ks_p_value", d.lognormal->ks_p_value);
    json.member("r_squared_qq", d.lognormal->r_squared_qq);
    json.close_object();
  } else {
    json.null();
  }
  json.close_object();
}

void patience(JsonWriter& json, const analysis::Patience& patience) {
  json.key("patience");
  json.open_object();
  json.member("abandoned", patience.abandoned);
  json.member("censored", patience.censored);
  json.member("time", patience.time);
  json.member("survival", patience.survival);
  json.member("survival_low", patience.survival_low);
  json.member("survival_high", patience.survival_high);
  json.member("hazard_time", patience.hazard_time);
  json.member("hazard", patience.hazard);
  json.member("median", patience.median);
  json.member("mean_exponential", patience.mean_exponential);
  json.member("mean_restricted", patience.mean_restricted);
  json.close_object();
}

}  // namespace

void time_members(JsonWriter& json, const analysis::Analysis& a) {
  distribution(json, "handle_time", a.handle_time);
  distribution(json, "talk_time", a.talk_time);
  distribution(json, "acw", a.acw);
  distribution(json, "wait_answered", a.wait_answered);
  distribution(json, "wait_abandoned", a.wait_abandoned);
  patience(json, a.patience);
}

}  // namespace tandem::report
