#include "core/json/json_text.hpp"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/stream_parser.hpp>
#include <set>
#include <vector>

namespace tandem {

namespace json = boost::json;

namespace {

std::uint64_t line_after(std::string_view text) {
  return static_cast<std::uint64_t>(1 + std::ranges::count(text, '\n'));
}

/// Notes the members of each object: the parser that builds values keeps the last of those with one name, and
/// says nothing.
struct MembersSeen {
  using Unused = boost::system::error_code;
  static constexpr std::size_t max_object_size = SIZE_MAX;
  static constexpr std::size_t max_array_size = SIZE_MAX;
  static constexpr std::size_t max_key_size = SIZE_MAX;
  static constexpr std::size_t max_string_size = SIZE_MAX;

  std::vector<std::set<std::string>> objects;  ///< that are open
  std::string key;
  std::string twice;

  bool on_object_begin(Unused&) { return objects.emplace_back(), true; }
  bool on_object_end(std::size_t, Unused&) { return objects.pop_back(), true; }
  bool on_key_part(json::string_view part, std::size_t, Unused&) { return key.append(part), true; }
  bool on_key(json::string_view part, std::size_t, Unused& error) {
    key.append(part);
    if (!objects.back().insert(key).second) {
      twice = key;
      error = json::error::syntax;
      return false;
    }
    key.clear();
    return true;
  }

  bool on_document_begin(Unused&) { return true; }
  bool on_document_end(Unused&) { return true; }
  bool on_array_begin(Unused&) { return true; }
  bool on_array_end(std::size_t, Unused&) { return true; }
  bool on_string_part(json::string_view, std::size_t, Unused&) { return true; }
  bool on_string(json::string_view, std::size_t, Unused&) { return true; }
  bool on_number_part(json::string_view, Unused&) { return true; }
  bool on_int64(std::int64_t, json::string_view, Unused&) { return true; }
  bool on_uint64(std::uint64_t, json::string_view, Unused&) { return true; }
  bool on_double(double, json::string_view, Unused&) { return true; }
  bool on_bool(bool, Unused&) { return true; }
  bool on_null(Unused&) { return true; }
  bool on_comment_part(json::string_view, Unused&) { return true; }
  bool on_comment(json::string_view, Unused&) { return true; }
};

}  // namespace

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
  if (error)
    return failure_at({.file = file, .line = line_after(text.substr(0, used))}, ErrorCode::bad_format,
                      "this is not JSON: {}", error.message());
  json::basic_parser<MembersSeen> members{json::parse_options()};
  used = members.write_some(false, text.data(), text.size(), error);
  if (const std::string& twice = members.handler().twice; !twice.empty())
    return failure_at({.file = file, .line = line_after(text.substr(0, used))}, ErrorCode::bad_format,
                      "'{}' is there twice in one object; keep one", twice);
  return parser.release();
}

}  // namespace tandem
