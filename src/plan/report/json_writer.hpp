#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tandem::report {

/// Writes one JSON value. Numbers are the shortest text that reads back to the same double; what is not
/// finite, and what is not there, is null. Text that is not UTF-8 has its broken bytes replaced by U+FFFD.
/// The outer levels stand on lines of their own, so that a person can look through.
class JsonWriter {
 public:
  void open_object() { open('{'); }
  void close_object() { close('}'); }
  void open_array() { open('['); }
  void close_array() { close(']'); }
  void key(std::string_view name);

  void value(std::string_view text);
  void value(const char* text) { value(std::string_view(text)); }
  void value(bool truth);
  void value(double number);
  void value(std::int64_t number);
  void value(std::uint64_t number);
  void value(int number) { value(static_cast<std::int64_t>(number)); }
  void value(std::uint32_t number) { value(static_cast<std::int64_t>(number)); }
  template <class T>
  void value(const std::optional<T>& maybe) {
    if (maybe)
      value(*maybe);
    else
      null();
  }
  template <class T>
  void value(const std::vector<T>& list) {
    open_array();
    for (const T& one : list) value(one);
    close_array();
  }
  void null();
  /// A value that is JSON text already.
  void written_value(std::string_view json);

  template <class T>
  void member(std::string_view name, const T& what) {
    key(name);
    value(what);
  }

  std::string take() && { return std::move(out_); }
  /// What is written by now, where that is much: to be printed before the rest.
  std::string_view written() const { return out_; }
  void forget_written() { out_.clear(); }

 private:
  void open(char bracket);
  void close(char bracket);
  void before_value();
  static constexpr std::size_t kLevelsOnLines = 2;
  std::string out_;
  std::vector<bool> has_items_;  ///< of each open bracket
  bool after_key_ = false;
};

}  // namespace tandem::report
