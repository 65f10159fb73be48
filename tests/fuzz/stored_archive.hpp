#pragma once

#include <string>
#include <utility>
#include <vector>

namespace tandem::fuzz {

/// A sound ZIP archive of parts (name, content) that are stored, not packed: what is mutated is read, and not
/// refused for its checksum.
std::string stored_archive(const std::vector<std::pair<std::string, std::string>>& parts);

}  // namespace tandem::fuzz
