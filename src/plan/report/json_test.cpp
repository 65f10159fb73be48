#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "plan/report/json_writer.hpp"
#include "plan/report/report.hpp"
#include "plan/report/sample_analysis.hpp"
#include "plan/report/schema_for_test.hpp"

namespace tandem::report {
namespace {

namespace json = boost::json;

std::vector<std::string> errors_of(const analysis::Analysis& analysis) {
  return breaches(json::parse(to_json(analysis)), "analysis.schema.json");
}

TEST(Json, IsWhatItsSchemaDescribes) { EXPECT_THAT(errors_of(sample_analysis()), testing::IsEmpty()); }

TEST(Json, OfAnEmptyAnalysisIsWhatItsSchemaDescribes) {
  analysis::Analysis empty;
  empty.options.zone = &Zone::utc();
  EXPECT_THAT(errors_of(empty), testing::IsEmpty());
}

TEST(Json, WritesWhatIsUndefinedAsNull) {
  analysis::Analysis empty;
  empty.options.zone = &Zone::utc();
  const auto value = json::parse(to_json(empty));
  EXPECT_TRUE(value.at("mean_wait").is_null());
  EXPECT_TRUE(value.at("first").is_null());
  EXPECT_TRUE(value.at("total").at("wait_max").is_null());
  EXPECT_TRUE(value.at("service_levels").at("overall").at("strict").is_null());
}

TEST(Json, KeepsTheFiguresOfTheAnalysis) {
  const auto a = sample_analysis();
  const auto value = json::parse(to_json(a));
  EXPECT_EQ(value.at("total").at("offered").as_int64(), a.total.offered);
  EXPECT_DOUBLE_EQ(value.at("mean_wait").as_double(), *a.mean_wait);
  EXPECT_EQ(value.at("days").as_array().size(), a.days.size());
  EXPECT_EQ(value.at("days").at(0).at("day").as_string(), "2024-03-04");
  EXPECT_EQ(value.at("heat_map").at("calls").as_array().size(), 7u * 48u);
  EXPECT_EQ(value.at("time_quality").at("clock_changes").at(0).as_string(), "2024-03-31T01:00:00Z");
}

TEST(Json, EscapesTextAndReplacesBrokenBytes) {
  JsonWriter json;
  json.value(std::string_view("a\"b\\c\n\x01\xff\xc3\xa9 \xed\xa0\x80", 14));
  EXPECT_EQ(std::move(json).take(), "\"a\\\"b\\\\c\\u000a\\u0001\ufffd\u00e9 \ufffd\ufffd\ufffd\"");
}

TEST(Json, HasNoNumberThatIsNotFinite) {
  JsonWriter json;
  json.open_array();
  json.value(std::numeric_limits<double>::infinity());
  json.value(std::numeric_limits<double>::quiet_NaN());
  json.value(0.1);
  json.close_array();
  const auto value = json::parse(std::move(json).take());
  EXPECT_TRUE(value.at(0).is_null());
  EXPECT_TRUE(value.at(1).is_null());
  EXPECT_EQ(value.at(2).as_double(), 0.1);
}

}  // namespace
}  // namespace tandem::report
