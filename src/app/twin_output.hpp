#pragma once

#include <string>

#include "plan/twin/twin.hpp"

namespace tandem::app {

/// For people: learned, months, days, and what to make of it.
std::string table_of(const twin::TwinResult& result, const twin::TwinOptions& options);
std::string json_of(const twin::TwinResult& result, const twin::TwinOptions& options);

}  // namespace tandem::app
