#include "plan/import/suggest_sample.hpp"

#include <algorithm>

#include "plan/import/suggest_rows.hpp"
#include "plan/import/suggest_words.hpp"
#include "plan/import/text_form.hpp"
#include "plan/import/time_value.hpp"

namespace tandem::importing::suggest {
namespace {

bool is_blank_word(std::string_view text) {
  return text.empty() || text == "-" || text == "--" || text == "NULL" || text == "null" || text == "N/A";
}

}  // namespace

std::vector<std::string_view> Sample::values(std::size_t column) const {
  std::vector<std::string_view> found;
  for (const std::string& value : columns[column])
    if (!is_blank_word(value)) found.emplace_back(value);
  return found;
}

std::optional<std::size_t> Sample::find(std::string_view plain_header) const {
  const auto at = std::ranges::find(plain, plain_header);
  return at == plain.end() ? std::nullopt : std::optional(static_cast<std::size_t>(at - plain.begin()));
}

Result<Sample> read_sample(RowSource& rows, const std::string& file) {
  Sample sample;
  TANDEM_ASSIGN(header, rows.next());
  if (!header)
    return failure_at({file, 0, 0, {}}, ErrorCode::bad_format,
                      "has no rows; expected a header and rows of calls");
  for (const std::string_view name : header->fields) {
    sample.header.emplace_back(without_outer_blanks(name));
    sample.plain.push_back(plain_name(sample.header.back()));
    if (!form_of(name).plain)
      return failure_at({file, header->line, 0, {}}, ErrorCode::bad_format,
                        "the header is not UTF-8 text; save the file as UTF-8");
  }
  const auto is_value = [](const std::string& text) {
    return !text.empty() &&
           (text.find_first_not_of("0123456789.,:-/ ") == std::string::npos || read_iso8601(text));
  };
  if (const auto values = std::ranges::count_if(sample.header, is_value);
      values * 2 > static_cast<std::ptrdiff_t>(sample.header.size()))
    return failure_at({file, header->line, 0, {}}, ErrorCode::bad_format,
                      "the first row looks like data, not like names of columns; put a header above it");
  sample.columns.resize(sample.header.size());
  while (sample.rows < kSuggestRowsMax) {
    TANDEM_ASSIGN(row, rows.next());
    if (!row) break;
    if (row->fields.size() < sample.header.size()) continue;
    ++sample.rows;
    for (std::size_t i = 0; i < sample.header.size(); ++i)
      sample.columns[i].emplace_back(without_outer_blanks(row->fields[i]));
  }
  if (sample.rows == 0)
    return failure_at(
        {file, 0, 0, {}}, ErrorCode::bad_format,
        "has a header but no whole row below it; a mapping is proposed from header and content");
  return sample;
}

}  // namespace tandem::importing::suggest
