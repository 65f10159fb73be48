#include "plan/import/workbook_import.hpp"

#include <algorithm>
#include <optional>

#include "plan/import/call_row.hpp"
#include "plan/import/call_row_value.hpp"
#include "plan/import/calls_csv.hpp"
#include "plan/import/duplicates.hpp"
#include "plan/import/file_import.hpp"
#include "plan/import/interval_csv.hpp"
#include "plan/import/suggest_rows.hpp"
#include "plan/import/suggest_words.hpp"
#include "plan/import/xlsx_workbook.hpp"

namespace tandem::importing {
namespace {

constexpr std::size_t kSheetsListed = 5;
constexpr std::size_t kNamesListed = 6;

/// What the rows of a sheet are.
enum class Shape : std::uint8_t { calls, intervals };

/// A row that was read already, and the rest after it.
class RowsFrom : public RowSource {
 public:
  RowsFrom(xlsx::SheetRows& rows, std::vector<std::string> first, std::uint64_t line)
      : rows_(rows), first_(std::move(first)), line_(line) {}
  Result<std::optional<Row>> next() override {
    if (given_) return rows_.next();
    given_ = true;
    views_.assign(first_.begin(), first_.end());
    return Row{views_, line_};
  }
  char delimiter() const override { return ','; }

 private:
  xlsx::SheetRows& rows_;
  std::vector<std::string> first_;
  std::vector<std::string_view> views_;
  std::uint64_t line_;
  bool given_ = false;
};

bool is_header_of(const Mapping& mapping, std::span<const std::string_view> row) {
  for (const auto& column : mapping.columns) {
    if (column.field != CallField::offered_at) continue;
    return std::ranges::all_of(column.names, [row](const std::string& name) {
      return std::ranges::any_of(row, [&name](std::string_view cell) {
        return suggest::plain_name(without_outer_blanks(cell)) == suggest::plain_name(name);
      });
    });
  }
  return false;
}

std::optional<Shape> shape_of_header(std::span<const std::string_view> row, const Options& options) {
  if (options.mapping != nullptr) {
    if (is_header_of(*options.mapping, row)) return Shape::calls;
    return std::nullopt;
  }
  const auto wanted = [&options](Format format) { return !options.format || *options.format == format; };
  if (wanted(Format::calls_csv) && looks_like_calls_csv(row)) return Shape::calls;
  if (wanted(Format::interval_csv) && looks_like_interval_csv(row)) return Shape::intervals;
  return std::nullopt;
}

/// Reads the sheets of one workbook.
class WorkbookImport {
 public:
  WorkbookImport(xlsx::Workbook workbook, const ByteSource& source, const Options& options,
                 Directory& directory, RecordSink& sink, DuplicateFinder* duplicates)
      : workbook_(std::move(workbook)),
        source_(source),
        options_(options),
        directory_(directory),
        sink_(sink),
        duplicates_(duplicates) {}

  Result<Quality> run();

 private:
  Result<void> read_sheet(const xlsx::Sheet& sheet);
  Result<Quality> read_calls(RowSource& rows, const std::string& place);
  Result<void> read_call(const RowSource::Row& row, const CallRowPlan& plan, CallRowReader& reader,
                         FileImport& import);

