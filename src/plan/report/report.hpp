#pragma once

#include <string>

#include "core/base/result.hpp"
#include "plan/analysis/analysis.hpp"
#include "plan/report/language/message.hpp"

/// The analysis of a client's calls for people and for programs. Pure: the same analysis gives the same
/// bytes.
namespace tandem::report {

/// One self-contained page: no file, font or address outside it is asked for, and everything can be read
/// without scripts. Both languages are in it; `first` is the one shown until the reader chooses. Everything
/// that came from the client's files is escaped.
std::string to_html(const analysis::Analysis& analysis, Language first);

/// The sections that another report tells of the same calls: key figures, what was found, the week, service
/// levels, days that stand out. HTML for a page with the report's style sheet.
std::string excerpt(const analysis::Analysis& analysis, Language language);

/// The analysis as one JSON object, described by docs/reference/analysis.schema.json. What is undefined is
/// null; every number is finite; instants are ISO 8601 in UTC, days local dates of the analysis' zone.
std::string to_json(const analysis::Analysis& analysis);

/// A workbook with the sheets Summary, Intervals, Days, Week, Queues, Service level, Agents and Data quality.
/// Text from the client's files is written as text, never as a formula. Errors: the file cannot be written.
Result<void> write_xlsx(const analysis::Analysis& analysis, const std::string& path);

}  // namespace tandem::report
