#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "core/json/json_node.hpp"
#include "plan/simulation/model.hpp"

namespace tandem::simulation {

inline constexpr std::size_t kModelBytesMax = 64 << 20;

/// Reads a model, as docs/reference/simulation-model.schema.json describes it. All that is wrong is told,
/// each fault with its path in the file.
std::expected<Model, std::vector<Error>> parse_model(std::string_view text, const std::string& file);
std::expected<Model, std::vector<Error>> read_model(const std::string& path);

// The parts of a model, as its reader uses them.
Distribution read_distribution(const JsonNode& node);
void read_floor(const JsonNode& root, Model& model);
void read_types(const JsonNode& root, Model& model);

}  // namespace tandem::simulation
