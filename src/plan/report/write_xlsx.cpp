#include <cerrno>
#include <cstdio>
#include <cstring>

#include "plan/report/report.hpp"
#include "plan/report/workbook_sheets.hpp"

namespace tandem::report {

Result<void> write_xlsx(const analysis::Analysis& a, const std::string& path) {
  // Tried first, because the library prints its own complaint.
  if (std::FILE* const file = std::fopen(path.c_str(), "wb"); file != nullptr)
    std::fclose(file);
  else
    return failure_at(
        {.file = path, .line = 0, .column = 0, .field = {}}, ErrorCode::unreadable,
        "the workbook cannot be written ({}); check that the folder exists and may be written to",
        std::strerror(errno));
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
