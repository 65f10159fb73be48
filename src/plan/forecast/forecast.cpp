#include "plan/forecast/forecast.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "plan/forecast/coming_days.hpp"
#include "plan/forecast/handle_time.hpp"
#include "plan/forecast/intraday.hpp"
#include "plan/forecast/sample_paths.hpp"

namespace tandem::forecast {
namespace {

/// Of a normal distribution, the middle 90 %.
constexpr double kDeviations = 1.6449;
/// A day that is less like its kind than this taught next to nothing.
constexpr double kUnusualBelow = 0.25;
/// Less history says nothing of weekdays.
constexpr std::size_t kDaysMin = 10;

double sum_of(std::span<const double> values) { return std::accumulate(values.begin(), values.end(), 0.0); }

/// Its sum, and how sure that is, once the slots that are over have had so many.
void add_total(ComingDay& day, const Spread& spread, double over) {
  day.total = sum_of(day.calls.counts);
  const double left = day.total - over;
  const double deviation = std::sqrt(spread.chance * left + spread.level * spread.level * left * left);
  day.total_lower = std::max(over, day.total - kDeviations * deviation);
  day.total_upper = day.total + kDeviations * deviation;
}

void add_load(ComingDay& day, std::size_t slot, double seconds, double deviation, Duration interval) {
  const double share = std::min(deviation * kDeviations, 1.0);
  day.handle_seconds.push_back(seconds);
  day.handle_lower.push_back(seconds * (1 - share));
  day.handle_upper.push_back(seconds * (1 + share));
  day.load.push_back(day.calls.counts[slot] * seconds / interval.seconds());
}

class StreamForecaster {
 public:
  StreamForecaster(const Stream& stream, std::span<const LocalDay> coming,
                   std::span<const SpecialDay> special, const ForecastOptions& options,
                   RollingForecast* whole)
      : stream_(stream),
        options_(options),
        known_(stream.series.size()),
        coming_(coming.size()),
        rolling_(stream.series, coming, special, whole),
        handle_(stream.series, known_) {}

  RollingForecast& rolling() { return rolling_; }

  Result<StreamForecast> make(double progress_from, double progress_share) {
    const DaySeries& series = stream_.series;
    StreamForecast made{.name = stream_.name,
                        .days_known = known_,
                        .days_a_week = rolling_.days_a_week(),
                        .first = series.days.front(),
                        .last = series.days.back(),
                        .interval = series.interval,
                        .first_slot = series.first_slot};
    for (std::size_t day = 0; day < known_; ++day)
      made.history.emplace_back(series.days[day], series.total(day));
    for (std::size_t ahead = 1; ahead <= coming_; ++ahead) {
      if (options_.cancel != nullptr && *options_.cancel) return failure(ErrorCode::cancelled, "stopped");
      made.days.push_back(day_ahead(ahead));
      if (options_.progress)
        options_.progress(progress_from +
                          progress_share * static_cast<double>(ahead) / static_cast<double>(coming_));
    }
    add_unusual(made);
    add_paths(made);
    return made;
  }

 private:
  ComingDay day_ahead(std::size_t ahead) {
    ComingDay day{.calls = rolling_.forecast(known_, ahead)};
    Spread spread = rolling_.spread(known_, ahead);
    double over = 0;
    if (ahead == 1 && options_.so_far) {
      day.calls = after_slots(day.calls, spread, *options_.so_far);
      over = sum_of(*options_.so_far);
    }
    add_total(day, spread, over);
    add_handle_time(day, ahead);
    return day;
  }
  void add_handle_time(ComingDay& day, std::size_t ahead) const {
    if (!handle_.known()) return;
    for (std::size_t slot = 0; slot < day.calls.counts.size(); ++slot)
      add_load(day, slot, handle_.seconds_on(day.calls.day, ahead, slot),
               handle_.deviation(day.calls.counts[slot]), stream_.series.interval);
  }
  void add_unusual(StreamForecast& made) {
    const DayModel& model = rolling_.model(known_);
    for (std::size_t day = 0; day < known_; ++day) {
      if (model.likeness()[day] >= kUnusualBelow) continue;
      const LocalDay date = stream_.series.days[day];
      made.unusual.push_back({date, stream_.series.total(day), sum_of(model.usual_on(date))});
    }
  }
  void add_paths(StreamForecast& made) {
    if (options_.paths == 0 || coming_ == 0) return;
    const SamplePaths paths(rolling_, known_, coming_);
    for (std::size_t path = 0; path < options_.paths; ++path) {
      Random random = Random::stream(options_.seed, path);
      made.paths.push_back(paths.draw(random));
    }
  }

