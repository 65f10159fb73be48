#pragma once

#include "plan/import/csv_scan.hpp"

namespace tandem::importing {

ScanFindings scan_portably(const ScanTask& task);
#if defined(__x86_64__)
ScanFindings scan_avx2(const ScanTask& task);
ScanFindings scan_avx512(const ScanTask& task);
#endif

}  // namespace tandem::importing
