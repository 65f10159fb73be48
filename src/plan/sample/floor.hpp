#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <queue>
#include <vector>

#include "core/base/random.hpp"
#include "core/events/call_record.hpp"
#include "plan/sample/demand.hpp"
#include "plan/sample/rota.hpp"

namespace tandem::sample {

/// The desk at work: callers who hear a menu, wait, lose patience and call again, agents who come, go, talk
/// and write up. An event calendar over one binary heap. This is the sample's own small model; it decides no
/// real call.
class Floor {
 public:
  /// `log` gets every finished call in order of the offers.
  Floor(std::uint64_t seed, const Zone& zone, const Demand& demand, const Rota& rota,
        std::function<void(const CallRecord&)> log);

  /// Plays until `end`; the arrivals and presences of the day are those before it.
  void run_day(LocalDay day, Instant end, const std::vector<Arrival>& arrivals,
               const std::vector<Presence>& presences);
  /// Logs what is finished by now though calls before it are not; for the end of the sample.
  void close();

 private:
  /// What an event is about is its subject: the number of a call, an agent or (who calls again) a caller.
  enum class Kind : std::uint8_t { presence, freed, queued, hangs_up, escapes, calls_again };
  struct Event {
    Instant at;
    std::uint64_t order = 0;
    std::uint64_t subject = 0;
    Kind kind = Kind::presence;
    bool present = false;  ///< of a presence
    Line line{};           ///< of who calls again
    std::uint8_t attempt = 1;
    friend bool operator>(const Event& a, const Event& b) {
      return a.at != b.at ? a.at > b.at : a.order > b.order;
    }
  };
  struct Call {
    CallRecord record;
    Duration patience;
    std::uint8_t attempt = 1;
    bool waiting = false;
    bool finished = false;
  };
  struct AgentState {
    bool present = false;
    bool busy = false;
    std::uint32_t idle_turn = 0;  ///< tells a current entry of the idle list from one outlived
  };
  struct IdleEntry {
    AgentId agent;
    std::uint32_t turn = 0;
  };
  struct Queue {
    std::deque<std::uint64_t> urgent, usual;
    std::deque<IdleEntry> idle;  ///< the team's agents, longest idle first
    int idle_count = 0;
  };

  Call& call(std::uint64_t number) { return calls_[number - first_call_]; }
  void plan(Instant at, Kind kind, std::uint64_t subject, bool present = false);
  void handle(const Event& event);
  void offer(Line line, Instant at, CallerId caller, std::uint8_t attempt);
  std::uint64_t add_call(Line line, Instant at, CallerId caller, std::uint8_t attempt);
  void meet_closed_line(Call& closed);
  void enter_queue(std::uint64_t number, Instant at);
  void escape(std::uint64_t number, Instant at);
  void hang_up(std::uint64_t number, Instant at);
  void answer(std::uint64_t number, AgentId agent, Instant at);
  void set_present(AgentId agent, bool present, Instant at);
  void seek_work(AgentId agent, Instant at);
  std::optional<std::uint64_t> next_waiting(Line line, Instant at, Duration least_wait);
  std::optional<AgentId> take_idle(Line line);
  void call_again(Line line, CallerId caller, std::uint8_t attempt, Instant at);
  void after_answer(const Call& answered, Instant ended);
  double hour_of(Instant at) const;
  CallerId draw_caller();
  Duration draw(const Spread& spread, double factor);
  void log_finished();

  const Zone& zone_;
  const Demand& demand_;
  const Rota& rota_;
  std::function<void(const CallRecord&)> log_;
  Random callers_, behaviour_, patience_, service_;
  LocalDay day_{};
  Instant midnight_;
  std::priority_queue<Event, std::vector<Event>, std::greater<>> calendar_;
  std::uint64_t planned_ = 0;
  std::deque<Call> calls_;
  std::uint64_t first_call_ = 0;
  std::array<Queue, kLines> queues_;
  std::vector<AgentState> agents_;
};

}  // namespace tandem::sample
