#pragma once

#include "plan/analysis/analysis.hpp"
#include "plan/report/workbook.hpp"

/// The sheets of the workbook, in order.
namespace tandem::report {

void summary_sheet(Workbook& workbook, const analysis::Analysis& a);
void intervals_sheet(Workbook& workbook, const analysis::Analysis& a);
void days_sheet(Workbook& workbook, const analysis::Analysis& a);
void week_sheet(Workbook& workbook, const analysis::Analysis& a);
void queues_sheet(Workbook& workbook, const analysis::Analysis& a);
void service_level_sheet(Workbook& workbook, const analysis::Analysis& a);
void agents_sheet(Workbook& workbook, const analysis::Analysis& a);
void data_quality_sheet(Workbook& workbook, const analysis::Analysis& a);

}  // namespace tandem::report
