#include "plan/sample/sample.hpp"

#include <algorithm>

#include "core/base/check.hpp"
#include "plan/sample/call_log.hpp"
#include "plan/sample/demand.hpp"
#include "plan/sample/floor.hpp"
#include "plan/sample/rota.hpp"

namespace tandem::sample {
namespace {

/// A year of the desk as it is, give or take.
constexpr double kCallsPerYear = 400'000;
constexpr int kYear = 365;

Result<void> check(const Options& options) {
  TANDEM_CHECK(options.zone != nullptr, "a sample is written in a zone");
  if (!options.calls && (options.days < 1 || options.days > kMostDays))
    return failure(ErrorCode::bad_value, "a sample of {} days is not possible; give 1 to {}", options.days,
                   kMostDays);
  if (options.calls && (*options.calls < 0 || *options.calls > kMostCalls))
    return failure(ErrorCode::bad_value, "a sample of {} calls is not possible; give 0 to {}", *options.calls,
                   kMostCalls);
  return {};
}

}  // namespace

Result<Summary> write_sample(const Options& asked, const Sink& sink) {
  TANDEM_TRY(check(asked));
  Options options = asked;
  double scale = 1;
  if (options.calls) {
    const double years = static_cast<double>(*options.calls) / kCallsPerYear;
    scale = std::max(1.0, years);
    options.days = std::max(1, static_cast<int>(kYear * std::min(1.0, years)));
  }
  CallLog log(options, sink);
  Demand demand(options.seed, options.first_day, options.days, scale, *options.zone);
  Rota rota(options.seed);
  Floor floor(options.seed, *options.zone, demand, rota,
              [&log](const CallRecord& record) { log.write(record); });
  Summary summary;
  LocalDay day = options.first_day;
  // What was promised is how many calls, or how many days; never one day more than it takes.
  while (!log.refused() && (options.calls ? !log.full() : summary.days < options.days)) {
    const auto slots = slots_of(day, *options.zone);
    std::vector<Presence> presences;
    for (const Line line : kEveryLine)
      std::ranges::move(rota.presences_of(line, demand.planned_load(line, day), slots),
                        std::back_inserter(presences));
    floor.run_day(day, slots.back(), demand.arrivals_of(day), presences);
    day += std::chrono::days(1);
    ++summary.days;
  }
  floor.close();
  if (!log.finish()) return failure(ErrorCode::cancelled, "the sample was not written to its end");
  summary.calls = log.lines();
  summary.agents = static_cast<int>(rota.agents().size());
  return summary;
}

}  // namespace tandem::sample
