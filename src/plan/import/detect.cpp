#include "plan/import/detect.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "plan/import/call_row_value.hpp"
#include "plan/import/delimited.hpp"
#include "plan/import/interval_csv.hpp"
#include "plan/import/source/byte_source.hpp"

namespace tandem::importing {
namespace {

using namespace std::string_view_literals;

constexpr std::array kFormatNames = {
    std::pair(Format::calls_csv, "calls-csv"sv),
    std::pair(Format::anonymous_bank, "anonymous-bank"sv),
    std::pair(Format::asterisk_queue_log, "asterisk-queue-log"sv),
    std::pair(Format::freeswitch_callcenter, "freeswitch-callcenter"sv),
    std::pair(Format::interval_csv, "interval-csv"sv),
    std::pair(Format::tandem_events, "tandem-events"sv),
};

/// What is often sent instead of text: its first bytes, what it is, and what to do.
struct Magic {
  std::string_view bytes;
  std::string_view what;
  std::string_view advice;
};
constexpr std::string_view kUnpackFirst = "unpack it first; .gz, .xz and .zst are read as they are";
constexpr std::string_view kExportText = "export the calls as text (CSV) or as .xlsx";
constexpr std::array kNotText = {
    Magic{"BZh"sv, "a bzip2 archive", kUnpackFirst},
    Magic{"7z\xbc\xaf\x27\x1c"sv, "a 7z archive", kUnpackFirst},
    Magic{"Rar!"sv, "a RAR archive", kUnpackFirst},
    Magic{"\x1f\x8b"sv, "a gz archive inside another", kUnpackFirst},
    Magic{"\xfd\x37zXZ"sv, "an xz archive inside another", kUnpackFirst},
    Magic{"\x28\xb5\x2f\xfd"sv, "a zst archive inside another", kUnpackFirst},
    Magic{"PK\x03\x04"sv, "a ZIP archive or a workbook inside an archive", kUnpackFirst},
    Magic{"\xd0\xcf\x11\xe0"sv, "an old Office document (.xls)", "save it as .xlsx or CSV"},
    Magic{"%PDF"sv, "a PDF", kExportText},
    Magic{"PAR1"sv, "a Parquet table", kExportText},
    Magic{"SQLite format 3\0"sv, "an SQLite database", kExportText},
    Magic{"\x89PNG"sv, "a PNG picture", kExportText},
    Magic{"\xff\xd8\xff"sv, "a JPEG picture", kExportText},
    Magic{"\x7f"
          "ELF"sv,
          "a program", kExportText},
};

/// Text has hardly any control characters; a file with one in so many bytes is not text.
constexpr std::size_t kBytesPerControlMin = 50;

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f';
}

std::string hexadecimal(std::string_view bytes) {
  std::string text;
  for (const char c : bytes)
    text += fmt::format("{}{:02X}", text.empty() ? "" : " ", static_cast<unsigned char>(c));
  return text;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  return out;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n\f\"";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

/// The first line with anything on it.
std::string_view first_line(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    if (!trimmed(line).empty()) return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return {};
}

std::vector<std::string_view> split(std::string_view line, char delimiter) {
  std::vector<std::string_view> fields;
  while (true) {
    const std::size_t end = line.find(delimiter);
    fields.push_back(line.substr(0, end));
    if (end == std::string_view::npos) return fields;
    line.remove_prefix(end + 1);
  }
}

bool digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// "1266833911|1266833905.2|9000|NONE|ENTERQUEUE|..."
bool is_queue_log(std::string_view line) {
  const auto fields = split(line, '|');
  if (fields.size() < 5) return false;
  const std::string_view seconds = fields[0].substr(0, fields[0].find('.'));
  return digits(seconds) && seconds.size() >= 9 && !fields[4].empty() &&
         std::ranges::all_of(fields[4], [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// The header "vru+line, call_id, ..." or, where a file lacks it, a row of sixteen or seventeen fields with a
/// date (YYMMDD) in the sixth.
bool is_anonymous_bank(std::string_view line) {
  if (lower(trimmed(line)).starts_with("vru+line\tcall_id\t")) return true;
  const auto fields = split(line, '\t');
  return fields.size() == 17 && digits(fields[1]) && fields[5].size() == 6 && digits(fields[5]) &&
         fields[6].find(':') != std::string_view::npos;
}

bool is_json(std::string_view line) { return line.starts_with('{') || line.starts_with('['); }

/// By the names of the columns in a table's first row.
std::optional<Format> format_of_header(std::string_view start, const std::string& file) {
  const auto source = memory_source(std::string(start));
  DelimitedReader rows(*source, file);
  const auto header = rows.next();
  if (!header || !*header) return std::nullopt;
  std::vector<std::string> names;
  for (const std::string_view field : (*header)->fields) names.push_back(lower(trimmed(field)));
  const auto has = [&names](std::string_view name) { return std::ranges::find(names, name) != names.end(); };
  if (has("offered_at") || (has("call_id") && has("outcome"))) return Format::calls_csv;
  if (std::ranges::any_of(names, [](const std::string& name) { return name.starts_with("cc_"); }))
    return Format::freeswitch_callcenter;
  if (looks_like_interval_csv((*header)->fields)) return Format::interval_csv;
  return std::nullopt;
}

}  // namespace

std::string_view name_of(Format format) {
  for (const auto& [known, name] : kFormatNames)
    if (known == format) return name;
  return {};
}

std::optional<Format> format_from(std::string_view name) {
  for (const auto& [format, known] : kFormatNames)
    if (known == name) return format;
  return std::nullopt;
}

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const auto& [format, name] : kFormatNames) names.emplace_back(name);
  return names;
}

std::string format_choices() { return fmt::format("{}", fmt::join(format_names(), ", ")); }

bool is_event_log(std::string_view start) { return start.starts_with("tandem-events "sv); }

bool is_zip(std::string_view start) { return start.starts_with("PK\x03\x04"sv); }

Result<void> check_text(std::string_view start, const std::string& file) {
  const Where where{.file = file};
  for (const Magic& magic : kNotText)
    if (start.starts_with(magic.bytes))
      return failure_at(where, ErrorCode::bad_format, "is {}, not text; {}", magic.what, magic.advice);
  if (start.starts_with("\xff\xfe\0\0"sv) || start.starts_with("\0\0\xfe\xff"sv))
    return failure_at(where, ErrorCode::bad_format, "is text in UTF-32, which is not read; save it as UTF-8");
  const auto nuls = static_cast<std::size_t>(std::ranges::count(start, '\0'));
  if (nuls * 3 > start.size())
    return failure_at(where, ErrorCode::bad_format,
                      "has NUL in every second or third byte; if it is text in UTF-16, save it as UTF-8");
  const auto controls = static_cast<std::size_t>(std::ranges::count_if(start, is_control));
  if (controls * kBytesPerControlMin > start.size())
    return failure_at(where, ErrorCode::bad_format,
                      "is not text: {} of its first {} bytes are control characters, it begins with {}; {}",
                      controls, start.size(), hexadecimal(start.substr(0, 8)), kExportText);
  return {};
}

Result<Format> detect_format(std::string_view start, const std::string& file) {
  const std::string_view line = first_line(start);
  const Where where{.file = file};
  if (line.empty())
    return failure_at(where, ErrorCode::bad_format, "has nothing but blank lines; export or copy it again");
  if (is_event_log(start)) return Format::tandem_events;
  if (is_anonymous_bank(line)) return Format::anonymous_bank;
  if (is_queue_log(line)) return Format::asterisk_queue_log;
  if (is_json(trimmed(line))) {
    if (start.find("cc_") != std::string_view::npos || start.find("CC-Queue") != std::string_view::npos)
      return Format::freeswitch_callcenter;
  } else if (const auto format = format_of_header(start, file)) {
    return *format;
  }
  return failure_at(
      where, ErrorCode::bad_format,
      "its format is not known: the first line is '{}'; say it with --format ({}), or have a mapping "
      "proposed for a table of calls by: tandem import --suggest-mapping FILE",
      call_row::shown_value(line), format_choices());
}

}  // namespace tandem::importing
