#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plan/report/sections/page.hpp"

namespace tandem::report {

/// Writes one HTML table into a page. Tables whose rows may be put in another order get headings that sort on
/// a click where scripts run.
class Table {
 public:
  enum class Kind { words, figure };
  struct Column {
    Text title;
    Kind kind = Kind::figure;
  };
  enum class Order { fixed, sortable };
  /// `caption` is for those who cannot see the heading above the table.
  Table(Page& page, Text caption, const std::vector<Column>& columns, Order order = Order::fixed);
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;
  ~Table();

  void row(std::string_view css = {});
  /// The row's own title, escaped.
  void title(std::string_view words);
  void words(std::string_view words);
  void markup(std::string_view html);
  /// A figure as it is shown, and the value it sorts by.
  void figure(std::string_view shown, std::optional<double> value = {});
  void percent(std::optional<double> share, int decimals = 1);
  void seconds(std::optional<double> seconds);  ///< as a duration
  void count(std::int64_t value);

 private:
  void close_row();
  Page& page_;
  bool open_ = false;
};

}  // namespace tandem::report
