#include "plan/import/suggest_directions.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "plan/import/suggest_words.hpp"

namespace tandem::importing::suggest {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kWordsMax = 60;

/// Headers of columns that say nothing else, and of such as may say it among other things.
constexpr std::array kDirections = {"direction"sv,          "call direction"sv,    "initial direction"sv,
                                    "original direction"sv, "contact direction"sv, "originating direction"sv,
                                    "initiation method"sv};
constexpr std::array kTypes = {"call type"sv, "contact type"sv,  "interaction type"sv, "type"sv,
                               "call kind"sv, "call category"sv, "leg type"sv};
constexpr std::array kOutgoing = {"outbound"sv,
                                  "outgoing"sv,
                                  "out"sv,
                                  "outbound call"sv,
                                  "outgoing call"sv,
                                  "outbound manual"sv,
                                  "manual outbound"sv,
                                  "manual"sv,
                                  "outbound preview"sv,
                                  "preview"sv,
                                  "outbound campaign"sv,
                                  "outbound api"sv,
                                  "outbound missed"sv,
                                  "api outbound"sv,
                                  "dialer"sv,
                                  "internal"sv,
                                  "internal call"sv,
                                  "agent to agent"sv,
                                  "test"sv,
                                  "test call"sv,
                                  "placed"sv};

bool is_one_of(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

std::vector<DirectionColumn> direction_columns(const Sample& sample) {
  std::vector<DirectionColumn> found;
  for (std::size_t i = 0; i < sample.plain.size(); ++i) {
    const bool direction = is_one_of(kDirections, sample.plain[i]);
    if (!direction && !is_one_of(kTypes, sample.plain[i])) continue;
    const std::vector<std::string_view> values = sample.values(i);
    const std::set<std::string, std::less<>> words(values.begin(), values.end());
    if (words.size() > kWordsMax) continue;
    DirectionColumn column{.column = i, .outgoing = {}, .others = {}};
    for (const std::string& word : words)
      (is_one_of(kOutgoing, plain_name(word)) ? column.outgoing : column.others).push_back(word);
    if (direction || !column.outgoing.empty()) found.push_back(std::move(column));
  }
  return found;
}

}  // namespace tandem::importing::suggest
