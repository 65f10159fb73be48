#pragma once

#include "plan/report/sections/page.hpp"

/// The sections of the report, each in the file of its name, in the order they are read.
namespace tandem::report {

void write_masthead(Page& page);
void write_key_figures(Page& page);
void write_findings(Page& page);
void write_volume(Page& page);
void write_week_pattern(Page& page);
void write_requirement(Page& page);
void write_service_level(Page& page);
void write_waits(Page& page);
void write_patience(Page& page);
void write_handling(Page& page);
void write_slices(Page& page);
void write_repeats(Page& page);
void write_on_duty(Page& page);
void write_trunks(Page& page);
void write_special_days(Page& page);
void write_data_quality(Page& page);
void write_kpi_list(Page& page);
void write_method(Page& page);

}  // namespace tandem::report
