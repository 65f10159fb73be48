#include "app/suggest_output.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <cstdio>

#include "app/output_file.hpp"
#include "app/output_paths.hpp"
#include "plan/import/mapping.hpp"

namespace tandem::app {
namespace {

namespace json = boost::json;
using importing::SuggestedMapping;

std::string json_of(const SuggestedMapping& suggestion) {
  const json::object all{
      {"recognised_as", suggestion.recognised_as},
      {"mapping", json::parse(importing::to_json(suggestion.mapping))},
      {"reasons", json::array(suggestion.reasons.begin(), suggestion.reasons.end())},
      {"questions", json::array(suggestion.questions.begin(), suggestion.questions.end())}};
  return json::serialize(all) + "\n";
}

std::string explanation(const SuggestedMapping& suggestion, const std::string& path, const std::string& out) {
  std::string text = suggestion.recognised_as.empty()
                         ? fmt::format("{}: an export of no known system\n", path)
                         : fmt::format("{}: {}\n", path, suggestion.recognised_as);
  for (const std::string& reason : suggestion.reasons) text += fmt::format("  {}\n", reason);
  if (!suggestion.questions.empty()) text += "To decide:\n";
  for (const std::string& question : suggestion.questions) text += fmt::format("  - {}\n", question);
  const std::string file = out.empty() || out == "-" ? "mapping.json" : out;
  return text + fmt::format("Then: tandem import {} --mapping {}\n", path, file);
}

}  // namespace

Result<void> print_suggestion(const std::string& path, const std::string& out, bool json) {
  const OutputPath written{"--out", out};
  TANDEM_TRY(check_outputs({&written, 1}, {&path, 1}));
  TANDEM_ASSIGN(suggestion, importing::suggest_mapping(path));
  const std::string mapping = importing::to_json(suggestion.mapping, suggestion.questions);
  const bool to_file = !out.empty() && out != "-";
  if (to_file) TANDEM_TRY(write_file(out, mapping));
  if (json) {
    const std::string all = json_of(suggestion);
    std::fwrite(all.data(), 1, all.size(), stdout);
    return {};
  }
  if (!to_file) std::fwrite(mapping.data(), 1, mapping.size(), stdout);
  std::fputs(explanation(suggestion, path, out).c_str(), stderr);
  return {};
}

}  // namespace tandem::app
