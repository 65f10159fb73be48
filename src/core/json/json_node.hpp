#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/decimal.hpp"
#include "core/base/duration.hpp"
#include "core/base/instant.hpp"
#include "core/base/result.hpp"
#include "core/base/zone.hpp"

namespace boost::json {
class value;
}

namespace tandem {

/// The faults found in one file, each with its path; reading goes on after one, so that a person hears of
/// all.
class JsonFaults {
 public:
  explicit JsonFaults(std::string file) : file_(std::move(file)) {}
  void add(const std::string& path, std::string message);
  bool any() const { return !faults_.empty(); }
  std::vector<Error> take() { return std::move(faults_); }

 private:
  static constexpr std::size_t kFaultsMax = 100;
  std::string file_;
  std::vector<Error> faults_;
};

/// One value of a JSON file and where it stands ("queues[2].stages[0].wait"). What is asked of it and is not
/// there becomes a fault, and the answer is a harmless value.
class JsonNode {
 public:
  /// `value` may be null where a member that must be there is not: then all answers are harmless, and no more
  /// faults are added. Must outlive the node, as must `faults`.
  JsonNode(const boost::json::value* value, std::string path, JsonFaults& faults)
      : value_(value), path_(std::move(path)), faults_(&faults) {}

  const std::string& path() const { return path_; }
  void fault(std::string message) const;
  /// A fault that says what is there and what was expected.
  void refuse(std::string_view expected) const;

  std::string text() const;
  bool flag() const;
  /// From `least` to `most`, both included.
  double number(double least, double most) const;
  std::uint32_t count(std::uint32_t least, std::uint32_t most) const;
  /// "20s", "1h30m", or a number of seconds.
  Duration length() const;
  /// "80%" or 0.8.
  double share() const;
  /// "12.5" or 12.5, exactly; from `least` to `most`, both included.
  Decimal decimal(Decimal least, Decimal most) const;
  /// The same without limits and without a fault: nothing where it is none, or has more than six places.
  std::optional<Decimal> exact_number() const;
  /// "80%" or 0.8, exactly and in percent; from 0 to `most` percent.
  Decimal percent(Decimal most) const;
  /// "2026-01-05"; none where it is not.
  std::optional<LocalDay> day() const;
  /// "2026-01-05T08:00:00Z"
  Instant instant() const;
  bool is_text() const;
  bool is_list() const;
  bool is_object() const;
  /// The values of an array of `most` values at most.
  std::vector<JsonNode> items(std::size_t most) const;
  /// The numbers of an array, in a range as above.
  std::vector<double> numbers(double least, double most, std::size_t at_most) const;

  /// An object's members. First says what they may be: any other is a fault.
  void members(std::initializer_list<std::string_view> known) const;
  std::vector<std::pair<std::string, JsonNode>> all_members() const;
  std::optional<JsonNode> find(std::string_view name) const;
  /// A fault where it is missing.
  JsonNode must(std::string_view name) const;
  /// One of the words, by its place; a fault that lists them otherwise.
  std::size_t one_of(std::initializer_list<std::string_view> words) const;
  /// The place of the name among names; a fault that lists them otherwise.
  std::optional<std::uint32_t> name_in(const std::vector<std::string>& names, std::string_view what) const;
  /// A name that is not blank and not among `names`, which it joins whatever it is.
  std::string new_name(std::vector<std::string>& names) const;

 private:
  JsonNode at(std::string_view name, const boost::json::value* value) const;

  const boost::json::value* value_;
  std::string path_;
  JsonFaults* faults_;
};

}  // namespace tandem
