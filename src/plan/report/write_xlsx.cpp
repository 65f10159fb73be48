#include "plan/report/report.hpp"
#include "plan/report/workbook_sheets.hpp"

namespace tandem::report {

Result<void> write_xlsx(const analysis::Analysis& a, const std::string& path) {
  Workbook workbook(path);
  // The library would note the time of writing; the same analysis shall give the same file.
  lxw_doc_properties properties{};
  std::string title = "Call analysis", company = "Tandem";
  properties.title = title.data();
  properties.company = company.data();
  properties.created = a.last.known() ? static_cast<time_t>(a.last.microseconds() / 1'000'000) : time_t{1};
  workbook_set_properties(workbook.book(), &properties);
  summary_sheet(workbook, a);
  intervals_sheet(workbook, a);
  days_sheet(workbook, a);
  week_sheet(workbook, a);
  queues_sheet(workbook, a);
  service_level_sheet(workbook, a);
  agents_sheet(workbook, a);
  data_quality_sheet(workbook, a);
  return workbook.close();
}

}  // namespace tandem::report
