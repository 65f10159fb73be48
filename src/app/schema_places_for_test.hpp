#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "plan/report/schema_for_test.hpp"

namespace tandem::app {

/// A kind of object in a file: its place in the schema ("" or the name below $defs), and a file in which one
/// of them has the member x, which none has.
struct SchemaPlace {
  const char* described;
  const char* text;
};

/// The members that a schema names of each kind of object but the reader does not know, or the other way
/// round: a reader lists those it knows where it meets one that it does not. Empty: they agree.
template <class Parse>
std::vector<std::string> disagreements(const std::string& schema_file, const std::vector<SchemaPlace>& places,
                                       Parse parse) {
  const auto schema = report::json_file("docs/reference/" + schema_file);
  std::vector<std::string> found;
  for (const SchemaPlace& place : places) {
    const auto& described = *place.described == '\0' ? schema : schema.at("$defs").at(place.described);
    std::string names;
    for (const auto& property : described.at("properties").as_object())
      names += (names.empty() ? "" : ", ") + std::string(property.key());
    const std::string expected = "is not known; expected " + names;
    const auto made = parse(place.text, "file.json");
    bool said = false;
    if (!made)
      for (const Error& fault : made.error()) said = said || fault.message.starts_with(expected);
    if (!said) found.push_back(std::string(place.described) + ": " + names);
  }
  return found;
}

}  // namespace tandem::app
