#include "app/command.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace tandem::app {

Exit exit_for(const Error& error) {
  switch (error.code) {
    case ErrorCode::usage:
      return Exit::usage;
    case ErrorCode::not_found:
    case ErrorCode::unreadable:
      return Exit::unreadable;
    case ErrorCode::bad_format:
    case ErrorCode::bad_value:
    case ErrorCode::limit:
      return Exit::data;
    case ErrorCode::cancelled:
      return Exit::cancelled;
  }
  return Exit::internal;
}

Exit report(const Error& error) {
  fmt::print(stderr, "tandem: {}\n", error.to_string());
  return exit_for(error);
}

Exit report_all(const std::vector<Error>& errors) {
  Exit exit = Exit::ok;
  for (const Error& error : errors) exit = report(error);
  return exit;
}

}  // namespace tandem::app