  xlsx::Workbook workbook_;
  const ByteSource& source_;
  const Options& options_;
  Directory& directory_;
  RecordSink& sink_;
  DuplicateFinder* duplicates_;
  Quality quality_;
  std::vector<std::string> not_read_;  ///< sheets and their first rows, for the error
};

Result<Quality> WorkbookImport::run() {
  std::size_t read = 0;
  for (const xlsx::Sheet& sheet : workbook_.sheets()) {
    if (sheet.hidden) {
      ++quality_.notes[fmt::format("sheet '{}' is hidden: not read", call_row::shown_value(sheet.name))];
      continue;
    }
    const std::size_t before = not_read_.size();
    TANDEM_TRY(read_sheet(sheet));
    read += not_read_.size() == before ? 1 : 0;
  }
  if (read > 0) return std::move(quality_);
  std::string found;
  for (std::size_t i = 0; i < std::min(not_read_.size(), kSheetsListed); ++i)
    found += (i == 0 ? "" : "; ") + not_read_[i];
  return failure_at(
      {workbook_.file(), 0, 0, {}}, ErrorCode::bad_format,
      "no sheet has the header of {} in its first {} rows; found: {}. For another system's export, "
      "'tandem import --suggest-mapping {}' proposes how to read it",
      options_.mapping != nullptr ? "the mapping" : "calls-csv or interval-csv", kTitleRowsMax,
      found.empty() ? "hidden sheets alone" : found, workbook_.file());
}

Result<void> WorkbookImport::read_sheet(const xlsx::Sheet& sheet) {
  TANDEM_ASSIGN(rows, xlsx::SheetRows::begin(workbook_, sheet));
  const std::string place = xlsx::place_of(workbook_.file(), sheet);
  std::string first_row;
  for (std::size_t above = 0; above <= kTitleRowsMax; ++above) {
    TANDEM_ASSIGN(row, rows.next());
    if (!row) break;
    if (above == 0)
      for (std::size_t i = 0; i < std::min(row->fields.size(), kNamesListed); ++i)
        first_row += (i == 0 ? "" : ", ") + call_row::shown_value(row->fields[i]);
    const auto shape = shape_of_header(row->fields, options_);
    if (!shape) continue;
    std::vector<std::string> header(row->fields.begin(), row->fields.end());
    rows.set_width(header.size());
    RowsFrom table(rows, std::move(header), row->line);
    Result<Quality> quality = *shape == Shape::calls
                                  ? read_calls(table, place)
                                  : import_interval_rows(table, source_, place, options_, directory_, sink_);
    if (!quality) return std::unexpected(std::move(quality).error());
    quality_.add(*quality);
    const std::string_view format =
        name_of(*shape == Shape::calls ? Format::calls_csv : Format::interval_csv);
    Quality formats;
    formats.formats.emplace_back(format);
    quality_.add(formats);
    ++quality_.notes[fmt::format("sheet '{}' read as {}{}", call_row::shown_value(sheet.name), format,
                                 above == 0 ? "" : fmt::format(", its header in row {}", row->line))];
    return {};
  }
  not_read_.push_back(
      fmt::format("'{}': {}", call_row::shown_value(sheet.name), first_row.empty() ? "no rows" : first_row));
  ++quality_.notes[fmt::format("sheet '{}' not read: no header of calls or intervals",
                               call_row::shown_value(sheet.name))];
  return {};
}

Result<Quality> WorkbookImport::read_calls(RowSource& rows, const std::string& place) {
  FileImport import(source_, place, options_, directory_, sink_);
  TANDEM_ASSIGN(header, rows.next());
  TANDEM_ASSIGN(plan, plan_call_rows(header->fields, rows.delimiter(), options_, place));
  note_unread_columns(plan, import.quality());
  CallRowReader reader(plan, directory_, options_, place);
  for (;;) {
    TANDEM_ASSIGN(row, rows.next());
    if (!row) {
      const CallRowReader* const only = &reader;
      note_unsure_dates(plan, {&only, 1}, import.quality());
      return import.finish();
    }
    TANDEM_TRY(import.row());
    TANDEM_TRY(read_call(*row, plan, reader, import));
  }
}

Result<void> WorkbookImport::read_call(const RowSource::Row& row, const CallRowPlan& plan,
                                       CallRowReader& reader, FileImport& import) {
  auto record = reader.read(row.fields, row.line, import.quality());
  if (!record) {
    Refusal& refusal = record.error();
    if (refusal.whole_import) return std::unexpected(std::move(refusal.error));
    if (!refusal.ignored) return import.refuse(refusal.kind, std::move(refusal.error));
    import.ignore(refusal.kind);
    return {};
  }
  if (const auto* column = plan.column(CallField::call_id); duplicates_ != nullptr && column != nullptr) {
    const std::string_view name = without_outer_blanks(row.fields[column->position]);
    if (duplicates_->seen_before(record->client, name)) {
      ++import.quality().duplicates;
      return import.refuse(
          "duplicate call",
          Error{ErrorCode::bad_value,
                fmt::format("the call '{}' was there before; expected every call once", name),
                {import.path(), row.line, column->position + 1, column->name}});
    }
  }
  ++import.quality().rows_used;
  return import.give(*record);
}

}  // namespace

Result<Quality> import_workbook(ByteSource& source, const std::string& path, const Options& options,
                                Directory& directory, RecordSink& sink, DuplicateFinder* duplicates) {
  TANDEM_ASSIGN(workbook, xlsx::Workbook::open(source, path));
  return WorkbookImport(std::move(workbook), source, options, directory, sink, duplicates).run();
}

Result<SuggestedMapping> suggest_mapping_of_workbook(ByteSource& source, const std::string& path) {
  TANDEM_ASSIGN(workbook, xlsx::Workbook::open(source, path));
  for (const xlsx::Sheet& sheet : workbook.sheets()) {
    if (sheet.hidden) continue;
    TANDEM_ASSIGN(rows, xlsx::SheetRows::begin(workbook, sheet));
    TANDEM_ASSIGN(header, rows.next());
    if (!header) continue;
    std::vector<std::string> names(header->fields.begin(), header->fields.end());
    rows.set_width(names.size());
    RowsFrom table(rows, std::move(names), header->line);
    return suggest_mapping_rows(table, xlsx::place_of(path, sheet));
  }
  return failure_at({path, 0, 0, {}}, ErrorCode::bad_format, "the workbook has no visible sheet with rows");
}

}  // namespace tandem::importing
