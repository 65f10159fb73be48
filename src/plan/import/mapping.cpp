#include "plan/import/mapping.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "core/json/json_text.hpp"
#include "plan/import/call_row_value.hpp"
#include "plan/import/source/byte_source.hpp"
#include "plan/import/text_form.hpp"
#include "plan/import/time_pattern.hpp"

namespace tandem::importing {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 4> kDelimiters = {",", ";", "\t", "|"};
/// Fields that one value may stand in for on every call.
constexpr std::array<CallField, 7> kConstantFields = {
    CallField::client, CallField::queue,    CallField::agent,  CallField::caller,
    CallField::type,   CallField::priority, CallField::outcome};

std::string_view kind_of(const json::value& value) {
  switch (value.kind()) {
    case json::kind::null:
      return "null";
    case json::kind::bool_:
      return "true or false";
    case json::kind::string:
      return "a string";
    case json::kind::array:
      return "an array";
    case json::kind::object:
      return "an object";
    default:
      return "a number";
  }
}

std::string_view text_of(const json::string& text) { return {text.data(), text.size()}; }

bool is_instant(CallField field) {
  return field >= CallField::offered_at && field <= CallField::wrapup_end_at;
}
bool is_length(CallField field) { return field >= CallField::menu_time; }

std::string field_names() {
  std::string names;
  for (std::size_t i = 0; i < kCallFields; ++i)
    names += fmt::format("{}{}", i == 0 ? "" : ", ", name_of(static_cast<CallField>(i)));
  return names;
}

std::string outcome_names() {
  std::string names;
  for (std::size_t i = 0; i < kOutcomes; ++i) names += fmt::format("{}, ", name_of(static_cast<Outcome>(i)));
  return names;
}

/// Reads the parts of one mapping; every fault names its JSON path.
class Reader {
 public:
  explicit Reader(const std::string& file) : file_(file) {}

  Result<Mapping> read(const json::value& root) {
    const auto* object = root.if_object();
    if (object == nullptr)
      return fault("", "the mapping is {}; expected an object with \"columns\"", kind_of(root));
    for (const auto& [key, value] : *object) TANDEM_TRY(read_part(std::string(key), value));
    for (const auto& column : mapping_.columns)
      if (column.field == CallField::offered_at) return std::move(mapping_);
    return fault("columns", "no column for offered_at, which every call needs");
  }

 private:
  template <class... Args>
  std::unexpected<Error> fault(std::string path, fmt::format_string<Args...> text, Args&&... args) const {
    return failure_at({file_, 0, 0, std::move(path)}, ErrorCode::bad_format, text,
                      std::forward<Args>(args)...);
  }

  Result<void> read_part(const std::string& key, const json::value& value) {
    if (key == "columns") return read_columns(value);
    if (key == "constants") return read_constants(value);
    if (key == "outcomes") return read_outcomes(value);
    if (key == "ignore_where") return read_ignore_where(value);
    if (key == "delimiter") return read_delimiter(value);
    if (key == "zone") return read_zone(value);
    if (key == "$schema" || key == "notes") return {};
    return fault(key,
                 "unknown; expected columns, constants, outcomes, ignore_where, delimiter, zone or "
                 "notes");
  }

  Result<std::string> text_at(const std::string& path, const json::value& value) const {
    const auto* text = value.if_string();
    if (text == nullptr) return fault(path, "{}; expected a string", kind_of(value));
    if (!form_of(text_of(*text)).plain) return fault(path, "has a control character");
    return std::string(text_of(*text));
  }

  Result<void> read_columns(const json::value& value) {
    const auto* columns = value.if_array();
    if (columns == nullptr) return fault("columns", "{}; expected an array", kind_of(value));
    for (std::size_t i = 0; i < columns->size(); ++i)
      TANDEM_TRY(read_column(fmt::format("columns[{}]", i), (*columns)[i]));
    return {};
  }

