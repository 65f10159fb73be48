#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// Work that may wait, until a deadline: tickets and mail, as a fluid by interval. Amounts are agent hours.
namespace tandem::blend {

/// Work that comes together and is to be done together.
struct Piece {
  std::size_t released = 0;  ///< the first interval in which it can be done
  std::size_t due = 0;       ///< the interval before which it is to be done, at least released + 1
  std::size_t promised = 0;  ///< the interval before which it was promised; `due` may be later
  double hours = 0;
  std::uint32_t channel = 0;
};

/// What became of work.
struct WorkDone {
  std::vector<double> in_time;      ///< hours of each piece that were done before `promised`
  std::vector<double> backlog;      ///< by interval: hours of work that is there at its end
  std::vector<double> done;         ///< by interval: hours
  std::vector<double> over_due;     ///< by interval: hours of the backlog whose promise is broken
  std::vector<double> done_by_due;  ///< hours of each piece that were done before `due`
};

/// Does work earliest `due` first; what was not done by then comes after all that can still be in time. No
/// other order does more in time: so much of each interval's capacity is matched to work that may be done in
/// it (Glover 1967; Horn 1974). `capacity`: hours by interval.
WorkDone do_by_deadline(std::span<const Piece> pieces, std::span<const double> capacity);

/// Where agents can be added, and what one is worth.
struct Room {
  std::vector<double> capacity;      ///< hours by interval that are there already
  std::vector<double> hours_each;    ///< what one more agent does in an interval; 0: none can work then
  std::vector<std::uint32_t> most;   ///< agents that can be added
  std::vector<std::uint32_t> staff;  ///< agents who are there already
};

struct Added {
  std::vector<std::uint32_t> agents;  ///< by interval
  double missed_hours = 0;            ///< that cannot be done before they are due, whatever is added
  std::uint64_t total() const;
};

/// The fewest added agents, summed over intervals, with which all that can be done before it is due is: a set
/// of work fits if for any two instants what is released after the first and due before the second is no more
/// than what can be done between them. Deadlines are taken one after another, and what a stretch lacks is
/// added in the latest of its intervals that has room, as any later stretch with that in it gains most; such
/// covering of intervals by points is exact where one agent is worth the same in every interval with room.
/// O(intervals^2 / 2 + added). Pieces due after the last interval are not asked for.
Added add_agents(std::span<const Piece> pieces, const Room& room);

/// The same number of added agents, or as few as reach it, as even as can be: staff and added together stay
/// below the lowest level that takes no more of them, over all and then day by day, so that they fill where
/// few are and end with no rush.
Added add_agents_evenly(std::span<const Piece> pieces, const Room& room, std::size_t intervals_a_day);

}  // namespace tandem::blend
