// Rows of calls-csv: the fast path and the careful reader must find the same in any bytes.
#include <algorithm>
#include <string>

#include "core/base/check.hpp"
#include "import_input.hpp"
#include "plan/import/calls_csv.hpp"
#include "plan/import/calls_csv_reference.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tandem::importing;
  static const Options options = [] {
    Options made = tandem::fuzz::thorough_options();
    made.threads = 1;
    return made;
  }();
  std::string bytes =
      "call_id,client,queue,caller,agent,offered_at,queued_at,answered_at,ended_at,wrapup_end_at,outcome\n";
  bytes.append(reinterpret_cast<const char*>(data), size);
  const ImportAsText expected = read_all_carefully(bytes, options, "calls.csv");
  Directory directory;
  CallsAsText calls(directory);
  const auto source = memory_source(bytes);
  const auto quality = import_calls_csv(*source, "calls.csv", options, directory, calls, nullptr);
  TANDEM_CHECK(as_text(quality, calls) == expected, "both ways to read a table agree");
  return 0;
}
