#include "app/call_input.hpp"

#include "app/progress.hpp"

namespace tandem::app {

Result<importing::Quality> read_calls(const InputArguments& arguments, Input& input, const Session& session,
                                      importing::Directory& directory, analysis::CallTable& calls) {
  ProgressLine line("reading");
  input.options.progress = line.listener();
  TANDEM_ASSIGN(quality, importing::import_files(arguments.files, input.options, directory, calls));
  if (session.cancelled) return failure(ErrorCode::cancelled, "stopped");
  return std::move(quality);
}

Result<const Zone*> zone_of_days(const Zone* given, const importing::Quality& quality) {
  if (given != nullptr) return given;
  if (!quality.home_zone.empty()) return Zone::find(quality.home_zone);
  return &Zone::utc();
}

}  // namespace tandem::app
