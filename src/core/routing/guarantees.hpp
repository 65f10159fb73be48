#pragma once

#include <cstdint>
#include <vector>

#include "core/routing/plan.hpp"

namespace tandem::routing {

/// Who of a group works for whom, and so whether a client may be given one more of its free agents without
/// breaking what others are sure of. O(guarantees of the group).
class Guarantees {
 public:
  explicit Guarantees(const Plan& plan);

  bool any() const { return any_; }
  /// An agent of the group signed on (+1) or off (-1), became free or was given work for a client, or ended
  /// it.
  void sign(GroupId group, int change) {
    groups_[group.index()].signed_on += static_cast<std::uint32_t>(change);
  }
  void free(GroupId group, int change) { groups_[group.index()].free += static_cast<std::uint32_t>(change); }
  void work(GroupId group, ClientId client, int change) {
    groups_[group.index()].busy[client.index()] += static_cast<std::uint32_t>(change);
  }

  bool binds(GroupId group) const { return !groups_[group.index()].guarantees.empty(); }
  bool may_take(GroupId group, ClientId client) const {
    const Group& of = groups_[group.index()];
    return of.guarantees.empty() || of.free > held_back(of, client);
  }
  std::uint32_t busy(GroupId group, ClientId client) const {
    return groups_[group.index()].busy[client.index()];
  }
  std::uint32_t free(GroupId group) const { return groups_[group.index()].free; }
  std::uint32_t signed_on(GroupId group) const { return groups_[group.index()].signed_on; }

 private:
  struct Group {
    std::vector<Guarantee> guarantees;
    std::vector<std::uint32_t> busy;  ///< by client
    std::uint32_t free = 0;
    std::uint32_t signed_on = 0;
  };
  /// Free agents of the group that are kept for clients other than one.
  static std::uint32_t held_back(const Group& group, ClientId other_than);
  std::vector<Group> groups_;
  bool any_ = false;
};

}  // namespace tandem::routing
