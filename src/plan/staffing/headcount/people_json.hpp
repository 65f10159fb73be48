#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "plan/staffing/headcount/people.hpp"

namespace tandem::headcount {

inline constexpr std::size_t kPeopleBytesMax = 8 << 20;

/// Reads people as docs/reference/people.schema.json describes them. All that is wrong is told, each fault
/// with its path in the file.
std::expected<People, std::vector<Error>> parse_people(std::string_view text, const std::string& file);

/// What is lost where a file says nothing of it, in a week of so many hours and 260 working days: half an
/// hour of paid breaks a day, 25 days of leave, two hours of training and meetings a week; 5 % sickness, and
/// 5 % of the time at work out of adherence. Together 28.6 % of paid time; a rule of thumb, as the 30 % that
/// planners often take.
std::vector<Cause> usual_shrinkage(double hours_week);

}  // namespace tandem::headcount
