#pragma once

#include <fmt/format.h>

#include <boost/json/value.hpp>
#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.hpp"
#include "core/json/json_node.hpp"
#include "core/json/json_text.hpp"

namespace tandem {

/// What a file is to hold.
struct JsonObjectKind {
  const std::string& file;
  std::string_view what;  ///< "the rules": said where it is no JSON object
  std::size_t bytes_max;
};

/// A file that holds one JSON object, as a value: `read` makes it of the outermost node and adds faults
/// there; where it finds none, faults_of(value) is asked for what contradicts itself, its paths in
/// `where.field`. All that is wrong is told, each with the file.
template <class Read>
auto parse_json_object(std::string_view text, const JsonObjectKind& kind, Read read)
    -> std::expected<decltype(read(std::declval<JsonNode>())), std::vector<Error>> {
  const auto one = [&](ErrorCode code, std::string message) {
    return std::unexpected(std::vector<Error>{{code, std::move(message), {.file = kind.file}}});
  };
  if (text.size() > kind.bytes_max)
    return one(ErrorCode::limit, fmt::format("{} have more than {} bytes", kind.what, kind.bytes_max));
  const auto value = parse_json(text, kind.file);
  if (!value) return std::unexpected(std::vector<Error>{value.error()});
  if (!value->is_object())
    return one(ErrorCode::bad_format, fmt::format("{} are not a JSON object", kind.what));
  JsonFaults faults(kind.file);
  auto made = read(JsonNode(&*value, "", faults));
  if (faults.any()) return std::unexpected(faults.take());
  if constexpr (requires { faults_of(made); })
    if (std::vector<Error> wrong = faults_of(made); !wrong.empty()) {
      for (Error& fault : wrong) fault.where.file = kind.file;
      return std::unexpected(std::move(wrong));
    }
  return made;
}

}  // namespace tandem
