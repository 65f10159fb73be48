#include "plan/import/json_text.hpp"

#include <algorithm>
#include <boost/json.hpp>

namespace tandem::importing {

namespace json = boost::json;

Result<json::value> parse_json(std::string_view text, const std::string& file) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  json::stream_parser parser;
  boost::system::error_code error;
  std::size_t used = parser.write_some(text.data(), text.size(), error);
  if (!error) {
    used = std::min(text.find_first_not_of(" \t\r\n", used), text.size());
    if (used < text.size()) error = json::error::extra_data;
  }
  if (!error) parser.finish(error);
  if (!error) return parser.release();
  const auto line = 1 + std::ranges::count(text.substr(0, used), '\n');
  return failure_at({.file = file, .line = static_cast<std::uint64_t>(line)}, ErrorCode::bad_format,
                    "this is not JSON: {}", error.message());
}

}  // namespace tandem::importing
