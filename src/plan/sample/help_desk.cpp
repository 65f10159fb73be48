#include "plan/sample/help_desk.hpp"

namespace tandem::sample {
namespace {

//                                   0     1     2     3     4     5     6    7    8     9    10    11
constexpr std::array<double, 24> kHomeDay = {0.25, 0.1, 0.05, 0.03, 0.05, 0.15, 0.6, 2.2, 4.6, 6.6, 7.2, 6.6,
                                             5.4,  4.9, 5.0,  5.4,  6.2,  7.4,  8.0, 7.2, 5.6, 3.6, 1.6, 0.6};
constexpr std::array<double, 24> kOfficeDay = {0.02, 0.01, 0.01, 0.01, 0.02, 0.05, 0.3, 1.4,
                                               6.2,  9.4,  9.8,  8.2,  5.6,  6.0,  7.2, 7.0,
                                               6.0,  4.2,  1.6,  0.9,  0.5,  0.3,  0.1, 0.05};
constexpr std::array<double, 24> kShoppingDay = {0.1, 0.05, 0.02, 0.02, 0.02, 0.05, 0.1, 0.4,
                                                 1.6, 4.2,  6.0,  6.6,  6.4,  5.6,  5.4, 5.8,
                                                 6.6, 7.2,  7.0,  5.2,  1.8,  0.9,  0.5, 0.2};

constexpr LineFacts kFacts[kLines] = {{.queue = "technical support",
                                       .calls_per_day = 600,
                                       .weekdays = {1.26, 1.07, 1.0, 0.98, 0.95, 0.66, 0.60},
                                       .hours = kHomeDay,
                                       .open = {{{7, 22}, {9, 20}, {10, 20}}},
                                       .talk = {425, 0.85},
                                       .wrapup = {50, 0.8},
                                       .patience_seconds = 330,
                                       .leave_in_menu = 0.075,
                                       .comes_back = 0.11},
                                      {.queue = "billing",
                                       .calls_per_day = 262,
                                       .weekdays = {1.32, 1.10, 1.0, 0.97, 0.86, 0.16, 0.06},
                                       .hours = kOfficeDay,
                                       .open = {{{8, 18}, {0, 0}, {0, 0}}},
                                       .talk = {265, 0.75},
                                       .wrapup = {38, 0.7},
                                       .patience_seconds = 290,
                                       .leave_in_menu = 0.10,
                                       .comes_back = 0.05},
                                      {.queue = "sales",
                                       .calls_per_day = 190,
                                       .weekdays = {1.12, 1.04, 1.0, 1.0, 1.02, 0.82, 0.10},
                                       .hours = kShoppingDay,
                                       .open = {{{9, 20}, {10, 18}, {0, 0}}},
                                       .talk = {340, 0.95},
                                       .wrapup = {75, 0.9},
                                       .patience_seconds = 150,
                                       .leave_in_menu = 0.03,
                                       .comes_back = 0.03},
                                      {.queue = "fibre installation",
                                       .calls_per_day = 132,
                                       .weekdays = {1.28, 1.08, 1.0, 0.99, 1.04, 0.34, 0.08},
                                       .hours = kOfficeDay,
                                       .open = {{{8, 17}, {9, 14}, {0, 0}}},
                                       .talk = {385, 0.7},
                                       .wrapup = {85, 0.8},
                                       .patience_seconds = 420,
                                       .leave_in_menu = 0.04,
                                       .comes_back = 0.14}};

}  // namespace

const LineFacts& facts_of(Line line) { return kFacts[index_of(line)]; }

Escape escape_of(Line line) {
  switch (line) {
    case Line::technical:
    case Line::billing:
      return {.way = Escape::Way::callback, .after_seconds = 150, .share = 0.22};
    case Line::sales:
      return {.way = Escape::Way::partner, .after_seconds = 90, .share = 1};
    case Line::fibre:
      return {.way = Escape::Way::technical, .after_seconds = 240, .share = 1};
  }
  return {};
}

Line second_line(Line line) {
  switch (line) {
    case Line::technical:
      return Line::fibre;
    case Line::billing:
      return Line::sales;
    case Line::sales:
      return Line::billing;
    case Line::fibre:
      return Line::technical;
  }
  return line;
}

}  // namespace tandem::sample
