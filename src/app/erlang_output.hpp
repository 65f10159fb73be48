#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plan/queueing/erlang.hpp"

namespace tandem::app {

enum class ErlangModel : std::uint8_t { b, c, a };

/// One row of the answer: a number of agents (of trunks for Erlang B) and what it brings.
struct ErlangRow {
  double agents = 0;
  queueing::Performance performance = {};
  std::optional<double> blocking = std::nullopt;   ///< Erlang B
  std::optional<double> positions = std::nullopt;  ///< where a shrinkage is given
};

/// A question put to a queueing formula with its answer, as `tandem erlang` shows it.
struct ErlangAnswer {
  ErlangModel model = ErlangModel::c;
  queueing::Load load;
  std::optional<double> calls = std::nullopt;  ///< nothing where the load was given in erlangs
  double interval_seconds = 0;
  double within_seconds = 0;
  std::optional<double> patience_seconds = std::nullopt;
  std::optional<double> shrinkage = std::nullopt;
  std::string target;           ///< "80 % within 20 s"; empty where the agents were given
  ErlangRow row;                ///< what was asked for
  std::vector<ErlangRow> near;  ///< two fewer .. two more, `row` among them
};

/// One object; seconds and shares in full precision, what is undefined or infinite is null. Schema:
/// docs/reference/erlang.schema.json.
std::string json_of(const ErlangAnswer& answer);
/// A table with the neighbours of the answer.
std::string table_of(const ErlangAnswer& answer);

}  // namespace tandem::app
