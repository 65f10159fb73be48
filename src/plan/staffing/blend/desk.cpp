#include "plan/staffing/blend/desk.hpp"

#include <algorithm>

namespace tandem::blend {

std::string_view name_of(Channel::Kind kind) {
  return kind == Channel::Kind::call ? "call" : kind == Channel::Kind::chat ? "chat" : "work";
}

bool Desk::has(Channel::Kind kind) const {
  return std::ranges::any_of(channels, [kind](const Channel& one) { return one.kind == kind; });
}

}  // namespace tandem::blend