  const Stream& stream_;
  const ForecastOptions& options_;
  std::size_t known_, coming_;
  RollingForecast rolling_;
  HandleTime handle_;
};

/// A handle time that nobody has measured may be off by so much.
constexpr double kHandleUnknown = 0.25;

std::vector<LocalDay> days_of(const Launch& launch, LocalDay from, LocalDay until,
                              std::span<const SpecialDay> special) {
  std::vector<LocalDay> days;
  for (LocalDay day = from; day <= until; day += std::chrono::days(1)) {
    const bool closed = std::ranges::any_of(
        special, [day](const SpecialDay& each) { return each.day == day && each.closed; });
    if (launch.is_open(day) && !closed) days.push_back(day);
  }
  return days;
}

/// Without a day of its own: what the terms say, and by what factor they may be wrong.
ComingDay first_day_of(const Launch& launch, LocalDay day) {
  const double factor = std::exp(kDeviations * Launch::level_deviation(0));
  ComingDay made{.calls = {.day = day, .counts = launch.counts_on(day)}};
  for (const double count : made.calls.counts) {
    made.calls.lower.push_back(count / factor);
    made.calls.upper.push_back(count * factor);
  }
  made.total = sum_of(made.calls.counts);
  made.total_lower = made.total / factor;
  made.total_upper = made.total * factor;
  return made;
}

ComingDay day_after_some(RollingForecast& rolling, std::size_t known, std::size_t ahead) {
  ComingDay day{.calls = rolling.forecast(known, ahead)};
  add_total(day, rolling.spread(known, ahead), 0);
  return day;
}

}  // namespace

Result<std::vector<StreamForecast>> forecast_days(const Stream& whole, std::span<const Stream> parts,
                                                  std::span<const SpecialDay> special,
                                                  const ForecastOptions& options) {
  if (whole.series.size() < kDaysMin)
    return failure(ErrorCode::limit,
                   "{} days with calls are too few to forecast others from; {} are the least",
                   whole.series.size(), kDaysMin);
  const std::vector<LocalDay> coming = coming_days(whole.series, options.until, special);
  if (coming.empty())
    return failure(ErrorCode::usage, "until {} no day is to be expected with calls; the last known is {}",
                   to_text(options.until), to_text(whole.series.days.back()));
  const double share = 1 / static_cast<double>(parts.size() + 1);
  StreamForecaster all(whole, coming, special, options, nullptr);
  std::vector<StreamForecast> made;
  TANDEM_ASSIGN(of_all, all.make(0, share));
  made.push_back(std::move(of_all));
  for (const Stream& part : parts) {
    // A part's own days may end earlier: what is forecast is the same days for all.
    std::vector<LocalDay> rest;
    for (std::size_t day = 0; day < whole.series.size(); ++day)
      if (whole.series.days[day] > part.series.days.back()) rest.push_back(whole.series.days[day]);
    const std::size_t skipped = rest.size();
    rest.insert(rest.end(), coming.begin(), coming.end());
    ForecastOptions own = options;
    own.so_far.reset();
    StreamForecaster forecaster(part, rest, special, own, &all.rolling());
    TANDEM_ASSIGN(of_part, forecaster.make(share * static_cast<double>(made.size()), share));
    of_part.days.erase(of_part.days.begin(), of_part.days.begin() + static_cast<std::ptrdiff_t>(skipped));
    for (auto& path : of_part.paths)
      path.erase(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(skipped));
    made.push_back(std::move(of_part));
  }
  return made;
}

Result<StreamForecast> forecast_launch(const Launch& launch, const DaySeries& known, LocalDay from,
                                       std::span<const SpecialDay> special, const ForecastOptions& options) {
  const std::size_t days_known = known.size();
  const LocalDay begins = days_known > 0 ? known.days.back() + std::chrono::days(1) : from;
  const std::vector<LocalDay> coming = days_of(launch, begins, options.until, special);
  if (coming.empty())
    return failure(ErrorCode::usage, "from {} until {} the hours of --open have no open day", to_text(begins),
                   to_text(options.until));
  StreamForecast made{.name = "all",
                      .days_known = days_known,
                      .first = days_known > 0 ? known.days.front() : begins,
                      .last = days_known > 0 ? known.days.back() : begins,
                      .interval = launch.slots().interval,
                      .first_slot = launch.slots().first_slot};
  for (std::size_t day = 0; day < days_known; ++day)
    made.history.emplace_back(known.days[day], known.total(day));
  RollingForecast rolling(known, coming, special);
  rolling.begin_as(launch, Launch::level_deviation(days_known));
  made.days_a_week = days_known > 0 ? rolling.days_a_week() : days_a_week(coming);
  const HandleTime handle(known, days_known);
  for (std::size_t ahead = 1; ahead <= coming.size(); ++ahead) {
    const LocalDay date = coming[ahead - 1];
    ComingDay day = days_known > 0 ? day_after_some(rolling, days_known, ahead) : first_day_of(launch, date);
    for (std::size_t slot = 0; slot < day.calls.counts.size(); ++slot)
      add_load(day, slot, handle.known() ? handle.seconds_on(date, ahead, slot) : launch.handle_seconds(),
               handle.known() ? handle.deviation(day.calls.counts[slot]) : kHandleUnknown, made.interval);
    made.days.push_back(std::move(day));
  }
  return made;
}

}  // namespace tandem::forecast
