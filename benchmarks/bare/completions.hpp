#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace tandem::bare {

/// A time and who it belongs to in one integer that orders by time: a double of at least zero orders like its
/// bits, and its lowest make way for the owner. What is lost by nine of them is two microseconds after a
/// year.
template <unsigned kBits>
struct Keyed {
  static constexpr std::uint64_t kOwner = (std::uint64_t{1} << kBits) - 1;
  /// Later than all, behind() or not.
  static constexpr std::uint64_t kNever = ~kOwner;

  static std::uint64_t of(double at, std::uint64_t owner) {
    return (std::bit_cast<std::uint64_t>(at) & ~kOwner) | owner;
  }
  /// Later than every time that is not behind(): for those who come second.
  static std::uint64_t behind(std::uint64_t key) { return key | (std::uint64_t{1} << 63); }
  static double time(std::uint64_t key) { return std::bit_cast<double>(key & ~kOwner); }
  static std::uint32_t owner(std::uint64_t key) { return static_cast<std::uint32_t>(key & kOwner); }
};

/// When each agent's call ends: a tournament of 2^kLevels agents, the earliest at the root. Replacing one
/// takes a comparison a level, without a branch, and the opponents' loads wait for nothing.
template <unsigned kLevels>
class Completions {
 public:
  using Key = Keyed<kLevels>;
  static constexpr std::uint32_t kAgents = 1U << kLevels;

  Completions() { nodes_.fill(Key::kNever); }

  std::uint64_t first() const { return nodes_[1]; }
  void set(std::uint32_t agent, double at) { replace(agent, Key::of(at, agent)); }
  void stop(std::uint32_t agent) { replace(agent, Key::kNever | agent); }

 private:
  void replace(std::uint32_t agent, std::uint64_t winner) {
    std::uint32_t node = kAgents + agent;
    for (unsigned level = 0; level < kLevels; ++level, node >>= 1) {
      nodes_[node] = winner;
      const std::uint64_t opponent = nodes_[node ^ 1];
      winner = opponent < winner ? opponent : winner;
    }
    nodes_[1] = winner;
  }

  alignas(64) std::array<std::uint64_t, std::size_t{2} * kAgents> nodes_;
};

}  // namespace tandem::bare
