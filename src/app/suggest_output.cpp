#include "app/suggest_output.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>

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

Result<void> write(const std::string& text, const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  const bool written = file != nullptr && std::fwrite(text.data(), 1, text.size(), file) == text.size();
  const int reason = errno;
  if (file != nullptr && std::fclose(file) == 0 && written) return {};
  return failure_at({path, 0, 0, {}}, ErrorCode::unreadable, "cannot be written: {}", std::strerror(reason));
}

}  // namespace

Result<void> print_suggestion(const std::string& path, const std::string& out, bool json) {
  TANDEM_ASSIGN(suggestion, importing::suggest_mapping(path));
  const std::string mapping = importing::to_json(suggestion.mapping, suggestion.questions);
  const bool to_file = !out.empty() && out != "-";
  if (to_file) TANDEM_TRY(write(mapping, out));
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
