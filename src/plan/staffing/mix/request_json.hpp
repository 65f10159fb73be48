#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "plan/staffing/mix/request.hpp"

namespace tandem::mix {

inline constexpr std::size_t kRequestBytesMax = 4 << 20;

/// Reads what is asked of a model's floor, as docs/reference/mix-targets.schema.json describes it. All that
/// is wrong is told, each fault with its path in the file.
std::expected<Request, std::vector<Error>> parse_request(std::string_view text, const std::string& file,
                                                         const simulation::Model& model);
std::expected<Request, std::vector<Error>> read_request(const std::string& path,
                                                        const simulation::Model& model);

/// One KPI held to a value, each interval of the whole floor, at an hour's cost of 1: what is asked where
/// nothing is said.
Request plain_request(const simulation::Model& model);

}  // namespace tandem::mix
