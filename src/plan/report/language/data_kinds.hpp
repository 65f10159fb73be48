#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tandem::report {

/// What importers call a kind of repair, refusal or note, in Russian; nothing for words that are not in the
/// list.
std::optional<std::string> russian_kind(std::string_view kind);

}  // namespace tandem::report
