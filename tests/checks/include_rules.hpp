#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "checks/source_tree.hpp"

namespace tandem::checks {

/// What breaks the table of allowed includes, `text` (tests/allowed_includes.txt says how it is written), one
/// sentence a breach: an include that the table does not allow, a folder of src/ that it does not name, an
/// entry that nothing uses any more, a folder that may include one below itself.
std::vector<std::string> include_breaches(std::span<const SourceFile> files, std::string_view text);

}  // namespace tandem::checks
