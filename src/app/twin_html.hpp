#pragma once

#include <string>

#include "plan/report/language/message.hpp"
#include "plan/twin/twin.hpp"

namespace tandem::app {

/// One self-contained page: simulated beside actual as tables and charts, what was learned, and what no log
/// tells. Light, dark and in print; it asks for no address outside it and has no script.
std::string page_of(const twin::TwinResult& result, const twin::TwinOptions& options,
                    report::Language language);

}  // namespace tandem::app
