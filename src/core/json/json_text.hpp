#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace tandem {

/// A file's text as JSON, a byte-order mark before it left out. What is no JSON is an error that names the
/// line, and so is an object with two members of one name.
Result<boost::json::value> parse_json(std::string_view text, const std::string& file);

}  // namespace tandem
