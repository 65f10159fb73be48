#include "app/blend_input.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "app/arguments.hpp"
#include "app/calendar_input.hpp"
#include "app/progress.hpp"
#include "app/series_input.hpp"
#include "plan/forecast/forecast.hpp"
#include "plan/import/source/whole_file.hpp"
#include "plan/staffing/blend/desk_json.hpp"

namespace tandem::app {
namespace {

using blend::Channel;
using blend::ChannelDemand;

/// Longer plans would take minutes, and their last days are known to nobody.
constexpr std::int64_t kDaysMax = 62;

std::string beside(const std::string& desk_path, const std::string& file) {
  const std::filesystem::path path(file);
  return path.is_absolute() ? file : (std::filesystem::path(desk_path).parent_path() / path).string();
}

/// Forecasts all channels of a desk.
class Forecasting {
 public:
  Forecasting(const BlendArguments& arguments, const Session& session, const blend::Desk& desk,
              Duration interval, bool with_paths)
      : arguments_(arguments),
        session_(session),
        desk_(desk),
        interval_(interval),
        paths_(with_paths ? arguments.paths : 0) {}

  Result<blend::DeskDemand> run() {
    for (std::size_t i = 0; i < desk_.channels.size(); ++i) {
      auto series = is_read(desk_.channels[i]) ? read(desk_.channels[i]) : Result<SeriesInput>();
      if (!series) return std::unexpected(of_channel(i, std::move(series).error()));
      series_.push_back(std::move(*series));
    }
    TANDEM_TRY(set_days());
    for (std::size_t i = 0; i < desk_.channels.size(); ++i) {
      auto demand = is_read(desk_.channels[i]) ? forecast_channel(i) : Result<ChannelDemand>();
      if (!demand) return std::unexpected(of_channel(i, std::move(demand).error()));
      made_.channels.push_back(std::move(*demand));
    }
    return std::move(made_);
  }

 private:
  /// With the channel it is of, where the error names no file.
  Error of_channel(std::size_t channel, Error error) const {
    if (error.where.file.empty() && error.code != ErrorCode::cancelled) {
      error.where.file = arguments_.desk;
      error.where.field = fmt::format("channels[{}]", channel);
    }
    return error;
  }

  Result<SeriesInput> read(const Channel& channel) const {
    InputArguments files;
    for (const std::string& file : channel.records) files.files.push_back(beside(arguments_.desk, file));
    files.zone = std::string(desk_.zone->name());
    files.threads = arguments_.threads;
    Input input;
    TANDEM_TRY(read_input(files, session_, input));
    return read_series(files, input, session_, {.interval = interval_});
  }

  bool is_read(const Channel& channel) const {
    return !arguments_.days || channel.kind != Channel::Kind::call;
  }

  /// The last day that is staffed, after `last`.
  Result<LocalDay> staffed_until(LocalDay last) const {
    if (arguments_.days) {
      if (last >= arguments_.days->first)
        return failure(ErrorCode::usage,
                       "the records reach to {}, into the months that are planned from {} on", to_text(last),
                       to_text(arguments_.days->first));
      return arguments_.days->second;
    }
    TANDEM_ASSIGN(until, parse_horizon(arguments_.horizon, last));
    if ((until - last).count() > kDaysMax)
      return failure(ErrorCode::usage, "--horizon {}: a desk is staffed for {} days at most",
                     arguments_.horizon, kDaysMax);
    return until;
  }

  Result<void> set_days() {
    std::vector<LocalDay> days;
    for (const SeriesInput& series : series_)
      if (series.whole.series.size() > 0)
        days.insert(days.end(), {series.whole.series.days.front(), series.whole.series.days.back()});
    if (days.empty())
      return failure(ErrorCode::usage, "{} has no channel beside calls: nothing to add to the plan's",
                     arguments_.desk);
    const auto [first, last] = std::ranges::minmax(days);
    TANDEM_ASSIGN(until, staffed_until(last));
    made_.first = arguments_.days ? arguments_.days->first : last + std::chrono::days(1);
    made_.days = static_cast<std::size_t>((until - made_.first).count()) + 1;
    made_.days_after = blend::days_ahead(desk_);
    made_.interval = interval_;
    end_ = until + std::chrono::days(static_cast<std::int64_t>(made_.days_after));
    CalendarArguments calendar{.countries = desk_.country, .special_days = {}};
    if (!desk_.special_days.empty()) calendar.special_days = beside(arguments_.desk, desk_.special_days);
    TANDEM_ASSIGN(special, special_days(calendar, desk_.zone, first, end_));
    special_ = std::move(special);
    std::vector<LocalDay> closed;
    for (const forecast::SpecialDay& day : special_)
      if (day.closed || (desk_.closed_on_holidays && day.kind == forecast::SpecialDay::Kind::full))
        closed.push_back(day.day);
    made_.open = blend::open_intervals(desk_, made_.first, made_.days + made_.days_after, interval_, closed);
    return {};
  }

