#include "plan/report/sections/table.hpp"

#include <array>
#include <charconv>

namespace tandem::report {

Table::Table(Page& page, Text caption, const std::vector<Column>& columns, Order order) : page_(page) {
  page.markup(order == Order::sortable ? "<div class=\"scroll\"><table class=\"sortable\"><caption>"
                                       : "<div class=\"scroll\"><table><caption>");
  page.say(caption);
  page.markup("</caption><thead><tr>");
  for (const Column& column : columns) {
    page.markup(column.kind == Kind::words ? "<th scope=\"col\" class=\"w\">" : "<th scope=\"col\">");
    page.say(column.title);
    page.markup("</th>");
  }
  page.markup("</tr></thead><tbody>");
}

Table::~Table() {
  close_row();
  page_.markup("</tbody></table></div>");
}

void Table::close_row() {
  if (open_) page_.markup("</tr>");
  open_ = false;
}

void Table::row(std::string_view css) {
  close_row();
  open_ = true;
  if (css.empty()) {
    page_.markup("<tr>");
    return;
  }
  page_.markup("<tr class=\"");
  page_.markup(css);
  page_.markup("\">");
}

void Table::title(std::string_view words) {
  page_.markup("<th scope=\"row\" class=\"w\">");
  page_.text(words);
  page_.markup("</th>");
}

void Table::words(std::string_view words) {
  page_.markup("<td class=\"w\">");
  page_.text(words);
  page_.markup("</td>");
}

void Table::markup(std::string_view html) {
  page_.markup("<td class=\"w\">");
  page_.markup(html);
  page_.markup("</td>");
}

void Table::figure(std::string_view shown, std::optional<double> value) {
  page_.markup("<td");
  if (value) {
    std::array<char, 32> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), *value).ptr;
    page_.markup(" data-v=\"");
    page_.markup(std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data())));
    page_.markup("\"");
  }
  page_.markup(">");
  page_.text(shown);
  page_.markup("</td>");
}

void Table::percent(std::optional<double> share, int decimals) {
  figure(page_.percent(share, decimals), share);
}

void Table::seconds(std::optional<double> seconds) { figure(page_.duration(seconds), seconds); }

void Table::count(std::int64_t value) { figure(page_.words.count(value), static_cast<double>(value)); }

}  // namespace tandem::report
