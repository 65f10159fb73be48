#pragma once

#include <array>
#include <cstdint>
#include <utility>

#include "core/base/check.hpp"
#include "plan/simulation/ziggurat.hpp"

namespace tandem::bare {

/// What one loop counted; times in seconds.
struct Totals {
  std::uint64_t calls = 0;
  std::uint64_t waited = 0;
  std::uint64_t abandoned = 0;
  std::uint64_t answered_in_threshold = 0;
  double waiting = 0;  ///< of all calls
  double talking = 0;
  double ended_at = 0;  ///< the last arrival
};

// Seconds.
constexpr double kServiceMean = 300;
constexpr double kPatienceMean = 120;
constexpr double kThreshold = 20;

/// Exponential times of a stream of their own, each drawn while the one before is used: what waits for it,
/// after a branch that was guessed wrong above all, finds it there. A tenth faster.
class Exponentials {
 public:
  Exponentials(Random random, double mean) : random_(random), mean_(mean) { next(); }
  double next() { return std::exchange(ahead_, mean_ * simulation::standard_exponential(random_)); }

 private:
  Random random_;
  double mean_;
  double ahead_ = 0;
};

struct Waiting {
  std::uint64_t arrived;  ///< a key, of the type where there are several
  double leaves_at;
};

/// The calls of a queue in the order of their arrival, those who left among them until they are found at the
/// head. The one behind the last is of never, so that a head is read without asking whether there is one.
template <class Key, std::uint32_t kCallsMax>
class Line {
 public:
  Line() { calls_[0].arrived = Key::kNever; }
  bool empty() const { return head_ == tail_; }
  const Waiting& head() const { return calls_[head_ % kCallsMax]; }
  void pop() { ++head_; }
  void push(Waiting call) {
    TANDEM_CHECK(tail_ - head_ + 1 < kCallsMax, "a queue of the benchmark is full");
    calls_[tail_++ % kCallsMax] = call;
    calls_[tail_ % kCallsMax].arrived = Key::kNever;
  }

 private:
  std::uint32_t head_ = 0, tail_ = 0;
  std::array<Waiting, kCallsMax> calls_;
};

}  // namespace tandem::bare
