#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/events/call_fold.hpp"
#include "core/kpi/tally.hpp"
#include "plan/simulation/floor_run.hpp"

namespace tandem::simulation {

/// The stretches of time that a run is counted by: where a batch or an interval of the breakdown begins, so
/// does a slice. Calls belong to the slice of their offer.
class Slices {
 public:
  explicit Slices(const Horizon& horizon);

  struct Slice {
    Instant from;
    std::uint32_t batch = 0;
    std::uint32_t interval = 0;  ///< into interval_starts()
  };
  std::size_t size() const { return slices_.size(); }
  const Slice& operator[](std::size_t i) const { return slices_[i]; }
  Instant end_of(std::size_t i) const { return i + 1 < slices_.size() ? slices_[i + 1].from : end_; }
  Instant end() const { return end_; }
  /// Empty where there is no breakdown by time.
  const std::vector<Instant>& interval_starts() const { return interval_starts_; }

 private:
  std::vector<Slice> slices_;
  std::vector<Instant> interval_starts_;
  Instant end_;
};

/// What agents did, in microseconds of agents.
struct Staffing {
  std::int64_t ready = 0;  ///< signed on and not on a break: idle or at work
  std::int64_t busy = 0;   ///< of that: ringing, talking, wrapping up
  void add(const Staffing& other) {
    ready += other.ready;
    busy += other.busy;
  }
  friend bool operator==(const Staffing&, const Staffing&) = default;
};

/// Calls of one kind, counted by the engine that counts real ones.
struct Cell {
  kpi::Tally tally;
  std::uint64_t waited = 0;  ///< of the answered and abandoned: not served at once
  void add(const kpi::Counted& call) {
    kpi::add(tally, call);
    waited += call.wait > Duration() ? 1 : 0;
  }
  void add(const Cell& other) {
    tally.add(other.tally);
    waited += other.waited;
  }
  friend bool operator==(const Cell&, const Cell&) = default;
};

/// What one replication came to. Whole numbers: the same whatever machine and thread counted.
struct RunFigures {
  std::vector<Cell> calls;           ///< by batch, then type
  std::vector<Cell> served_by;       ///< by batch, then group: those that its agents answered
  std::vector<Cell> by_interval;     ///< empty where there is no breakdown by time
  std::vector<Staffing> staffing;    ///< by slice, then group
  std::vector<std::uint32_t> waits;  ///< of the answered and abandoned: how many by WaitScale's steps
  // What FloorRun counts, the warm-up included.
  std::uint64_t calls_offered = 0;
  std::uint64_t events = 0;
};

/// Steps of waits that grow with them, so that percentiles of any number of waits take little room: 1 ms up
/// to a second, then by at most 1/512 of themselves.
struct WaitScale {
  static std::size_t step_of(Duration wait);
  /// The middle of a step.
  static Duration value_of(std::size_t step);
  static constexpr std::size_t kSteps = 1024 + 512 * 24;
  /// By nearest rank, of waits counted by step; nothing where there are none. `share` in (0, 1].
  static std::optional<Duration> percentile(std::span<const std::uint64_t> waits, double share);
};

/// Folds the events of a run into its figures, but for what a run counts itself.
class RunTally final : public Recorder {
 public:
  RunTally(const Model& model, const Slices& slices);

  void take(const routing::Fact& fact, const routing::Out& out) override;
  void left(CallId id) override;
  /// After the last event.
  RunFigures finish();

 private:
  struct Call {
    CallFold fold;
    std::uint32_t slice = 0;  ///< of its offer, from 1; 0: in the warm-up
    bool here = false;
  };
  struct Agent {
    Instant ready_since;  ///< none(): not there
    Instant busy_since;   ///< none(): not at work
    Instant busy_until;   ///< none(): still at work; what ends a call may be followed by after-call work
    std::uint32_t group = 0;
  };
  void begin(const CallEvent& event);
  void take_agents_part(const CallEvent& event);
  void take(const AgentEvent& event);
  void count(const CallRecord& record, std::size_t slice);
  void close_busy(Agent& agent);
  template <class Add>
  void add_by_slice(Instant from, Instant until, Add add);

  const Model& model_;
  const Slices& slices_;
  std::size_t types_;
  std::size_t groups_;
  RunFigures figures_;
  std::vector<Call> calls_;
  std::vector<Agent> agents_;
  std::size_t slice_ = 0;  ///< of now, from 1
  Instant slice_end_;
  Instant now_;
};

}  // namespace tandem::simulation
