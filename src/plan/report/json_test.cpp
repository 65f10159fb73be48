#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <regex>
#include <sstream>

#include "plan/report/json_writer.hpp"
#include "plan/report/report.hpp"
#include "plan/report/sample_analysis.hpp"

namespace tandem::report {
namespace {

namespace json = boost::json;

/// Checks a value against the part of JSON Schema that the analysis' schema uses and lists what is off. As
/// the schema requires every property it names and allows no others, keys are compared both ways.
class SchemaCheck {
 public:
  explicit SchemaCheck(const json::object& schema) : root_(schema) {}
  void check(const json::value& value, const json::object& schema, const std::string& at) {
    if (const auto* reference = schema.if_contains("$ref")) {
      const std::string name = std::string(reference->as_string()).substr(std::string("#/$defs/").size());
      check(value, root_.at("$defs").as_object().at(name).as_object(), at);
      return;
    }
    check_type(value, schema, at);
    if (value.is_object()) check_object(value.as_object(), schema, at);
    if (value.is_array()) check_array(value.as_array(), schema, at);
    if (value.is_string()) check_string(std::string(value.as_string()), schema, at);
    if (value.is_number()) check_number(value.to_number<double>(), schema, at);
  }
  std::vector<std::string> errors;

 private:
  static bool is(const json::value& value, std::string_view type) {
    if (type == "null") return value.is_null();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_bool();
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "integer") return value.is_int64() || value.is_uint64();
    return type == "number" && value.is_number();
  }
  void check_type(const json::value& value, const json::object& schema, const std::string& at) {
    const json::value& type = schema.at("type");
    bool fits = false;
    if (type.is_string()) fits = is(value, std::string_view(type.as_string()));
    if (type.is_array())
      for (const auto& one : type.as_array()) fits = fits || is(value, std::string_view(one.as_string()));
    if (!fits) errors.push_back(at + " has the wrong type: " + json::serialize(value).substr(0, 60));
  }
  void check_object(const json::object& object, const json::object& schema, const std::string& at) {
    const auto* properties = schema.if_contains("properties");
    if (const auto* required = schema.if_contains("required"))
      for (const auto& name : required->as_array())
        if (!object.contains(name.as_string()))
          errors.push_back(at + " lacks " + std::string(name.as_string()));
    for (const auto& [name, value] : object) {
      const std::string place = at + "." + std::string(name);
      const json::value* known = properties != nullptr ? properties->as_object().if_contains(name) : nullptr;
      if (known != nullptr) {
        check(value, known->as_object(), place);
      } else if (const auto& more = schema.at("additionalProperties"); more.is_object()) {
        if (const auto* names = schema.if_contains("propertyNames"))
          check_string(std::string(name), names->as_object(), place);
        check(value, more.as_object(), place);
      } else {
        errors.push_back(place + " is not in the schema");
      }
    }
  }
  void check_array(const json::array& array, const json::object& schema, const std::string& at) {
    if (const auto* least = schema.if_contains("minItems");
        least != nullptr && std::ssize(array) < least->as_int64())
      errors.push_back(at + " has too few items");
    if (const auto* most = schema.if_contains("maxItems");
        most != nullptr && std::ssize(array) > most->as_int64())
      errors.push_back(at + " has too many items");
    for (const auto& item : array) check(item, schema.at("items").as_object(), at + "[]");
  }
  void check_string(const std::string& text, const json::object& schema, const std::string& at) {
    if (const auto* pattern = schema.if_contains("pattern"))
      if (!std::regex_search(text, std::regex(std::string(pattern->as_string()))))
        errors.push_back(at + " is not of the pattern: " + text);
    const auto* list = schema.if_contains("enum");
    if (list == nullptr) return;
    bool found = false;
    for (const auto& one : list->as_array()) found = found || one.as_string() == text;
    if (!found) errors.push_back(at + " is none of the words: " + text);
  }
  void check_number(double number, const json::object& schema, const std::string& at) {
    if (const auto* least = schema.if_contains("minimum");
        least != nullptr && number < least->to_number<double>())
      errors.push_back(at + " is too small");
    if (const auto* most = schema.if_contains("maximum");
        most != nullptr && number > most->to_number<double>())
      errors.push_back(at + " is too large");
  }
  const json::object& root_;
};

json::value schema() {
  std::ifstream file(TANDEM_SOURCE_DIR "/docs/reference/analysis.schema.json");
  std::stringstream text;
  text << file.rdbuf();
  return json::parse(text.str());
}

std::vector<std::string> errors_of(const analysis::Analysis& analysis) {
  const json::value rules = schema();
  SchemaCheck check(rules.as_object());
  check.check(json::parse(to_json(analysis)), rules.as_object(), "analysis");
  return check.errors;
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
