#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fstream>

#include "plan/simulation/model_json.hpp"

/// Runs tests/broken_models/models.txt: models that are wrong, with all that a person is told.
namespace tandem::simulation {
namespace {

struct Row {
  int line = 0;
  std::string text, told;
};

/// A small sound model; members of it, or of its one queue, group or call type, replaced and added.
std::string sound_but_for(std::string_view where, std::string_view more) {
  boost::json::value model = boost::json::parse(R"({
    "queues": [{"name": "q"}], "groups": [{"name": "g", "agents": 1}],
    "types": [{"name": "t", "talk": "3m", "arrivals": {"per_hour": 1}}]})");
  boost::json::object& changed =
      where == "model" ? model.as_object() : model.at(fmt::format("{}s", where)).at(0).as_object();
  const boost::json::value members = boost::json::parse(fmt::format("{{{}}}", more));
  for (const auto& [name, value] : members.as_object()) changed[name] = value;
  return boost::json::serialize(model);
}

std::vector<Row> read_rows() {
  std::vector<Row> rows;
  std::ifstream file(TANDEM_SOURCE_DIR "/tests/broken_models/models.txt");
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    const std::string word = line.substr(0, line.find(' '));
    const std::string rest = line.substr(std::min(word.size() + 1, line.size()));
    if (word == "expect")
      rows.back().told += rest + "\n";
    else
      rows.push_back({number, word == "text" ? rest : sound_but_for(word, rest), ""});
  }
  return rows;
}

TEST(BrokenModels, AreToldAllThatIsWrong) {
  const std::vector<Row> rows = read_rows();
  EXPECT_GE(rows.size(), 100U);
  for (const Row& row : rows) {
    std::string told;
    if (const auto model = parse_model(row.text, "m.json"); !model)
      for (const Error& fault : model.error()) told += fault.to_string() + "\n";
    const std::string prefix = "m.json: ";
    for (std::size_t at = told.find(prefix); at != std::string::npos; at = told.find(prefix))
      told.erase(at, prefix.size());
    EXPECT_EQ(told, row.told) << "line " << row.line;
  }
}

TEST(BrokenModels, AreSoundWithoutWhatIsWrong) {
  const auto model = parse_model(sound_but_for("model", R"("name": "n")"), "m.json");
  EXPECT_TRUE(model) << model.error().front().to_string();
}

TEST(BrokenModels, AreNotToldWithoutEnd) {
  std::string names;
  for (int i = 0; i < 500; ++i) names += fmt::format(R"("what {}": 1, )", i);
  const auto model = parse_model(sound_but_for("model", names + R"("name": "n")"), "m.json");
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().size(), 100U);
  EXPECT_EQ(model.error()[7].where.field, "what 7");
}

TEST(BrokenModels, OfAnUnknownServiceLevelAreToldTheKnownOnes) {
  const auto model = parse_model(sound_but_for("model", R"("definition": "best")"), "m.json");
  ASSERT_FALSE(model);
  EXPECT_TRUE(model.error().front().message.starts_with(
      "there is no KPI 'best'; known are strict, drop_short, credit_short"));
}

}  // namespace
}  // namespace tandem::simulation
