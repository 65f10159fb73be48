#pragma once

#include <expected>
#include <functional>
#include <string>

#include "app/command.hpp"
#include "plan/staffing/mix/find_mix.hpp"

namespace tandem::app {

/// What the commands that search for agents on a model are given.
struct MixArguments {
  std::string model, targets, sla;
  std::string confidence = "95%";
  std::uint32_t days = 80, check_days = 200, rounds = 3;
  std::uint64_t seed = 1;
  unsigned threads = 0;
  bool json = false;
};
void add_mix_options(CLI::App& command, MixArguments& arguments);

struct MixInput {
  simulation::Model model;
  mix::Request request;
  mix::MixOptions options;
};
/// Reads both files. What is wrong with them, or with the arguments, is reported; then the exit code for it.
std::expected<MixInput, Exit> read_mix_input(const MixArguments& arguments, const Session& session);

}  // namespace tandem::app
