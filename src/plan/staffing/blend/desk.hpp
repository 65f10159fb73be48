#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/duration.hpp"
#include "core/base/zone.hpp"
#include "core/calendar/opening_hours.hpp"

/// A desk that answers calls and chats and works on tickets and mail, staffed as one.
namespace tandem::blend {

inline constexpr std::uint32_t kSeatsMax = 100'000;

/// What comes to the desk one way.
struct Channel {
  enum class Kind : std::uint8_t {
    call,  ///< one at a time, at once
    chat,  ///< several at a time, at once
    work   ///< tickets and mail: one at a time, until a deadline
  };
  std::string name;
  Kind kind = Kind::call;
  std::vector<std::string> records;  ///< files as written; of the desk's folder where relative
  std::optional<double> handle_seconds;
  /// Of who waits, the mean; none: measured, and where it cannot be, nobody gives up.
  std::optional<double> patience_seconds;
  bool nobody_gives_up = false;
  double share = 0.8;            ///< of the target, between 0 and 1
  Duration within;               ///< answered, or done, in time
  bool of_opening_time = false;  ///< a deadline that runs while the desk is open only
  std::uint32_t at_once = 1;
  double slowdown = 0;  ///< see ChatLoad
  double backlog = 0;   ///< tickets that are there at the start, as if they came then

  bool is_live() const { return kind != Kind::work; }
};
std::string_view name_of(Channel::Kind kind);

struct Desk {
  std::string name;
  const Zone* zone = &Zone::utc();
  std::string country;                                            ///< as --country; "": the zone's
  std::string special_days;                                       ///< a file as --special-days; "": none
  calendar::WeeklyHours hours = calendar::WeeklyHours::always();  ///< when there are agents
  bool closed_on_holidays = false;
  std::optional<std::uint32_t> seats;  ///< agents that fit in
  double occupancy_max = 0.9;          ///< of the time of agents, at work: calls, chats and tickets together
  /// A ticket is put down when a call or chat comes. Else it is ended first, and agents are kept free.
  bool interruptible = true;
  std::vector<Channel> channels;

  bool has(Channel::Kind kind) const;
};

}  // namespace tandem::blend
