#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace tandem {

enum class ErrorCode : std::uint8_t {
  usage,       ///< the command line or a call's arguments are off
  not_found,   ///< a file, zone, client... that was named does not exist
  unreadable,  ///< it exists and cannot be read or written: rights, a directory, a truncated archive
  bad_format,  ///< what was read is not of the form expected
  bad_value,   ///< one value is off
  limit,       ///< a named limit was reached
  cancelled,   ///< the user stopped it
};

/// Where an error was found. Lines and columns count from 1; a column is a field's position; 0 and "" mean
/// "not known".
struct Where {
  std::string file{};
  std::uint64_t line = 0;
  std::uint32_t column = 0;
  std::string field{};
};

/// An expected failure: a sentence a person can act on (where, what was found, what to do).
struct Error {
  ErrorCode code = ErrorCode::bad_value;
  std::string message;
  Where where;

  /// "calls.csv:12: column 5 (answered_at): ..." with the parts that are known.
  std::string to_string() const;
};

template <class T>
using Result = std::expected<T, Error>;

template <class... Args>
std::unexpected<Error> failure(ErrorCode code, fmt::format_string<Args...> text, Args&&... args) {
  return std::unexpected(Error{code, fmt::format(text, std::forward<Args>(args)...), {}});
}

template <class... Args>
std::unexpected<Error> failure_at(Where where, ErrorCode code, fmt::format_string<Args...> text,
                                  Args&&... args) {
  return std::unexpected(Error{code, fmt::format(text, std::forward<Args>(args)...), std::move(where)});
}

}  // namespace tandem

/// Leaves the function with the error of a Result, or goes on.
#define TANDEM_TRY(expression)                                          \
  do {                                                                  \
    if (auto tandem_result = (expression); !tandem_result) [[unlikely]] \
      return std::unexpected(std::move(tandem_result).error());         \
  } while (false)

/// Declares `name` as the value of a Result, or leaves the function with its error.
#define TANDEM_ASSIGN(name, expression)                       \
  auto name##_result = (expression);                          \
  if (!name##_result) [[unlikely]]                            \
    return std::unexpected(std::move(name##_result).error()); \
  auto& name = *name##_result
