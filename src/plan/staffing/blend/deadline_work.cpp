#include "plan/staffing/blend/deadline_work.hpp"

#include <algorithm>
#include <numeric>
#include <queue>

#include "core/base/check.hpp"

namespace tandem::blend {
namespace {

/// Hours that are none: what rounding leaves of sums of work.
constexpr double kRounding = 1e-9;

/// Who is served first: lowest number of `due`, then the piece that stands first.
struct Waiting {
  std::size_t due = 0, piece = 0;
  friend bool operator>(const Waiting& a, const Waiting& b) {
    return a.due != b.due ? a.due > b.due : a.piece > b.piece;
  }
};
using Queue = std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>>;

class Work {
 public:
  Work(std::span<const Piece> pieces, std::span<const double> capacity)
      : pieces_(pieces),
        capacity_(capacity),
        order_(pieces.size()),
        left_(pieces.size()),
        breaks_(capacity.size() + 1) {
    std::iota(order_.begin(), order_.end(), 0);
    std::ranges::stable_sort(order_, {}, [&](std::size_t i) { return pieces[i].released; });
    for (std::size_t i = 0; i < pieces.size(); ++i) left_[i] = pieces[i].hours;
    done_.in_time.resize(pieces.size());
    done_.done_by_due.resize(pieces.size());
  }

  WorkDone run() {
    for (now_ = 0; now_ < capacity_.size(); ++now_) {
      release();
      double hours = capacity_[now_];
      const double had = hours;
      serve(waiting_, hours);
      serve(late_, hours);
      done_.done.push_back(had - hours);
      note_backlog();
    }
    return std::move(done_);
  }

 private:
  void release() {
    while (next_ < order_.size() && pieces_[order_[next_]].released <= now_) {
      const std::size_t piece = order_[next_++];
      waiting_.push({pieces_[piece].due, piece});
      backlog_ += left_[piece];
      if (pieces_[piece].promised <= now_)
        over_due_ += left_[piece];
      else if (pieces_[piece].promised <= capacity_.size())
        breaks_[pieces_[piece].promised].push_back(piece);
    }
    for (; !waiting_.empty() && waiting_.top().due <= now_; waiting_.pop()) late_.push(waiting_.top());
  }

  void serve(Queue& queue, double& hours) {
    while (hours > 0 && !queue.empty()) {
      const std::size_t piece = queue.top().piece;
      const double taken = std::min(hours, left_[piece]);
      hours -= taken;
      left_[piece] -= taken;
      backlog_ -= taken;
      if (now_ < pieces_[piece].promised)
        done_.in_time[piece] += taken;
      else
        over_due_ -= taken;
      if (now_ < pieces_[piece].due) done_.done_by_due[piece] += taken;
      if (left_[piece] <= 0) queue.pop();
    }
  }

  void note_backlog() {
    for (const std::size_t piece : breaks_[now_ + 1]) over_due_ += left_[piece];
    const auto hours = [](double sum) { return sum > kRounding ? sum : 0; };
    done_.backlog.push_back(hours(backlog_));
    done_.over_due.push_back(hours(over_due_));
  }

  std::span<const Piece> pieces_;
  std::span<const double> capacity_;
  std::vector<std::size_t> order_;                ///< pieces by release
  std::vector<double> left_;                      ///< hours of each
  std::vector<std::vector<std::size_t>> breaks_;  ///< by interval: pieces whose promise breaks before it
  double backlog_ = 0, over_due_ = 0;
  std::size_t next_ = 0, now_ = 0;
  Queue waiting_, late_;
  WorkDone done_;
};

/// Stretches [begin, end) of intervals, `end` by `end`.
class Covering {
 public:
  Covering(std::span<const Piece> pieces, const Room& room, std::span<const std::uint32_t> most)
      : room_(room), most_(most), due_(room.capacity.size() + 1), released_(room.capacity.size()) {
    for (const Piece& piece : pieces)
      if (piece.due <= room.capacity.size() && piece.hours > 0) due_[piece.due].push_back(&piece);
    made_.agents.resize(room.capacity.size());
  }

