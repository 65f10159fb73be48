#include "plan/report/language/data_kinds.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tandem::report {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 1> kKinds{{
    {"duplicate call", "повтор звонка"},
}};

}  // namespace

std::optional<std::string_view> russian_kind(std::string_view kind) {
  const auto found = std::ranges::find(kKinds, kind, &std::pair<std::string_view, std::string_view>::first);
  if (found == kKinds.end()) return std::nullopt;
  return found->second;
}

}  // namespace tandem::report
