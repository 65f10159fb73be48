#pragma once

#include <span>
#include <string>
#include <vector>

#include "checks/source_tree.hpp"

namespace tandem::checks {

/// Where a file names a place on somebody's machine or a package registry's host, one sentence a finding: a
/// project that anyone builds anywhere holds neither.
std::vector<std::string> private_words(std::span<const SourceFile> files);

/// Links of Markdown files to files of the project that are not there.
std::vector<std::string> broken_links(std::span<const SourceFile> files);

}  // namespace tandem::checks
