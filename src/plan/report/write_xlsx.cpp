#include "plan/report/report.hpp"
#include "plan/report/workbook_sheets.hpp"

namespace tandem::report {

Result<void> write_xlsx(const analysis::Analysis& a, const std::string& path) {
  TANDEM_TRY(can_write(path));
  Workbook workbook(path);
  workbook.describe("Call analysis", a.last);
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
