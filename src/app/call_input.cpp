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

Result<void> check_client(const importing::Directory& directory, const std::string& name) {
  constexpr std::uint32_t kNamed = 20;
  if (name.empty() || directory.clients.size() == 0) return {};
  std::string known;
  for (std::uint32_t i = 0; i < directory.clients.size(); ++i) {
    const auto client = directory.clients.name(ClientId(i));
    if (client == name) return {};
    if (i < kNamed) known += (known.empty() ? "" : ", ") + std::string(client);
  }
  return failure(ErrorCode::not_found, "the calls name no client '{}'; they name {}", name, known);
}

}  // namespace tandem::app