  Result<void> read_column(const std::string& path, const json::value& value) {
    const auto* object = value.if_object();
    if (object == nullptr)
      return fault(path,
                   "{}; expected an object such as {{\"field\": \"offered_at\", \"column\": \"Start time\"}}",
                   kind_of(value));
    Mapping::Column column{};
    bool field_given = false;
    for (const auto& [key, part] : *object) {
      const std::string part_path = fmt::format("{}.{}", path, std::string_view(key));
      if (key == "field") {
        TANDEM_ASSIGN(name, text_at(part_path, part));
        const auto field = call_field_from(name);
        if (!field) return fault(part_path, "'{}' is not a field; expected one of {}", name, field_names());
        column.field = *field;
        field_given = true;
      } else if (key == "column") {
        TANDEM_ASSIGN(name, text_at(part_path, part));
        column.names.push_back(name);
      } else if (key == "columns") {
        const auto* names = part.if_array();
        if (names == nullptr) return fault(part_path, "{}; expected an array of column names", kind_of(part));
        for (std::size_t i = 0; i < names->size(); ++i) {
          TANDEM_ASSIGN(name, text_at(fmt::format("{}[{}]", part_path, i), (*names)[i]));
          column.names.push_back(name);
        }
      } else if (key == "format") {
        TANDEM_ASSIGN(format, text_at(part_path, part));
        column.format = format;
      } else {
        return fault(part_path, "unknown; expected field, column, columns or format");
      }
    }
    if (!field_given) return fault(path + ".field", "missing; expected one of {}", field_names());
    if (column.names.empty())
      return fault(path + ".column", "missing; expected the name of a column of the file");
    TANDEM_TRY(check_format(path + ".format", column));
    for (const auto& other : mapping_.columns)
      if (other.field == column.field)
        return fault(path + ".field", "'{}' was given before", name_of(column.field));
    mapping_.columns.push_back(std::move(column));
    return {};
  }

  Result<void> check_format(const std::string& path, const Mapping::Column& column) const {
    if (!column.format) return {};
    const auto known = value_format_from(*column.format);
    const bool length =
        known == ValueFormat::seconds || known == ValueFormat::milliseconds || known == ValueFormat::hms;
    if (is_length(column.field)) {
      if (length) return {};
      return fault(path, "'{}' is no format of a length; expected seconds, milliseconds or hms",
                   *column.format);
    }
    if (!is_instant(column.field)) {
      if (known == ValueFormat::text) return {};
      return fault(path, "'{}' is no format of {}; expected text or none", *column.format,
                   name_of(column.field));
    }
    if (known && !length && known != ValueFormat::text) return {};
    if (known || column.format->find('%') == std::string::npos)
      return fault(
          path,
          "'{}' is no format of a time; expected iso8601, epoch_s, epoch_ms, excel_days or a pattern such as "
          "%d/%m/%Y %H:%M:%S",
          *column.format);
    const auto pattern = TimePattern::parse(*column.format);
    if (!pattern) return fault(path, "{}", pattern.error().message);
    if (!pattern->has_time_of_day())
      return fault(
          path,
          "the pattern '{}' has no time of day; where the file keeps it in a column of its own, name both: "
          "\"columns\": [\"date\", \"time\"] with the format '{} %H:%M:%S'",
          *column.format, *column.format);
    return {};
  }

  Result<void> read_constants(const json::value& value) {
    const auto* object = value.if_object();
    if (object == nullptr) return fault("constants", "{}; expected an object", kind_of(value));
    for (const auto& [key, part] : *object) {
      const std::string path = fmt::format("constants.{}", std::string_view(key));
      TANDEM_ASSIGN(text, text_at(path, part));
      const auto field = call_field_from(std::string_view(key));
      if (!field || std::ranges::find(kConstantFields, *field) == kConstantFields.end())
        return fault(path, "unknown; expected client, queue, agent, caller, type, priority or outcome");
      if (field == CallField::outcome && text != kInferOutcome && !outcome_from(text))
        return fault(path, "'{}' is not an outcome; expected {}or infer", text, outcome_names());
      if (text.size() > kNameBytesMax)
        return fault(path, "has {} bytes; expected at most {}", text.size(), kNameBytesMax);
      mapping_.constants[std::string(key)] = text;
    }
    return {};
  }

  Result<void> read_outcomes(const json::value& value) {
    const auto* object = value.if_object();
    if (object == nullptr) return fault("outcomes", "{}; expected an object", kind_of(value));
    for (const auto& [key, part] : *object) {
      const std::string path = fmt::format("outcomes.{}", call_row::shown_value(std::string_view(key)));
      TANDEM_ASSIGN(text, text_at(path, part));
      if (text != kIgnoreOutcome && !outcome_from(text))
        return fault(path, "'{}' is not an outcome; expected {}or ignore", text, outcome_names());
      mapping_.outcomes[std::string(key)] = text;
    }
    return {};
  }

