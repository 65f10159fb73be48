#include "plan/import/csv_scan.hpp"

#include <vector>

#include "plan/import/csv_scan_variants.hpp"

namespace tandem::importing {
namespace {

std::vector<ScanVariant> variants_of_this_processor() {
  std::vector<ScanVariant> variants;
#if defined(__x86_64__)
  const bool bits = __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
                    __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("popcnt");
  if (bits && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512vbmi2"))
    variants.push_back({"avx512", scan_avx512});
  if (bits && __builtin_cpu_supports("avx2")) variants.push_back({"avx2", scan_avx2});
#endif
  variants.push_back({"portable", scan_portably});
  return variants;
}

}  // namespace

std::span<const ScanVariant> scan_variants() {
  static const std::vector<ScanVariant> variants = variants_of_this_processor();
  return variants;
}

}  // namespace tandem::importing
