#include "core/base/result.hpp"

namespace tandem {

std::string Error::to_string() const {
  std::string place = where.file;
  if (where.line > 0) place += fmt::format("{}{}", place.empty() ? "line " : ":", where.line);
  if (where.column > 0) place += fmt::format("{}column {}", place.empty() ? "" : ": ", where.column);
  if (!where.field.empty())
    place += fmt::format("{}({})", where.column > 0 ? " " : place.empty() ? "" : ": ", where.field);
  return place.empty() ? message : fmt::format("{}: {}", place, message);
}

}  // namespace tandem
