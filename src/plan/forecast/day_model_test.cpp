#include "plan/forecast/day_model.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "plan/forecast/accuracy.hpp"
#include "plan/forecast/made_series.hpp"

namespace tandem::forecast {
namespace {

using Kind = SpecialDay::Kind;
using Counts = std::vector<double>;
/// The mean of a slot on a day of `days`.
using Truth = std::function<double(LocalDay, std::size_t)>;

constexpr std::size_t kSlots = 18;

/// Poisson counts of a truth's means.
DaySeries drawn(std::vector<LocalDay> days, const Truth& truth, std::uint64_t seed) {
  Random random(seed);
  const std::vector<LocalDay> on = days;
  return made::series(std::move(days), kSlots, [&](std::size_t day, std::size_t slot) {
    return random.poisson(truth(on[day], slot));
  });
}

/// Learns all days of the series; `coming` are days after them.
DayModel learn(const DaySeries& series, const std::vector<LocalDay>& coming = {},
               const std::vector<SpecialDay>& special = {}) {
  std::vector<LocalDay> days = series.days;
  days.insert(days.end(), coming.begin(), coming.end());
  return {series, series.size(), DayEffects(days, series.size(), special)};
}

/// WAPE of the days that follow, against the truth itself.
double error_of(const DayModel& model, const std::vector<LocalDay>& coming, const Truth& truth) {
  Accuracy accuracy;
  for (std::size_t i = 0; i < coming.size(); ++i) {
    Counts means;
    for (std::size_t slot = 0; slot < kSlots; ++slot) means.push_back(truth(coming[i], slot));
    accuracy.add(model.counts_on(coming[i], i + 1), means);
  }
  return *accuracy.wape();
}

/// The first `count`, and those that follow.
struct Days {
  std::vector<LocalDay> known, coming;
  Days(std::size_t count, std::size_t coming_count, std::size_t open = 5)
      : known(made::open_days(count + coming_count, open)) {
    coming.assign(known.begin() + static_cast<std::ptrdiff_t>(count), known.end());
    known.resize(count);
  }
};

double usual(LocalDay, std::size_t slot) { return 200 * made::two_peaks(slot, kSlots); }

TEST(DayModel, FindsTheCourseOfEveryWeekday) {
  // Mondays 30 % more, Fridays early; noise alone is about 7 % of a slot.
  const Truth truth = [](LocalDay day, std::size_t slot) {
    const double base = usual(day, slot);
    if (made::weekday_of(day) == 0) return base * 1.3;
    if (made::weekday_of(day) == 4) return slot < kSlots / 2 ? base * 1.2 : base * 0.4;
    return base;
  };
  const Days days(120, 5);
  for (const std::uint64_t seed : {1U, 2U, 3U})
    EXPECT_LT(error_of(learn(drawn(days.known, truth, seed)), days.coming, truth), 0.025) << "seed " << seed;
}

TEST(DayModel, FindsTheMonthsCycle) {
  const Truth truth = [](LocalDay day, std::size_t slot) {
    return usual(day, slot) * (1 + 0.2 * std::cos(2 * std::numbers::pi * made::part_of_month(day)));
  };
  const Days days(250, 22);
  for (const std::uint64_t seed : {1U, 2U, 3U})
    EXPECT_LT(error_of(learn(drawn(days.known, truth, seed)), days.coming, truth), 0.03) << "seed " << seed;
  EXPECT_GT(error_of(learn(drawn(days.known, usual, 1)), days.coming, truth), 0.1) << "what there is to find";
}

TEST(DayModel, FindsTheYearsCycleWhereItKnowsMoreThanAYear) {
  const Truth truth = [](LocalDay day, std::size_t slot) {
    const double part = static_cast<double>((day - made::kMonday).count()) / 365.2425;
    return usual(day, slot) * (1 + 0.3 * std::sin(2 * std::numbers::pi * part));
  };
  const Days days(520, 60);
  EXPECT_LT(error_of(learn(drawn(days.known, truth, 1)), days.coming, truth), 0.04);
}

/// On eight days of a hundred more call, or fewer.
struct Sale {
  Days days{100, 5};
  std::vector<SpecialDay> special;
  Sale() {
    for (std::size_t i = 5; i < 100; i += 12) special.push_back({days.known[i], "sale", Kind::named});
  }
  bool on(LocalDay day) const { return std::ranges::binary_search(special, day, {}, &SpecialDay::day); }
  DaySeries drawn_times(double effect, double busy = 1) const {
    return drawn(
        days.known,
        [&](LocalDay day, std::size_t slot) { return busy * usual(day, slot) * (on(day) ? effect : 1); }, 1);
  }
  LocalDay next() const { return days.coming.front(); }
  /// The next day when it is such a day by the same when it is not.
  double learned(const DaySeries& series) const {
    const double without = made::sum_of(learn(series, days.coming, special).counts_on(next(), 1));
    std::vector<SpecialDay> more = special;
    more.push_back({next(), "sale", Kind::named});
    return made::sum_of(learn(series, days.coming, more).counts_on(next(), 1)) / without;
  }
};

/// Eight days are shrunk towards none by a seventh or so: of 1.5, whose root is 1.225, about 1.19 is left,
/// squared 1.42.
TEST(DayModel, FindsWhatANamedDayDoes) {
  const Sale sale;
  const double learned = sale.learned(sale.drawn_times(1.5));
  EXPECT_GT(learned, 1.35);
  EXPECT_LT(learned, 1.5);
}

TEST(DayModel, DoesNotTakeWhatANamedDayDoesForAnOutageHoweverMuchItIs) {
  const Sale sale;
  for (const double busy : {1, 10}) {
    EXPECT_GT(sale.learned(sale.drawn_times(3, busy)), 2.3) << busy;
    EXPECT_LT(sale.learned(sale.drawn_times(0.4, busy)), 0.55) << busy;
  }
}

TEST(DayModel, OtherDaysAreNotMovedByTheNamedOnes) {
  const Sale sale;
  const DaySeries plain = sale.drawn_times(1), with_sales = sale.drawn_times(3);
  const Counts before = learn(plain, sale.days.coming, sale.special).counts_on(sale.next(), 1);
  const Counts after = learn(with_sales, sale.days.coming, sale.special).counts_on(sale.next(), 1);
  EXPECT_NEAR(made::sum_of(after) / made::sum_of(before), 1, 0.03);
}

TEST(DayModel, ANameThatNoDayOfTheHistoryHasDoesNothing) {
  Sale sale;
  const DaySeries series = sale.drawn_times(1.5);
  const Counts before = learn(series, sale.days.coming, sale.special).counts_on(sale.next(), 1);
  sale.special.push_back({sale.next(), "never heard of", Kind::named});
  EXPECT_EQ(learn(series, sale.days.coming, sale.special).counts_on(sale.next(), 1), before);
}

TEST(DayModel, HolidaysAndShortDaysHaveACourseOfTheirOwn) {
  const Days days(250, 3);
  std::vector<SpecialDay> special;
  for (std::size_t i = 14; i < 250; i += 25) special.push_back({days.known[i], "eve", Kind::half});
  for (std::size_t i = 15; i < 250; i += 25) special.push_back({days.known[i], "feast", Kind::full});
  special.push_back({days.coming[1], "another eve", Kind::half});
  special.push_back({days.coming[2], "another feast", Kind::full});
  std::ranges::sort(special, {}, &SpecialDay::day);
  // Nobody calls after noon of a short day; on a holiday a third does, most of them late.
  const Truth truth = [&](LocalDay day, std::size_t slot) {
    const auto at = std::ranges::lower_bound(special, day, {}, &SpecialDay::day);
    if (at == special.end() || at->day != day) return usual(day, slot);
    if (at->kind == Kind::half) return slot < kSlots / 2 ? usual(day, slot) : 0;
    return 10 + 8 * static_cast<double>(slot);
  };
  const DayModel model = learn(drawn(days.known, truth, 1), days.coming, special);
  for (std::size_t i = 0; i < 3; ++i) {
    Accuracy accuracy;
    Counts means;
    for (std::size_t slot = 0; slot < kSlots; ++slot) means.push_back(truth(days.coming[i], slot));
    accuracy.add(model.counts_on(days.coming[i], i + 1), means);
    EXPECT_LT(*accuracy.wape(), i == 0 ? 0.03 : 0.1) << i;
  }
  const Counts eve = model.counts_on(days.coming[1], 2);
  for (std::size_t slot = kSlots / 2; slot < kSlots; ++slot) EXPECT_LT(eve[slot], 0.05 * eve[3]) << slot;
}

TEST(DayModel, IsHardlyMovedByADayOfOutage) {
  const Days days(100, 5);
  const DaySeries sound = drawn(days.known, usual, 1);
  DaySeries broken = sound;
  const std::size_t outage = 97;
  for (std::size_t slot = 4; slot < kSlots; ++slot) broken.counts[outage * kSlots + slot] = 0;
  const DayModel before = learn(sound), after = learn(broken);
  EXPECT_LT(after.likeness()[outage], 0.05);
  EXPECT_GT(before.likeness()[outage], 0.9);
  for (std::size_t i = 0; i < 5; ++i) {
    Accuracy moved;
    moved.add(after.counts_on(days.coming[i], i + 1), before.counts_on(days.coming[i], i + 1));
    EXPECT_LT(*moved.wape(), 0.03) << i;
  }
  EXPECT_EQ(after.likeness().size(), 100U);
  EXPECT_GT(std::ranges::count(after.likeness(), 1.0), 90);
}

/// Days differ by 5 %; the last five have 15 % more.
TEST(DayModel, KeepsAShiftOfTheLastDaysAndLetsItFade) {
  const Days days(150, 40);
  const auto drawn_with = [&](double last_days) {
    Random random(1);
    double level = 1;
    return made::series(days.known, kSlots, [&](std::size_t day, std::size_t slot) {
      if (slot == 0) level = made::gamma_level(random, 400) * (day < 145 ? 1 : last_days);
      const double mean = level * usual(days.known[day], slot);
      return mean + std::sqrt(mean) * random.normal();
    });
  };
  const DayModel shifted = learn(drawn_with(1.15)), flat = learn(drawn_with(1));
  const auto shift = [&](std::size_t ahead) {
    const LocalDay day = days.coming[ahead - 1];
    return made::sum_of(shifted.counts_on(day, ahead)) / made::sum_of(flat.counts_on(day, ahead)) - 1;
  };
  EXPECT_GT(shift(1), 0.06);
  EXPECT_LT(shift(1), 0.12);
  EXPECT_LT(shift(2), shift(1));
  EXPECT_LT(shift(6), shift(1) * 0.75);
  EXPECT_LT(shift(40), 0.03);
}

/// Whole days differ now and then by more calls early and fewer late, the last five of them.
TEST(DayModel, KeepsHowTheCourseOfTheLastDaysDiffered) {
  const Days days(150, 40);
  const auto is_early = [](std::size_t day) { return day % 30 >= 25; };
  Random random(1);
  const DaySeries series = made::series(days.known, kSlots, [&](std::size_t day, std::size_t slot) {
    const double tilt = is_early(day) ? (slot < kSlots / 2 ? 1.15 : 0.85) : 1;
    return random.poisson(tilt * usual(days.known[day], slot));
  });
  const DayModel model = learn(series);
  // The first half's calls by the second's, by what that usually is; on the last days 1.15 / .85 = 1.35.
  const auto tilt_at = [&](std::size_t ahead) {
    const Counts counts = model.counts_on(days.coming[ahead - 1], ahead);
    const auto half = counts.begin() + kSlots / 2;
    const double usually = 9.6 / 8.4;
    return made::sum_of({counts.begin(), half}) / made::sum_of({half, counts.end()}) / usually;
  };
  EXPECT_GT(tilt_at(1), 1.15);
  EXPECT_LT(tilt_at(1), 1.35);
  EXPECT_LT(tilt_at(5), tilt_at(1) - 0.03);
  EXPECT_LT(tilt_at(40), 1.1);
}

TEST(DayModel, AMissingDayDoesNotShiftTheSeason) {
  // Ten more calls a slot on each weekday than on the one before, without noise.
  const Days days(120, 5);
  const Truth truth = [](LocalDay day, std::size_t slot) {
    return usual(day, slot) + 10 * static_cast<double>(made::weekday_of(day));
  };
  std::vector<LocalDay> known = days.known;
  for (const std::ptrdiff_t missing : {117, 93, 52}) known.erase(known.begin() + missing);
  const DaySeries series =
      made::series(known, kSlots, [&](std::size_t day, std::size_t slot) { return truth(known[day], slot); });
  EXPECT_LT(error_of(learn(series), days.coming, truth), 0.002);
}

TEST(DayModel, ForetellsTheMedianOfFewCallsAsWellAsTheirMean) {
  const Days days(200, 5);
  const Truth truth = [](LocalDay, std::size_t slot) { return 1 + made::two_peaks(slot, kSlots); };
  const DayModel model = learn(drawn(days.known, truth, 1));
  double foretold = 0, means = 0;
  for (std::size_t i = 0; i < 5; ++i) foretold += made::sum_of(model.counts_on(days.coming[i], i + 1));
  for (std::size_t slot = 0; slot < kSlots; ++slot) means += 5 * truth(days.coming[0], slot);
  EXPECT_NEAR(foretold / means, 1, 0.15);
}

/// Means of minutes are alike from one to the next, but for where the doors open.
TEST(DayModel, SlotsOfFiveMinutesBorrowFromTheirNeighboursButNotAcrossTheOpening) {
  const std::vector<LocalDay> days = made::open_days(100);
  Random random(1);
  const DaySeries fine = made::series(
      days, 60, [&](std::size_t, std::size_t slot) { return slot < 12 ? 0 : random.poisson(20); },
      Duration::minutes(5));
  DaySeries coarse = fine;
  coarse.interval = Duration::minutes(15);
  const LocalDay next = made::open_days(101).back();
  const Counts smooth = learn(fine).counts_on(next, 1), rough = learn(coarse).counts_on(next, 1);
  double smooth_errors = 0, rough_errors = 0;
  for (std::size_t slot = 12; slot < 60; ++slot) {
    smooth_errors += std::abs(smooth[slot] - 20);
    rough_errors += std::abs(rough[slot] - 20);
  }
  EXPECT_LT(smooth_errors, 0.7 * rough_errors);
  for (std::size_t slot = 0; slot < 12; ++slot) EXPECT_LT(smooth[slot], 0.1) << slot;
  EXPECT_NEAR(smooth[12], 20, 2);
}

TEST(DayModel, IsTheSameFromTheSameDaysWhateverFollowsThem) {
  const Days days(80, 5);
  const DaySeries series = drawn(days.known, usual, 1);
  DaySeries other = series;
  std::fill(other.counts.begin() + 60 * kSlots, other.counts.end(), 7);
  const DayEffects calendar(series.days, 60, {});
  EXPECT_EQ(DayModel(series, 60, calendar).counts_on(series.days[60], 1),
            DayModel(other, 60, calendar).counts_on(series.days[60], 1));
}

/// Some days of some weekdays, with holes; quiet, usual or huge.
DaySeries any_series() {
  const auto slots = *rc::gen::element<std::size_t>(1, 2, 3, 8, 20);
  const auto count = *rc::gen::inRange<std::size_t>(1, 40);
  const auto most = *rc::gen::element(0, 1, 30, 1'000'000);
  const auto open = *rc::gen::inRange<std::size_t>(1, 8);
  const auto interval = *rc::gen::element(5, 30);
  const auto values = *rc::gen::container<std::vector<int>>(count * slots, rc::gen::inRange(0, most + 1));
  std::vector<LocalDay> days = made::open_days(2 * count, open);
  const auto missing = static_cast<std::ptrdiff_t>(*rc::gen::inRange<std::size_t>(0, count + 1));
  const auto end = days.begin() + static_cast<std::ptrdiff_t>(count);
  days.erase(end - missing, end);
  days.resize(count);
  return made::series(
      days, slots, [&](std::size_t day, std::size_t slot) { return values[day * slots + slot]; },
      Duration::minutes(interval));
}

TEST(DayModel, IsNeverNegativeNorEndlessWhateverItLearnsFrom) {
  EXPECT_TRUE(rc::check([] {
    const DaySeries series = any_series();
    const double most = *std::ranges::max_element(series.counts);
    std::vector<SpecialDay> special;
    for (std::size_t i = 0; i < series.size(); i += 3)
      special.push_back({series.days[i], "day", static_cast<Kind>(*rc::gen::inRange(0, 3))});
    const DayModel model = learn(series, {}, special);
    for (const double like : model.likeness()) RC_ASSERT(like >= 0 && like <= 1);
    // Of the next eight days every weekday, those never seen too.
    for (std::size_t ahead = 1; ahead <= 8; ++ahead) {
      const Counts counts =
          model.counts_on(series.days.back() + std::chrono::days(static_cast<int>(ahead)), ahead);
      RC_ASSERT(counts.size() == series.slots);
      // Roots are at most three times their course: nine times what there ever was, and what lingers.
      for (const double count : counts)
        RC_ASSERT(std::isfinite(count) && count >= 0 && count <= 25 * (most + 1));
    }
  }));
}

TEST(DayModel, OfASingleDayTheNextIsLikeIt) {
  const DaySeries series =
      made::series({made::kMonday}, 3, [](std::size_t, std::size_t slot) { return 100 * (slot + 1); });
  for (const int ahead : {1, 7}) {
    const Counts counts =
        learn(series).counts_on(made::kMonday + std::chrono::days(ahead), static_cast<std::size_t>(ahead));
    for (std::size_t slot = 0; slot < 3; ++slot)
      EXPECT_NEAR(counts[slot], 100.0 * double(slot + 1), 1) << slot;
  }
}

TEST(DayModel, OfDaysWithoutCallsThereAreNone) {
  const DaySeries series = made::series(made::open_days(20), 4, [](std::size_t, std::size_t) { return 0; });
  for (const double count : learn(series).counts_on(made::open_days(21).back(), 1))
    EXPECT_NEAR(count, 0, 1e-9);
}

}  // namespace
}  // namespace tandem::forecast
