#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "plan/import/importer.hpp"

namespace tandem::fuzz {

/// A file that lives in memory, is opened by its path and is gone with its owner.
class MemoryFile {
 public:
  MemoryFile(const std::uint8_t* data, std::size_t size);
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile();
  std::string path() const;

 private:
  int descriptor_;
};

/// Options that leave nothing to chance and stop at nothing: every refused row is read over, local times are
/// those of one zone, everything is wanted.
importing::Options thorough_options();

/// Imports an input as `tandem import` would a file of that content, and stops the process where a promise of
/// the importers does not hold: records whose instants are out of order, intervals that end before they
/// begin, rows that are neither used, refused nor ignored, errors that say nothing.
void import_and_check(const std::uint8_t* data, std::size_t size, const importing::Options& options);

}  // namespace tandem::fuzz
