#include <array>

#include "plan/report/report.hpp"
#include "plan/report/sections/page.hpp"
#include "plan/report/sections/sections.hpp"

namespace tandem::report {

std::string excerpt(const analysis::Analysis& analysis, Language language) {
  static constexpr std::array<std::string_view, 5> kSections = {"summary", "findings", "week",
                                                                "service-level", "special-days"};
  Page page(analysis, language, kSections);
  for (const auto write :
       {write_key_figures, write_findings, write_week_pattern, write_service_level, write_special_days})
    write(page);
  return std::move(page).take();
}

}  // namespace tandem::report