  Result<ChannelDemand> forecast_channel(std::size_t number) {
    const Channel& channel = desk_.channels[number];
    const SeriesInput& series = series_[number];
    if (!channel.handle_seconds && !series.whole.series.knows_handle_time())
      return failure(ErrorCode::usage,
                     "the records of '{}' state no handle times; say how long one takes with \"handle\": "
                     "\"240s\"",
                     channel.name);
    const double done = static_cast<double>(number), all = static_cast<double>(desk_.channels.size());
    forecast::ForecastOptions options{
        .until = end_,
        .paths = paths_,
        .seed = arguments_.seed + number,
        .progress = [&](double share) { line_.tell("forecasting", (done + share) / all); },
        .cancel = &session_.cancelled};
    TANDEM_ASSIGN(streams, forecast::forecast_days(series.whole, {}, special_, options));
    return demand_of(channel, series, streams.front());
  }

  ChannelDemand demand_of(const Channel& channel, const SeriesInput& series,
                          const forecast::StreamForecast& made) const {
    const std::size_t slots = made_.intervals_a_day(), size = made_.size();
    ChannelDemand demand{
        .contacts = std::vector<double>(size),
        .handle_seconds = std::vector<double>(size),
        .paths = std::vector<std::vector<std::uint32_t>>(made.paths.size(), std::vector<std::uint32_t>(size)),
        .patience_seconds = channel.patience_seconds ? channel.patience_seconds : series.patience_seconds};
    if (channel.nobody_gives_up || !channel.is_live()) demand.patience_seconds.reset();
    double contacts = 0, seconds = 0;
    for (std::size_t day = 0; day < made.days.size(); ++day) {
      const forecast::ComingDay& of = made.days[day];
      if (of.calls.day < made_.first) continue;
      const auto from =
          static_cast<std::size_t>((of.calls.day - made_.first).count()) * slots + made.first_slot;
      for (std::size_t slot = 0; slot < of.calls.counts.size(); ++slot) {
        // Who calls at closed doors takes no agent; tickets come at any time.
        const double served = channel.is_live() ? series.served.on(of.calls.day, made.first_slot + slot) : 1;
        const std::size_t at = from + slot;
        demand.contacts[at] = of.calls.counts[slot] * served;
        demand.handle_seconds[at] =
            channel.handle_seconds ? *channel.handle_seconds : of.handle_seconds[slot];
        contacts += demand.contacts[at];
        seconds += demand.contacts[at] * demand.handle_seconds[at];
        for (std::size_t path = 0; path < made.paths.size(); ++path)
          demand.paths[path][at] =
              static_cast<std::uint32_t>(std::lround(made.paths[path][day][slot] * served));
      }
    }
    const double mean = contacts > 0 ? seconds / contacts : channel.handle_seconds.value_or(1);
    for (double& handle : demand.handle_seconds)
      if (handle <= 0) handle = mean;
    return demand;
  }

  const BlendArguments& arguments_;
  const Session& session_;
  const blend::Desk& desk_;
  Duration interval_;
  std::size_t paths_;
  std::vector<SeriesInput> series_;
  std::vector<forecast::SpecialDay> special_;
  LocalDay end_;  ///< with the days after
  DoingLine line_;
  blend::DeskDemand made_;
};

}  // namespace

std::vector<std::string> files_of(const blend::Desk& desk, const std::string& desk_path) {
  std::vector<std::string> files = {desk_path};
  for (const Channel& channel : desk.channels)
    for (const std::string& file : channel.records) files.push_back(beside(desk_path, file));
  if (!desk.special_days.empty()) files.push_back(beside(desk_path, desk.special_days));
  return files;
}

std::expected<BlendInput, std::vector<Error>> read_blend_input(const BlendArguments& arguments,
                                                               const Session& session) {
  const auto one = [](Error error) { return std::unexpected(std::vector<Error>{std::move(error)}); };
  BlendInput made;
  const auto interval = parse_interval(arguments.interval);
  if (!interval) return one(interval.error());
  const auto shrinkage = parse_shrinkage(arguments.shrinkage);
  if (!shrinkage) return one(shrinkage.error());
  made.shrinkage = *shrinkage;
  if (!arguments.probability.empty()) {
    const auto probability = parse_probability(arguments.probability);
    if (!probability) return one(probability.error());
    made.probability = *probability;
  }
  const auto text = importing::read_whole_file(arguments.desk, blend::kDeskBytesMax);
  if (!text) return one(text.error());
  auto desk = blend::parse_desk(*text, arguments.desk);
  if (!desk) return std::unexpected(std::move(desk).error());
  made.desk = std::move(*desk);
  auto demand = Forecasting(arguments, session, made.desk, *interval, made.probability.has_value()).run();
  if (!demand) return one(std::move(demand).error());
  made.demand = std::move(*demand);
  return made;
}

}  // namespace tandem::app
