#include "plan/staffing/blend/work_run.hpp"

#include <algorithm>
#include <cmath>
#include <queue>

namespace tandem::blend {
namespace {

struct Ticket {
  double come = 0, promised = 0;  ///< seconds from the first midnight
  double length = 0, left = 0;    ///< seconds of work
  std::uint32_t channel = 0;
  bool counts = false;
};

class Run {
 public:
  Run(const Desk& desk, const DeskDemand& demand, const std::vector<double>& hours, Random& random)
      : length_(demand.interval.seconds()), hours_(hours), counts_(desk.channels.size()) {
    draw(desk, demand, random);
  }

  std::vector<TicketCount> run() {
    std::size_t next = 0;
    for (std::size_t at = 0; at < hours_.size(); ++at) {
      const double end = static_cast<double>(at + 1) * length_;
      const double pace = hours_[at] * 3600 / length_;
      double now = static_cast<double>(at) * length_;
      while (now < end) {
        for (; next < tickets_.size() && tickets_[next].come <= now; ++next)
          waiting_.push({tickets_[next].promised, next});
        const double comes = next < tickets_.size() ? std::min(end, tickets_[next].come) : end;
        now = work_until(now, comes, pace);
      }
    }
    return std::move(counts_);
  }

 private:
  struct First {
    double promised = 0;
    std::size_t ticket = 0;
    friend bool operator>(const First& a, const First& b) {
      return a.promised != b.promised ? a.promised > b.promised : a.ticket > b.ticket;
    }
  };
  using Queue = std::priority_queue<First, std::vector<First>, std::greater<>>;

  void draw(const Desk& desk, const DeskDemand& demand, Random& random) {
    const Promises promises(demand);
    const double told = static_cast<double>(demand.intervals()) * length_;
    const double end = static_cast<double>(demand.size()) * length_;
    for (std::uint32_t channel = 0; channel < desk.channels.size(); ++channel) {
      if (desk.channels[channel].is_live()) continue;
      const ChannelDemand& of = demand.channels[channel];
      for (std::size_t at = 0; at < demand.size(); ++at) {
        const double from = static_cast<double>(at) * length_;
        const auto there = at == 0 ? static_cast<std::uint64_t>(desk.channels[channel].backlog) : 0;
        const std::uint64_t count = there + random.poisson(of.contacts[at]);
        for (std::uint64_t i = 0; i < count; ++i) {
          Ticket ticket{.come = i < there ? from : from + random.uniform() * length_, .channel = channel};
          ticket.promised = promises.promised(desk.channels[channel], ticket.come);
          ticket.left = ticket.length = random.exponential(of.handle_seconds[at]);
          ticket.counts = ticket.come < told && ticket.promised <= end;
          counts_[channel].offered += ticket.counts ? 1 : 0;
          tickets_.push_back(ticket);
        }
      }
    }
    std::ranges::stable_sort(tickets_, {}, &Ticket::come);
  }

  /// Works on what is first until then, or until a ticket is done; returns when that is.
  double work_until(double now, double until, double pace) {
    for (; !waiting_.empty() && waiting_.top().promised < now; waiting_.pop()) late_.push(waiting_.top());
    Queue& queue = waiting_.empty() ? late_ : waiting_;
    if (queue.empty() || pace <= 0) return until;
    Ticket& ticket = tickets_[queue.top().ticket];
    const double done_at = now + ticket.left / pace;
    if (done_at > until) {
      ticket.left -= (until - now) * pace;
      return until;
    }
    ticket.left = 0;
    queue.pop();
    if (ticket.counts && std::max(done_at, ticket.come + ticket.length) <= ticket.promised)
      ++counts_[ticket.channel].in_time;
    return done_at;
  }

  double length_;
  const std::vector<double>& hours_;
  std::vector<Ticket> tickets_;  ///< as they come
  Queue waiting_, late_;
  std::vector<TicketCount> counts_;
};

}  // namespace

std::vector<TicketCount> run_tickets(const Desk& desk, const DeskDemand& demand,
                                     const std::vector<double>& hours, Random& random) {
  return Run(desk, demand, hours, random).run();
}

}  // namespace tandem::blend
