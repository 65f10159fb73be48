#pragma once

#include "app/input_arguments.hpp"
#include "plan/analysis/call_table.hpp"

namespace tandem::app {

/// Reads all of the files into memory, with a line on the terminal that tells how far it is.
Result<importing::Quality> read_calls(const InputArguments& arguments, Input& input, const Session& session,
                                      importing::Directory& directory, analysis::CallTable& calls);

/// Local days need a zone: the one given, else the format's own, else UTC.
Result<const Zone*> zone_of_days(const Zone* given, const importing::Quality& quality);

}  // namespace tandem::app
