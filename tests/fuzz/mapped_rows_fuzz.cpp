// Any bytes as a foreign table: the first byte chooses a mapping, the rest is the table. Lengths, patterns,
// constants, joined columns, outcome words and rows left out are read by CallRowReader alone.
#include <array>
#include <optional>
#include <string_view>

#include "core/base/check.hpp"
#include "import_input.hpp"
#include "plan/import/mapping.hpp"

namespace {

using tandem::importing::Mapping;

constexpr std::array<std::string_view, 4> kMappings = {
    R"({"columns": [{"field": "offered_at", "columns": ["Date", "Time"], "format": "%d/%m/%Y %H:%M:%S"},
        {"field": "wait_time", "columns": ["Wait", "Ring"]}, {"field": "talk_time", "column": "Talk"},
        {"field": "hold_time", "column": "Hold"}, {"field": "acw_time", "column": "ACW"}],
        "constants": {"outcome": "infer", "client": "Acme"}})",
    R"({"columns": [{"field": "offered_at", "column": "start", "format": "epoch_ms"},
        {"field": "answered_at", "column": "answer", "format": "epoch_ms"},
        {"field": "ended_at", "column": "end", "format": "epoch_ms"}, {"field": "wait_time", "column": "wait"},
        {"field": "outcome", "column": "status"}], "outcomes": {"": "abandoned", "ok": "answered", "x": "ignore"}})",
    R"({"columns": [{"field": "offered_at", "column": "a", "format": "excel_days"},
        {"field": "menu_time", "column": "b", "format": "milliseconds"},
        {"field": "handle_time", "column": "c", "format": "seconds"}, {"field": "ring_time", "column": "d"},
        {"field": "priority", "column": "e"}], "constants": {"outcome": "infer"}, "delimiter": ";"})",
    R"({"columns": [{"field": "offered_at", "column": "a", "format": "%b %d, %Y %I:%M:%S.%f %p %z"},
        {"field": "queued_at", "column": "b"}, {"field": "ended_at", "column": "c"},
        {"field": "queue", "columns": ["d", "e"]}, {"field": "type", "column": "f"},
        {"field": "outcome", "column": "g"}], "ignore_where": {"f": ["out", "test"]}})"};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto mappings = [] {
    std::array<std::optional<Mapping>, kMappings.size()> parsed;
    for (std::size_t i = 0; i < kMappings.size(); ++i) {
      auto mapping = tandem::importing::parse_mapping(kMappings[i], "mapping.json");
      TANDEM_CHECK(mapping.has_value(), "the fuzzer's own mappings are right");
      parsed[i] = std::move(*mapping);
    }
    return parsed;
  }();
  if (size < 2) return 0;
  auto options = tandem::fuzz::thorough_options();
  options.mapping = &*mappings[data[0] % kMappings.size()];
  tandem::fuzz::import_and_check(data + 1, size - 1, options);
  return 0;
}
