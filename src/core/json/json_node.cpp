#include "core/json/json_node.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>

#include "core/base/iso_time.hpp"
#include "core/base/quantity_text.hpp"

namespace tandem {
namespace {

namespace json = boost::json;

std::string_view text_of(const json::string& text) { return {text.data(), text.size()}; }

std::string found(const json::value& value) {
  switch (value.kind()) {
    case json::kind::null:
      return "null";
    case json::kind::bool_:
      return "true or false";
    case json::kind::string: {
      constexpr std::size_t kShown = 60;
      const std::string_view text = text_of(value.get_string());
      return fmt::format("'{}{}'", text.substr(0, kShown), text.size() > kShown ? "..." : "");
    }
    case json::kind::array:
      return "an array";
    case json::kind::object:
      return "an object";
    default:
      return json::serialize(value);
  }
}

constexpr std::size_t kShown = 20;

std::string listed(const auto& words, std::size_t shown = kShown) {
  std::string all;
  std::size_t count = 0;
  for (const auto& word : words) {
    if (count == shown) return all + fmt::format(" and {} more", words.size() - shown);
    all += fmt::format("{}{}", count++ == 0 ? "" : ", ", word);
  }
  return all;
}

/// The decimal of at most six places that a double stands for, where there is one.
std::optional<Decimal> decimal_of(double number) {
  constexpr double kFewUlp = 7e-16;
  if (!(std::fabs(number) <= static_cast<double>(Decimal::kWholeMax))) return std::nullopt;
  const double millionths = number * static_cast<double>(Decimal::kUnit);
  const double nearest = std::round(millionths);
  if (std::fabs(millionths - nearest) > std::fabs(millionths) * kFewUlp) return std::nullopt;
  return Decimal::millionths(static_cast<std::int64_t>(nearest));
}

}  // namespace

void JsonFaults::add(const std::string& path, std::string message) {
  // What is read twice is wrong once.
  const auto same = [&](const Error& fault) { return fault.where.field == path && fault.message == message; };
  if (faults_.size() < kFaultsMax && std::ranges::none_of(faults_, same))
    faults_.push_back({ErrorCode::bad_format, std::move(message), {.file = file_, .field = path}});
}

void JsonNode::fault(std::string message) const {
  if (value_ != nullptr) faults_->add(path_, std::move(message));
}

void JsonNode::refuse(std::string_view expected) const {
  if (value_ != nullptr) fault(fmt::format("is {}; expected {}", found(*value_), expected));
}

bool JsonNode::is_text() const { return value_ != nullptr && value_->is_string(); }
bool JsonNode::is_list() const { return value_ != nullptr && value_->is_array(); }
bool JsonNode::is_object() const { return value_ != nullptr && value_->is_object(); }

std::string JsonNode::text() const {
  constexpr std::size_t kTextMax = 2'000;
  if (value_ == nullptr) return {};
  if (!value_->is_string()) {
    refuse("a text in quotes");
    return {};
  }
  const std::string_view text = text_of(value_->get_string());
  if (text.size() > kTextMax) fault(fmt::format("has {} bytes; at most {} are read", text.size(), kTextMax));
  return std::string(text.substr(0, kTextMax));
}

bool JsonNode::flag() const {
  if (value_ == nullptr) return false;
  if (!value_->is_bool()) refuse("true or false");
  return value_->is_bool() && value_->get_bool();
}

double JsonNode::number(double least, double most) const {
  if (value_ == nullptr) return least;
  boost::system::error_code error;
  const double number = value_->is_number() ? value_->to_number<double>(error) : 0;
  if (!value_->is_number() || error || !(number >= least && number <= most)) {
    refuse(fmt::format("a number from {} to {}", least, most));
    return least;
  }
  return number;
}

std::uint32_t JsonNode::count(std::uint32_t least, std::uint32_t most) const {
  if (value_ == nullptr) return least;
  boost::system::error_code error;
  const auto number = value_->is_number() ? value_->to_number<std::int64_t>(error) : -1;
  if (!value_->is_number() || error || number < least || number > most) {
    refuse(fmt::format("a whole number from {} to {}", least, most));
    return least;
  }
  return static_cast<std::uint32_t>(number);
}

Duration JsonNode::length() const {
  constexpr double kSecondsMax = 100.0 * 366 * 86400;
  if (value_ == nullptr) return {};
  if (value_->is_number()) return Duration::from_seconds(number(0, kSecondsMax));
  if (is_text()) {
    const auto length = parse_duration(text());
    if (length) return *length;
  }
  refuse("a length of time such as \"20s\" or \"1h30m\", or a number of seconds");
  return {};
}

double JsonNode::share() const {
  if (value_ == nullptr) return 0;
  if (is_text()) {
    const auto share = parse_share(text());
    if (share) return *share;
  } else if (value_->is_number()) {
    return number(0, 1);
  }
  refuse("a share such as \"80%\" or 0.8");
  return 0;
}

std::optional<Decimal> JsonNode::exact_number() const {
  if (value_ == nullptr || !(is_text() || value_->is_number())) return std::nullopt;
  if (value_->is_double()) return decimal_of(value_->get_double());
  const auto number = parse_decimal(is_text() ? text() : json::serialize(*value_));
  return number ? std::optional(*number) : std::nullopt;
}

Decimal JsonNode::decimal(Decimal least, Decimal most) const {
  if (value_ == nullptr) return least;
  const auto number = exact_number();
  if (number && *number >= least && *number <= most) return *number;
  refuse(fmt::format("a number from {} to {} of at most six decimals", least.to_string(), most.to_string()));
  return least;
}

Decimal JsonNode::percent(Decimal most) const {
  constexpr std::int64_t kPercent = 100;
  if (value_ == nullptr) return {};
  std::optional<Decimal> percent;
  if (is_text() && text().ends_with('%')) {
    const std::string written = text();
    if (const auto number = parse_decimal(std::string_view(written).substr(0, written.size() - 1)))
      percent = *number;
  } else if (const auto share = exact_number(); share && *share >= Decimal() && *share <= most) {
    percent = Decimal::millionths(share->millionths() * kPercent);
  }
  if (percent && *percent >= Decimal() && *percent <= most) return *percent;
  refuse(
      fmt::format("a share such as \"80%\" or 0.8, at most {}%, of at most six decimals", most.to_string()));
  return {};
}

std::optional<LocalDay> JsonNode::day() const {
  const std::string text = this->text();
  if (!is_text()) return std::nullopt;
  if (const auto reading = read_iso_date(text))
    return std::chrono::floor<std::chrono::days>(LocalTime(std::chrono::microseconds(reading->local_us)));
  refuse("a day such as \"2026-01-05\"");
  return std::nullopt;
}

Instant JsonNode::instant() const {
  if (value_ == nullptr) return {};
  if (is_text()) {
    const auto reading = read_iso8601(text());
    if (reading && reading->offset) return Instant::from_microseconds(reading->local_us) - *reading->offset;
  }
  refuse("an instant such as \"2026-01-05T08:00:00Z\"");
  return Instant::from_seconds(0);
}

std::vector<JsonNode> JsonNode::items(std::size_t most) const {
  std::vector<JsonNode> items;
  if (value_ == nullptr) return items;
  if (!is_list()) {
    refuse("an array");
    return items;
  }
  const json::array& array = value_->get_array();
  if (array.size() > most) fault(fmt::format("has {} values; at most {} are read", array.size(), most));
  for (std::size_t i = 0; i < std::min(most, array.size()); ++i)
    items.emplace_back(&array[i], fmt::format("{}[{}]", path_, i), *faults_);
  return items;
}

std::vector<double> JsonNode::numbers(double least, double most, std::size_t at_most) const {
  std::vector<double> numbers;
  for (const JsonNode& item : items(at_most)) numbers.push_back(item.number(least, most));
  return numbers;
}

JsonNode JsonNode::at(std::string_view name, const json::value* value) const {
  return {value, path_.empty() ? std::string(name) : fmt::format("{}.{}", path_, name), *faults_};
}

void JsonNode::members(std::initializer_list<std::string_view> known) const {
  if (value_ == nullptr) return;
  const json::object* object = value_->if_object();
  if (object == nullptr) return refuse("an object");
  for (const auto& [key, value] : *object) {
    const std::string_view name(key.data(), key.size());
    if (std::ranges::find(known, name) == known.end())
      at(name.substr(0, 60), &value)
          .fault(fmt::format("is not known; expected {}", listed(known, known.size())));
  }
}

std::vector<std::pair<std::string, JsonNode>> JsonNode::all_members() const {
  std::vector<std::pair<std::string, JsonNode>> all;
  if (value_ == nullptr) return all;
  const json::object* object = value_->if_object();
  if (object == nullptr) {
    refuse("an object");
    return all;
  }
  for (const auto& [key, value] : *object) all.emplace_back(std::string(key), at(key, &value));
  return all;
}

std::optional<JsonNode> JsonNode::find(std::string_view name) const {
  if (value_ == nullptr || !value_->is_object()) return std::nullopt;
  const json::value* member = value_->get_object().if_contains(name);
  if (member == nullptr) return std::nullopt;
  return at(name, member);
}

JsonNode JsonNode::must(std::string_view name) const {
  if (auto member = find(name)) return *member;
  if (value_ != nullptr && value_->is_object()) at(name, value_).fault("is missing");
  return at(name, nullptr);
}

std::size_t JsonNode::one_of(std::initializer_list<std::string_view> words) const {
  if (value_ == nullptr) return 0;
  if (is_text()) {
    const auto word = std::ranges::find(words, text_of(value_->get_string()));
    if (word != words.end()) return static_cast<std::size_t>(word - words.begin());
  }
  refuse(fmt::format("one of {}", listed(words)));
  return 0;
}

std::optional<std::uint32_t> JsonNode::name_in(const std::vector<std::string>& names,
                                               std::string_view what) const {
  if (value_ == nullptr) return std::nullopt;
  if (is_text()) {
    const auto name = std::ranges::find(names, text());
    if (name != names.end()) return static_cast<std::uint32_t>(name - names.begin());
  }
  refuse(fmt::format("a {}: {}", what, names.empty() ? "none is named" : listed(names)));
  return std::nullopt;
}

std::string JsonNode::new_name(std::vector<std::string>& names) const {
  std::string name = text();
  if (is_text() && name.empty()) fault("is blank; expected a name");
  if (is_text() && std::ranges::find(names, name) != names.end())
    fault(fmt::format("'{}' is named twice", name));
  names.push_back(name);
  return name;
}

}  // namespace tandem
