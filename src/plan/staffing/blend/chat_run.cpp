#include "plan/staffing/blend/chat_run.hpp"

#include <algorithm>
#include <deque>

namespace tandem::blend {
namespace {

class Floor {
 public:
  Floor(const ChatFloor& floor, Random& random)
      : floor_(floor), random_(random), on_duty_(floor.terms.at_once + 1), leaving_(floor.terms.at_once + 1) {
    made_.intervals.resize(floor.chats.size());
  }

  ChatRun run() {
    for (now_interval_ = 0; now_interval_ < floor_.chats.size(); ++now_interval_) {
      change_agents(floor_.agents[now_interval_]);
      const double from = static_cast<double>(now_interval_) * floor_.interval_seconds;
      run_until(from + floor_.interval_seconds, floor_.chats[now_interval_] / floor_.interval_seconds);
    }
    if (!floor_.chats.empty()) {
      --now_interval_;
      counting_time_ = false;
      run_until(now_ + floor_.interval_seconds, 0);
    }
    for (const Waits& left : queue_) made_.intervals[left.interval].waited_seconds += now_ - left.since;
    return std::move(made_);
  }

 private:
  struct Waits {
    double since = 0;
    std::size_t interval = 0;
  };
  using Holding = std::vector<std::uint32_t>;  ///< agents by the chats they hold

  /// Of one agent, chats that end in a second.
  double pace(std::size_t held) const {
    if (held == 0) return 0;
    const auto chats = static_cast<double>(held);
    return chats / (floor_.handle_seconds[now_interval_] * (1 + floor_.terms.slowdown * (chats - 1)));
  }
  double pace_of(const Holding& agents) const {
    double sum = 0;
    for (std::size_t held = 1; held < agents.size(); ++held) sum += agents[held] * pace(held);
    return sum;
  }

  void change_agents(std::uint32_t wanted) {
    std::uint32_t there = 0;
    for (const std::uint32_t agents : on_duty_) there += agents;
    // Who stays longer is who was about to leave.
    for (std::size_t held = leaving_.size(); held-- > 1 && there < wanted;) {
      const std::uint32_t stay = std::min(leaving_[held], wanted - there);
      leaving_[held] -= stay;
      on_duty_[held] += stay;
      there += stay;
    }
    if (there < wanted) on_duty_[0] += wanted - there;
    for (std::size_t held = 0; there > wanted && held < on_duty_.size(); ++held) {
      const std::uint32_t go = std::min(on_duty_[held], there - wanted);
      on_duty_[held] -= go;
      if (held > 0) leaving_[held] += go;
      there -= go;
    }
    serve_waiting();
  }

  void run_until(double end, double arrivals) {
    const double leave_each = floor_.terms.patience_seconds ? 1 / *floor_.terms.patience_seconds : 0;
    while (true) {
      const double ends = pace_of(on_duty_), ends_leaving = pace_of(leaving_);
      const double gives_up = leave_each * static_cast<double>(queue_.size());
      const double all = arrivals + ends + ends_leaving + gives_up;
      const double next = all > 0 ? now_ + random_.exponential(1 / all) : end;
      pass(std::min(next, end));
      if (next >= end) return;
      const double which = random_.uniform() * all;
      if (which < arrivals)
        arrive();
      else if (which < arrivals + ends)
        end_chat(on_duty_, ends);
      else if (which < arrivals + ends + ends_leaving)
        end_chat(leaving_, ends_leaving);
      else if (!queue_.empty())
        give_up();
    }
  }

  void pass(double until) {
    if (counting_time_) {
      ChatRun::Interval& here = made_.intervals[now_interval_];
      const double length = until - now_;
      here.idle_seconds += on_duty_[0] * length;
      for (std::size_t held = 1; held < on_duty_.size(); ++held)
        here.slot_seconds += static_cast<double>(held) * (on_duty_[held] + leaving_[held]) * length;
    }
    now_ = until;
  }

  void arrive() {
    ++made_.intervals[now_interval_].offered;
    queue_.push_back({now_, now_interval_});
    serve_waiting();
  }

  void serve_waiting() {
    for (std::size_t held = 0; held + 1 < on_duty_.size() && !queue_.empty();) {
      if (on_duty_[held] == 0) {
        ++held;
        continue;
      }
      --on_duty_[held];
      ++on_duty_[held + 1];
      ChatRun::Interval& of = made_.intervals[queue_.front().interval];
      const double waited = now_ - queue_.front().since;
      of.waited_seconds += waited;
      of.in_time += waited <= floor_.terms.within_seconds ? 1 : 0;
      queue_.pop_front();
    }
  }

  void end_chat(Holding& agents, double ends) {
    double which = random_.uniform() * ends;
    std::size_t of = 0;
    for (std::size_t held = 1; held < agents.size() && which >= 0; ++held) {
      if (agents[held] == 0) continue;
      of = held;
      which -= agents[held] * pace(held);
    }
    if (of == 0) return;  // what rounding leaves of a sum of nothing
    --agents[of];
    if (&agents == &on_duty_ || of > 1) ++agents[of - 1];
    serve_waiting();
  }

  void give_up() {
    const auto at = queue_.begin() + static_cast<std::ptrdiff_t>(random_.below(queue_.size()));
    ChatRun::Interval& of = made_.intervals[at->interval];
    ++of.abandoned;
    of.waited_seconds += now_ - at->since;
    queue_.erase(at);
  }

  const ChatFloor& floor_;
  Random& random_;
  Holding on_duty_, leaving_;
  std::deque<Waits> queue_;
  double now_ = 0;  ///< seconds from the start
  std::size_t now_interval_ = 0;
  bool counting_time_ = true;
  ChatRun made_;
};

}  // namespace

ChatRun run_chats(const ChatFloor& floor, Random& random) { return Floor(floor, random).run(); }

}  // namespace tandem::blend