  Result<void> read_ignore_where(const json::value& value) {
    const auto* object = value.if_object();
    if (object == nullptr) return fault("ignore_where", "{}; expected an object", kind_of(value));
    for (const auto& [key, part] : *object) {
      const std::string path = fmt::format("ignore_where.{}", call_row::shown_value(std::string_view(key)));
      const auto* words = part.if_array();
      if (words == nullptr || words->empty())
        return fault(path,
                     "{}; expected an array of the words whose rows are left out, such as [\"Outbound\"]",
                     words == nullptr ? kind_of(part) : "an empty array");
      for (std::size_t i = 0; i < words->size(); ++i) {
        TANDEM_ASSIGN(word, text_at(fmt::format("{}[{}]", path, i), (*words)[i]));
        mapping_.ignore_where[std::string(key)].push_back(word);
      }
    }
    return {};
  }

  Result<void> read_delimiter(const json::value& value) {
    TANDEM_ASSIGN(text, text_at("delimiter", value));
    if (std::ranges::find(kDelimiters, text) == kDelimiters.end())
      return fault("delimiter", "'{}'; expected \",\", \";\", \"|\" or a tab (\"\\t\")", text);
    mapping_.delimiter = text.front();
    return {};
  }

  Result<void> read_zone(const json::value& value) {
    TANDEM_ASSIGN(text, text_at("zone", value));
    if (!text.empty())
      if (const auto zone = Zone::find(text); !zone) return fault("zone", "{}", zone.error().message);
    mapping_.zone = text;
    return {};
  }

  const std::string& file_;
  Mapping mapping_;
};

std::string quoted(std::string_view text) { return json::serialize(json::string(text)); }

/// "a", "b"
std::string quoted_list(const std::vector<std::string>& texts) {
  std::string list;
  for (const std::string& text : texts) list += (list.empty() ? "" : ", ") + quoted(text);
  return list;
}

std::string ignore_where_json(const Mapping& mapping) {
  std::string text = ",\n  \"ignore_where\": {";
  std::size_t i = 0;
  for (const auto& [column, words] : mapping.ignore_where)
    text += fmt::format("{}\n    {}: [{}]", i++ == 0 ? "" : ",", quoted(column), quoted_list(words));
  return text + "\n  }";
}

}  // namespace

Result<Mapping> parse_mapping(std::string_view text, const std::string& file) {
  if (text.size() > kMappingBytesMax)
    return failure_at({file, 0, 0, {}}, ErrorCode::limit, "the mapping has {} bytes; at most {} are read",
                      text.size(), kMappingBytesMax);
  TANDEM_ASSIGN(value, parse_json(text, file));
  return Reader(file).read(value);
}

Result<Mapping> read_mapping(const std::string& path) {
  TANDEM_ASSIGN(source, open_source(path));
  std::string text(kMappingBytesMax + 1, '\0');
  TANDEM_ASSIGN(size, source->read(text));
  text.resize(size);
  return parse_mapping(text, path);
}

std::string to_json(const Mapping& mapping, std::span<const std::string> notes) {
  std::string text = "{\n";
  if (!notes.empty()) {
    text += "  \"notes\": [\n";
    for (std::size_t i = 0; i < notes.size(); ++i)
      text += fmt::format("    {}{}\n", quoted(notes[i]), i + 1 < notes.size() ? "," : "");
    text += "  ],\n";
  }
  text += "  \"columns\": [\n";
  for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
    const auto& column = mapping.columns[i];
    text += fmt::format("    {{\"field\": {}, ", quoted(name_of(column.field)));
    if (column.names.size() == 1) {
      text += fmt::format("\"column\": {}", quoted(column.names.front()));
    } else {
      text += fmt::format("\"columns\": [{}]", quoted_list(column.names));
    }
    if (column.format) text += fmt::format(", \"format\": {}", quoted(*column.format));
    text += i + 1 < mapping.columns.size() ? "},\n" : "}\n";
  }
  text += "  ]";
  const auto add_object = [&text](std::string_view name, const std::map<std::string, std::string>& entries) {
    if (entries.empty()) return;
    text += fmt::format(",\n  \"{}\": {{", name);
    std::size_t i = 0;
    for (const auto& [key, value] : entries)
      text += fmt::format("{}\n    {}: {}", i++ == 0 ? "" : ",", quoted(key), quoted(value));
    text += "\n  }";
  };
  add_object("constants", mapping.constants);
  add_object("outcomes", mapping.outcomes);
  if (!mapping.ignore_where.empty()) text += ignore_where_json(mapping);
  if (mapping.delimiter)
    text += fmt::format(",\n  \"delimiter\": {}", quoted(std::string(1, *mapping.delimiter)));
  if (!mapping.zone.empty()) text += fmt::format(",\n  \"zone\": {}", quoted(mapping.zone));
  return text + "\n}\n";
}

}  // namespace tandem::importing
