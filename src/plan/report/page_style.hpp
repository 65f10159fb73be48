#pragma once

#include <string>
#include <string_view>

namespace tandem::report {

/// The style sheet: light and dark by the reader's system or choice, print always light.
std::string page_style();

/// What scripts add: the choice of language and colours is remembered, tables sort, tooltips show at once.
/// Nothing is hidden from a reader without scripts.
std::string_view page_script();

}  // namespace tandem::report
