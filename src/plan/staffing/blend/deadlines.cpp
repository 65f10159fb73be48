#include "plan/staffing/blend/deadlines.hpp"

#include <algorithm>

namespace tandem::blend {
namespace {

constexpr double kSecondsAnHour = 3600;
constexpr double kHoursMin = 1e-7;

/// Where open intervals stand, so that opening time can be counted.
class OpenTime {
 public:
  explicit OpenTime(const std::vector<bool>& open) : before_(open.size() + 1) {
    for (std::size_t i = 0; i < open.size(); ++i) {
      before_[i + 1] = before_[i] + (open[i] ? 1 : 0);
      if (open[i]) opens_.push_back(i);
    }
  }
  std::size_t between(std::size_t from, std::size_t until) const {
    return from < until ? before_[until] - before_[from] : 0;
  }
  /// The end of so many open intervals from one on; one past the last where there are not as many.
  std::size_t after(std::size_t from, std::size_t count) const {
    const std::size_t first = before_[from];
    if (count == 0) return from;
    if (first + count > opens_.size()) return before_.size();
    return opens_[first + count - 1] + 1;
  }

 private:
  std::vector<std::size_t> before_;  ///< open intervals before each
  std::vector<std::size_t> opens_;
};

std::size_t whole_intervals(const Channel& channel, const DeskDemand& demand) {
  return static_cast<std::size_t>(channel.within / demand.interval + kHoursMin);
}

/// Pieces of one channel as they come.
class Cutting {
 public:
  Cutting(const Desk& desk, const DeskDemand& demand, std::size_t channel, const std::vector<double>& counts)
      : demand_(demand),
        channel_(desk.channels[channel]),
        number_(static_cast<std::uint32_t>(channel)),
        windows_(windows_of(channel_, demand)),
        open_time_(demand.open) {
    for (std::size_t i = 0; i < counts.size(); ++i)
      hours_.push_back((counts[i] + (i == 0 ? channel_.backlog : 0)) *
                       demand.channels[channel].handle_seconds[i] / kSecondsAnHour);
    handle_ = demand.channels[channel].handle_seconds;
  }

  WorkOf promised() const {
    WorkOf work{.pieces = {}, .out_of_reach = out_of_reach()};
    for (std::size_t i = 0; i < hours_.size(); ++i)
      if (hours_[i] > kHoursMin && windows_[i].released < hours_.size())
        work.pieces.push_back(piece(i, windows_[i].promised, hours_[i]));
    return work;
  }

  WorkOf planned() const {
    WorkOf work{.pieces = {}, .out_of_reach = out_of_reach()};
    const double reach = 1 - work.out_of_reach;
    const double late_allowed = std::max(0.0, 1 - channel_.share - work.out_of_reach);
    const double in_time = reach > 0 ? 1 - late_allowed / reach : 0;
    for (std::size_t i = 0; i < hours_.size(); ++i) {
      if (!(hours_[i] > kHoursMin) || windows_[i].released >= hours_.size()) continue;
      const double now = can_be_in_time(i) ? in_time * hours_[i] : 0;
      if (now > kHoursMin) work.pieces.push_back(piece(i, windows_[i].promised, now));
      if (hours_[i] - now > kHoursMin) work.pieces.push_back(piece(i, later(i), hours_[i] - now));
    }
    return work;
  }

 private:
  Piece piece(std::size_t at, std::size_t due, double hours) const {
    const Window& window = windows_[at];
    return {.released = window.released,
            .due = std::max(due, window.released + 1),
            // One that takes longer than it has is late from the first moment.
            .promised = handle_[at] > channel_.within.seconds() ? window.released : window.promised,
            .hours = hours,
            .channel = number_};
  }
  bool can_be_in_time(std::size_t at) const {
    return windows_[at].is_open && handle_[at] <= channel_.within.seconds();
  }
  std::size_t later(std::size_t at) const {
    const std::size_t promised = std::min(windows_[at].promised, hours_.size());
    return open_time_.after(promised, std::max<std::size_t>(1, whole_intervals(channel_, demand_)));
  }
  double out_of_reach() const {
    double all = 0, never = 0;
    for (std::size_t i = 0; i < std::min(hours_.size(), demand_.intervals()); ++i) {
      if (windows_[i].promised > hours_.size()) continue;
      all += hours_[i];
      if (!can_be_in_time(i)) never += hours_[i];
    }
    return all > 0 ? never / all : 0;
  }

  const DeskDemand& demand_;
  const Channel& channel_;
  std::uint32_t number_;
  std::vector<Window> windows_;
  OpenTime open_time_;
  std::vector<double> hours_, handle_;  ///< by interval
};

}  // namespace

std::vector<Window> windows_of(const Channel& channel, const DeskDemand& demand) {
  const OpenTime open_time(demand.open);
  const std::size_t within = whole_intervals(channel, demand);
  std::vector<Window> windows;
  for (std::size_t i = 0; i < demand.size(); ++i) {
    Window window{.released = i + 1};
    window.promised = channel.of_opening_time ? open_time.after(i, within) : i + within;
    window.promised = std::clamp(window.promised, i + 1, demand.size() + 1);
    if (window.promised <= window.released) window.released = i;
    const std::size_t until = std::min(window.promised, demand.size());
    window.is_open = window.promised > demand.size() || open_time.between(window.released, until) > 0;
    windows.push_back(window);
  }
  return windows;
}

WorkOf promised_work(const Desk& desk, const DeskDemand& demand, std::size_t channel,
                     const std::vector<double>& counts) {
  return Cutting(desk, demand, channel, counts).promised();
}

WorkOf planned_work(const Desk& desk, const DeskDemand& demand, std::size_t channel,
                    const std::vector<double>& counts) {
  return Cutting(desk, demand, channel, counts).planned();
}

}  // namespace tandem::blend
