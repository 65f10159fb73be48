#include "plan/calendar/read_named_days.hpp"

#include <algorithm>
#include <string_view>

#include "plan/calendar/named_day_file.hpp"
#include "plan/calendar/named_days_csv.hpp"
#include "plan/import/source/byte_source.hpp"

namespace tandem::holidays {
namespace {

/// At most one byte more than a file may have: enough to tell that it has too many.
Result<std::string> content_of(importing::ByteSource& source) {
  std::string content(kNamedDayFileBytesMax + 1, '\0');
  TANDEM_ASSIGN(size, source.read(content));
  content.resize(size);
  return content;
}

bool is_icalendar(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  return std::ranges::equal(text.substr(0, 6), std::string_view("begin:"), {},
                            [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
}

}  // namespace

Result<std::vector<NamedDay>> read_named_days(const std::string& path, const IcsOptions& options) {
  TANDEM_ASSIGN(source, importing::open_source(path));
  TANDEM_ASSIGN(content, content_of(*source));
  const std::string file = path == "-" ? "standard input" : path;
  return is_icalendar(content) ? parse_named_days_ics(content, file, options)
                               : parse_named_days_csv(content, file);
}

}  // namespace tandem::holidays
