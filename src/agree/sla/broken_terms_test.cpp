#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fstream>

#include "agree/sla/terms_json.hpp"

/// Runs tests/broken_terms/terms.txt: terms that are wrong, with all that a person is told.
namespace tandem::sla {
namespace {

struct Row {
  int line = 0;
  std::string text, told;
};

/// Small sound terms; members of them, or of their one clause or price, replaced and added.
std::string sound_but_for(std::string_view where, std::string_view more) {
  boost::json::value terms = boost::json::parse(R"({
    "client": "c", "currency": "EUR", "valid": {"from": "2026-01-01", "until": "2026-12-31"}, "zone": "UTC",
    "clauses": [{"name": "level", "kpi": {"definition": "strict", "version": 1, "threshold": "20s"},
                 "target": {"at_least": "80%"}, "penalty": {"steps": [{"until": "80%", "percent_of_fee": "2%"}]}}],
    "prices": [{"name": "base", "per": "ticket", "price": "100"}]})");
  boost::json::object& changed =
      where == "terms" ? terms.as_object() : terms.at(fmt::format("{}s", where)).at(0).as_object();
  const boost::json::value members = boost::json::parse(fmt::format("{{{}}}", more));
  for (const auto& [name, value] : members.as_object()) {
    if (value.is_null())
      changed.erase(name);
    else
      changed[name] = value;
  }
  return boost::json::serialize(terms);
}

std::vector<Row> read_rows() {
  std::vector<Row> rows;
  std::ifstream file(TANDEM_SOURCE_DIR "/tests/broken_terms/terms.txt");
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

TEST(BrokenTerms, AreToldAllThatIsWrong) {
  const std::vector<Row> rows = read_rows();
  EXPECT_GE(rows.size(), 90U);
  for (const Row& row : rows) {
    std::string told;
    if (const auto terms = parse_terms(row.text, "t.json"); !terms)
      for (const Error& fault : terms.error()) told += fault.to_string() + "\n";
    const std::string prefix = "t.json: ";
    for (std::size_t at = told.find(prefix); at != std::string::npos; at = told.find(prefix))
      told.erase(at, prefix.size());
    EXPECT_EQ(told, row.told) << "line " << row.line;
  }
}

TEST(BrokenTerms, AreSoundWithoutWhatIsWrong) {
  const auto terms = parse_terms(sound_but_for("terms", R"("notes": [])"), "t.json");
  EXPECT_TRUE(terms) << terms.error().front().to_string();
}

TEST(BrokenTerms, OfAnUnknownKpiAreToldTheKnownOnes) {
  const auto terms =
      parse_terms(sound_but_for("clause", R"("kpi": {"definition": "best", "version": 1})"), "t.json");
  ASSERT_FALSE(terms);
  EXPECT_EQ(terms.error().front().where.field, "clauses[0].kpi.definition");
  EXPECT_TRUE(terms.error().front().message.starts_with(
      "there is no KPI 'best'; known are strict, drop_short, credit_short"));
}

TEST(BrokenTerms, AreNotReadBeyondTheirLimit) {
  const auto terms = parse_terms(std::string(kTermsBytesMax + 1, ' '), "t.json");
  ASSERT_FALSE(terms);
  EXPECT_EQ(terms.error().front().to_string(), "t.json: the terms have more than 1048576 bytes");
}

}  // namespace
}  // namespace tandem::sla
