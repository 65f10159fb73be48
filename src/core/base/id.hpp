#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <limits>

namespace tandem {

/// A dense id: the position of a thing in its table of names, 0 .. 2^32 - 2. Ids of different things do not
/// mix. `none()` stands for "not known" or "does not apply". UUIDs live in the shells only.
template <class Thing>
class Id {
 public:
  constexpr Id() = default;
  constexpr explicit Id(std::uint32_t index) : index_(index) {}
  static constexpr Id none() { return Id(); }

  constexpr std::uint32_t index() const { return index_; }
  constexpr bool known() const { return index_ != kNone; }
  friend constexpr auto operator<=>(Id, Id) = default;

 private:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t index_ = kNone;
};

using ClientId = Id<struct ClientTag>;
using QueueId = Id<struct QueueTag>;
using CallTypeId = Id<struct CallTypeTag>;
using AgentId = Id<struct AgentTag>;
using CallerId = Id<struct CallerTag>;
/// A call's ordinal within one import, simulation or floor.
using CallId = Id<struct CallTag>;
/// Why an agent is not ready: break, lunch, training...
using ReasonId = Id<struct ReasonTag>;
/// Where a record came from: a file of an import, a simulation run, a floor node.
using SourceId = Id<struct SourceTag>;

}  // namespace tandem

template <class Thing>
struct std::hash<tandem::Id<Thing>> {
  std::size_t operator()(tandem::Id<Thing> id) const noexcept {
    return std::hash<std::uint32_t>{}(id.index());
  }
};
