#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <string>
#include <string_view>

#include "core/base/check.hpp"
#include "plan/simulation/floor_run.hpp"
#include "plan/simulation/model_json.hpp"
#include "plan/simulation/replication.hpp"
#include "plan/simulation/study.hpp"

/// Small floors for tests, as the text that people write.
namespace tandem::simulation {

/// Builds in which the router checks all of the floor after every step: less is drawn in them.
#ifdef NDEBUG
inline constexpr bool kChecked = false;
#else
inline constexpr bool kChecked = true;
#endif
/// Of what is drawn for a statistical assertion; a part finds the same faults.
inline constexpr int kThinning = kChecked ? 10 : 1;

inline Model model_of(std::string_view text) {
  auto model = parse_model(text, "model.json");
  if (!model) TANDEM_CHECK(false, model.error().front().to_string());
  // What a check takes goes by this limit.
  model->plan.limits.calls = std::min(model->plan.limits.calls, 400U);
  return std::move(*model);
}

inline const std::atomic<bool> kNotCancelled = false;

inline StudyResult study_of(const Model& model, const StudyOptions& options) {
  auto result = run_study(model, options, kNotCancelled, {});
  if (!result) TANDEM_CHECK(false, result.error().to_string());
  return std::move(*result);
}

/// The plan of the router of replication 0.
inline routing::Plan plan_of_run(const Model& model, std::uint64_t seed) { return plan_of(model, {seed, 0}); }

/// Replication 0, told to a recorder.
inline Result<void> run_once(const Model& model, std::uint64_t seed, Recorder& recorder) {
  FloorRun run(model, *routing::Router::create(plan_of_run(model, seed)), seed, 0, recorder);
  return run.run(kNotCancelled);
}

/// The value is within its confidence interval, of the confidence that the study was made with, around what
/// is exact; and the interval says something.
inline void expect_estimates(const std::optional<Estimate>& estimate, double exact, double half_width_max) {
  ASSERT_TRUE(estimate && estimate->half_width);
  EXPECT_NEAR(estimate->value, exact, *estimate->half_width);
  EXPECT_TRUE(kChecked || *estimate->half_width <= half_width_max) << *estimate->half_width;
}

}  // namespace tandem::simulation