  Added run() {
    for (std::size_t end = 1; end < due_.size(); ++end) {
      if (due_[end].empty()) continue;
      for (const Piece* piece : due_[end]) released_[piece->released] += piece->hours;
      cover(end);
    }
    return std::move(made_);
  }

 private:
  void cover(std::size_t end) {
    double lacking = 0;
    std::size_t room = end;  // intervals from here on have no room
    for (std::size_t begin = end; begin-- > 0;) {
      lacking += released_[begin] - room_.capacity[begin] - made_.agents[begin] * room_.hours_each[begin];
      while (lacking > kRounding && room > begin) {
        const std::size_t at = room - 1;
        if (made_.agents[at] >= most_[at] || room_.hours_each[at] <= 0) {
          --room;
          continue;
        }
        ++made_.agents[at];
        lacking -= room_.hours_each[at];
      }
      if (lacking <= kRounding) continue;
      // What cannot be done is of this release: what is released later was covered before.
      made_.missed_hours += lacking;
      released_[begin] -= lacking;
      lacking = 0;
    }
  }

  const Room& room_;
  std::span<const std::uint32_t> most_;
  std::vector<std::vector<const Piece*>> due_;  ///< by the interval before which they are to be done
  std::vector<double> released_;                ///< by interval: hours of what is due so far
  Added made_;
};

class Levelling {
 public:
  Levelling(std::span<const Piece> pieces, const Room& room)
      : pieces_(pieces), room_(room), most_(room.most), best_(add_agents(pieces, room)) {}

  Added run(std::size_t intervals_a_day) {
    if (best_.total() == 0) return std::move(best_);
    lower(0, most_.size());
    for (std::size_t from = 0; from < most_.size(); from += intervals_a_day)
      lower(from, std::min(from + intervals_a_day, most_.size()));
    return std::move(best_);
  }

 private:
  /// Finds the lowest level of these intervals that takes no more agents and misses no more work.
  void lower(std::size_t from, std::size_t until) {
    std::uint32_t highest = 0;
    for (std::size_t i = from; i < until; ++i)
      if (best_.agents[i] > 0) highest = std::max(highest, room_.staff[i] + best_.agents[i]);
    std::uint32_t enough = highest, few = 0;
    std::vector<std::uint32_t> before = most_;
    for (std::size_t i = from; i < until; ++i)
      before[i] = std::min(before[i], highest > room_.staff[i] ? highest - room_.staff[i] : 0);
    std::vector<std::uint32_t> kept = before;
    while (enough > few) {
      const std::uint32_t level = few + (enough - few) / 2;
      most_ = before;
      for (std::size_t i = from; i < until; ++i)
        most_[i] = std::min(before[i], level > room_.staff[i] ? level - room_.staff[i] : 0);
      Added made = Covering(pieces_, room_, most_).run();
      if (made.total() <= best_.total() && made.missed_hours <= best_.missed_hours + kRounding) {
        best_ = std::move(made);
        kept = most_;
        enough = level;
      } else {
        few = level + 1;
      }
    }
    most_ = std::move(kept);
  }

  std::span<const Piece> pieces_;
  const Room& room_;
  std::vector<std::uint32_t> most_;
  Added best_;
};

}  // namespace

std::uint64_t Added::total() const { return std::accumulate(agents.begin(), agents.end(), std::uint64_t{0}); }

WorkDone do_by_deadline(std::span<const Piece> pieces, std::span<const double> capacity) {
  for (const Piece& piece : pieces)
    TANDEM_CHECK(piece.released < piece.due && piece.hours >= 0, "a piece of work has time");
  return Work(pieces, capacity).run();
}

Added add_agents(std::span<const Piece> pieces, const Room& room) {
  TANDEM_CHECK(room.hours_each.size() == room.capacity.size() && room.most.size() == room.capacity.size() &&
                   room.staff.size() == room.capacity.size(),
               "each interval has what is there and what can be added");
  for (const Piece& piece : pieces) TANDEM_CHECK(piece.released < piece.due, "a piece of work has time");
  return Covering(pieces, room, room.most).run();
}

Added add_agents_evenly(std::span<const Piece> pieces, const Room& room, std::size_t intervals_a_day) {
  return Levelling(pieces, room).run(intervals_a_day);
}

}  // namespace tandem::blend
