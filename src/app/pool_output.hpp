#pragma once

#include <string>

#include "plan/staffing/pooling/pool_clients.hpp"

namespace tandem::app {

struct PoolRun {
  const simulation::Model& model;
  const mix::Request& request;
  const pooling::PoolOptions& options;
  const pooling::Pool& pool;
};

std::string table_of(const PoolRun& run);
/// Schema: docs/reference/pool.schema.json.
std::string json_of(const PoolRun& run);

}  // namespace tandem::app
