#pragma once

#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

namespace tandem::report {

/// Checks a value against the part of JSON Schema that the schemas of docs/reference use, and lists what is
/// off. An object's properties are those that its schema names and no others, and a schema says of every
/// value what it is.
class SchemaCheck {
 public:
  using Value = boost::json::value;
  using Object = boost::json::object;
  using Array = boost::json::array;

  /// Must outlive the check.
  explicit SchemaCheck(const Object& schema) : root_(schema) {}

  void check(const Value& value, const std::string& at) { check(value, root_, at); }
  std::vector<std::string> errors;

 private:
  void check(const Value& value, const Object& schema, const std::string& at) {
    if (const auto* reference = schema.if_contains("$ref")) {
      const std::string name = std::string(reference->as_string()).substr(std::string("#/$defs/").size());
      check(value, root_.at("$defs").as_object().at(name).as_object(), at);
      return;
    }
    if (const auto* any = schema.if_contains("anyOf"))
      if (fitting(value, any->as_array(), at) == 0) errors.push_back(at + " fits none: " + shown(value));
    if (const auto* one = schema.if_contains("oneOf"))
      if (fitting(value, one->as_array(), at) != 1)
        errors.push_back(at + " fits not just one: " + shown(value));
    if (const auto* type = schema.if_contains("type"))
      check_type(value, *type, at);
    else if (!schema.contains("anyOf") && !schema.contains("required"))
      errors.push_back(at + " has a schema that does not say what it is");
    if (value.is_object()) check_object(value.as_object(), schema, at);
    if (value.is_array()) check_array(value.as_array(), schema, at);
    if (value.is_string()) check_string(std::string(value.as_string()), schema, at);
    if (value.is_number()) check_number(value.to_number<double>(), schema, at);
  }
  std::size_t fitting(const Value& value, const Array& schemas, const std::string& at) const {
    return static_cast<std::size_t>(std::ranges::count_if(schemas, [&](const Value& schema) {
      SchemaCheck one(root_);
      one.check(value, schema.as_object(), at);
      return one.errors.empty();
    }));
  }
  static std::string shown(const Value& value) { return boost::json::serialize(value).substr(0, 60); }
  static bool is(const Value& value, std::string_view type) {
    if (type == "null") return value.is_null();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_bool();
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "integer") return value.is_int64() || value.is_uint64();
    return type == "number" && value.is_number();
  }
  void check_type(const Value& value, const Value& type, const std::string& at) {
    bool fits = false;
    if (type.is_string()) fits = is(value, std::string_view(type.as_string()));
    if (type.is_array())
      for (const auto& one : type.as_array()) fits = fits || is(value, std::string_view(one.as_string()));
    if (!fits) errors.push_back(at + " has the wrong type: " + shown(value));
  }
  void check_object(const Object& object, const Object& schema, const std::string& at) {
    const auto* properties = schema.if_contains("properties");
    const auto* more = schema.if_contains("additionalProperties");
    if (const auto* required = schema.if_contains("required"))
      for (const auto& name : required->as_array())
        if (!object.contains(name.as_string()))
          errors.push_back(at + " lacks " + std::string(name.as_string()));
    // One of several alternatives may say only what is required.
    if (properties == nullptr && more == nullptr) return;
    for (const auto& [name, value] : object) {
      const std::string place = at + "." + std::string(name);
      const Value* known = properties != nullptr ? properties->as_object().if_contains(name) : nullptr;
      if (known != nullptr) {
        check(value, known->as_object(), place);
      } else if (more != nullptr && more->is_object()) {
        if (const auto* names = schema.if_contains("propertyNames"))
          check_string(std::string(name), names->as_object(), place);
        check(value, more->as_object(), place);
      } else {
        errors.push_back(place + " is not in the schema");
      }
    }
  }
  void check_array(const Array& array, const Object& schema, const std::string& at) {
    if (const auto* least = schema.if_contains("minItems");
        least != nullptr && std::ssize(array) < least->as_int64())
      errors.push_back(at + " has too few items");
    if (const auto* most = schema.if_contains("maxItems");
        most != nullptr && std::ssize(array) > most->as_int64())
      errors.push_back(at + " has too many items");
    if (const auto* items = schema.if_contains("items"))
      for (const auto& item : array) check(item, items->as_object(), at + "[]");
    else if (schema.contains("type"))
      errors.push_back(at + " has items that its schema does not describe");
  }
  void check_string(const std::string& text, const Object& schema, const std::string& at) {
    if (const auto* pattern = schema.if_contains("pattern"))
      if (!std::regex_search(text, std::regex(std::string(pattern->as_string()))))
        errors.push_back(at + " is not of the pattern: " + text);
    const auto* list = schema.if_contains("enum");
    if (list == nullptr) return;
    bool found = false;
    for (const auto& one : list->as_array()) found = found || one.as_string() == text;
    if (!found) errors.push_back(at + " is none of the words: " + text);
  }
  void check_number(double number, const Object& schema, const std::string& at) {
    if (const auto* least = schema.if_contains("minimum");
        least != nullptr && number < least->to_number<double>())
      errors.push_back(at + " is too small");
    if (const auto* under = schema.if_contains("exclusiveMinimum");
        under != nullptr && number <= under->to_number<double>())
      errors.push_back(at + " is too small");
    if (const auto* most = schema.if_contains("maximum");
        most != nullptr && number > most->to_number<double>())
      errors.push_back(at + " is too large");
  }
  const Object& root_;
};

/// A JSON file of the source tree, "docs/reference/analysis.schema.json".
inline boost::json::value json_file(const std::string& path) {
  std::ifstream file(TANDEM_SOURCE_DIR "/" + path);
  return boost::json::parse(std::string{std::istreambuf_iterator<char>(file), {}});
}

/// What is off in a value, by a schema of docs/reference.
inline std::vector<std::string> breaches(const boost::json::value& value, const std::string& schema) {
  const boost::json::value rules = json_file("docs/reference/" + schema);
  SchemaCheck check(rules.as_object());
  check.check(value, "");
  return check.errors;
}

}  // namespace tandem::report
