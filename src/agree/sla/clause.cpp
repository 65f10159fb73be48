#include "agree/sla/clause.hpp"

#include <fmt/format.h>

namespace tandem::sla {

std::string in_words(Decimal figure, kpi::Unit unit) {
  switch (unit) {
    case kpi::Unit::share:
      return figure.to_string() + " %";
    case kpi::Unit::seconds:
      return figure.to_string() + " s";
    case kpi::Unit::count:
      break;
  }
  return figure.to_string() + (figure == Decimal::whole(1) ? " call" : " calls");
}

}  // namespace tandem::sla
