#include "plan/calendar/read_named_days.hpp"

#include "plan/calendar/content_lines.hpp"
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

}  // namespace

Result<std::vector<NamedDay>> read_named_days(const std::string& path, const IcsOptions& options) {
  TANDEM_ASSIGN(source, importing::open_source(path));
  TANDEM_ASSIGN(content, content_of(*source));
  const std::string file = path == "-" ? "standard input" : path;
  return is_icalendar(content) ? parse_named_days_ics(content, file, options)
                               : parse_named_days_csv(content, file);
}

}  // namespace tandem::holidays
