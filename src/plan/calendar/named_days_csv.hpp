#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/holidays/named_day.hpp"

namespace tandem::holidays {

/// A client's own days as a table, in any order:
///
///     date,name,closed
///     2026-12-24,"Christmas Eve, short day",no
///     2026-12-27,Stocktaking,yes
///
/// The header must be there, its columns in any order and in any case; `closed` may be left out, as may its
/// values: yes, no, true or false. Comma, semicolon, tab or bar between fields, quotes as in RFC 4180.
///
/// Gives the days in order of day, then of name. `file` names the text in errors, which say the line and the
/// column: bad_format, bad_value (a date and name twice is one) or limit.
Result<std::vector<NamedDay>> parse_named_days_csv(std::string_view text, const std::string& file);

}  // namespace tandem::holidays
