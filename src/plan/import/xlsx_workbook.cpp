#include "plan/import/xlsx_workbook.hpp"

#include <charconv>
#include <map>
#include <pugixml.hpp>

#include "plan/import/delimited.hpp"
#include "plan/import/time_value.hpp"
#include "plan/import/xlsx_names.hpp"

namespace tandem::importing::xlsx {
namespace {

constexpr std::size_t kReadBytes = std::size_t{1} << 20;

Result<std::string> read_bytes(ByteSource& source, const std::string& file) {
  std::string bytes;
  for (;;) {
    const std::size_t before = bytes.size();
    bytes.resize(before + kReadBytes);
    TANDEM_ASSIGN(count, source.read(std::span(bytes).subspan(before)));
    bytes.resize(before + count);
    if (count == 0) return bytes;
    if (bytes.size() > kWorkbookBytesMax)
      return failure_at({file, 0, 0, {}}, ErrorCode::limit,
                        "the workbook has more than {} MB; save its sheets as CSV", kWorkbookBytesMax >> 20);
  }
}

Result<pugi::xml_document> read_xml(ZipArchive& archive, const std::string& part) {
  TANDEM_ASSIGN(text, archive.read_all(part, kSmallPartBytesMax));
  pugi::xml_document document;
  if (!document.load_buffer(text.data(), text.size()))
    return failure_at({archive.file(), 0, 0, {}}, ErrorCode::bad_format,
                      "is a damaged workbook: {} is not XML; save it again", part);
  return document;
}

/// The attribute by its name without prefix: "r:id" or "id".
std::string_view attribute_named(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_attribute attribute : node.attributes()) {
    const std::string_view full = attribute.name();
    if (full == name ||
        (full.size() > name.size() && full.ends_with(name) && full[full.size() - name.size() - 1] == ':'))
      return attribute.value();
  }
  return {};
}

/// Relation id -> part, of a part's list of relations.
Result<std::map<std::string, std::pair<std::string, std::string>>> read_relations(ZipArchive& archive,
                                                                                  const std::string& part,
                                                                                  const std::string& folder) {
  std::map<std::string, std::pair<std::string, std::string>> relations;
  if (!archive.has(part)) return relations;
  TANDEM_ASSIGN(document, read_xml(archive, part));
  for (const pugi::xml_node relation : document.document_element()) {
    std::string target = relation.attribute("Target").as_string();
    if (target.starts_with('/'))
      target.erase(0, 1);
    else
      target.insert(0, folder);
    const std::string type = relation.attribute("Type").as_string();
    relations[relation.attribute("Id").as_string()] = {type.substr(type.rfind('/') + 1), target};
  }
  return relations;
}

/// "BC12" -> 54, the column from 0; nothing for anything else.
std::optional<std::size_t> column_of(std::string_view reference) {
  std::size_t column = 0;
  std::size_t letters = 0;
  for (; letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z' && letters < 4;
       ++letters)
    column = column * 26 + static_cast<std::size_t>(reference[letters] - 'A' + 1);
  if (letters == 0 || letters > 3) return std::nullopt;
  return column - 1;
}

template <class Number>
std::optional<Number> number_in(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

std::string place_of(const std::string& file, const Sheet& sheet) {
  return fmt::format("{}, sheet '{}'", file, sheet.name);
}

Result<Workbook> Workbook::open(ByteSource& source, const std::string& file) {
  TANDEM_ASSIGN(bytes, read_bytes(source, file));
  TANDEM_ASSIGN(archive, ZipArchive::open(std::move(bytes), file));
  Workbook workbook(std::move(archive));
  TANDEM_ASSIGN(roots, read_relations(workbook.archive_, "_rels/.rels", ""));
  std::string book = "xl/workbook.xml";
  for (const auto& [id, relation] : roots)
    if (relation.first == "officeDocument") book = relation.second;
  if (!workbook.archive_.has(book) || !book.ends_with(".xml"))
    return failure_at(
        {file, 0, 0, {}}, ErrorCode::bad_format,
        "is a ZIP archive but no .xlsx workbook; unpack it first, or save the table as .xlsx or CSV");
  TANDEM_TRY(workbook.read_sheets(book));
  return workbook;
}

Result<void> Workbook::read_sheets(const std::string& part) {
  const std::size_t slash = part.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : part.substr(0, slash + 1);
  const std::string base = part.substr(folder.size());
  TANDEM_ASSIGN(relations, read_relations(archive_, folder + "_rels/" + base + ".rels", folder));
  TANDEM_ASSIGN(document, read_xml(archive_, part));
  const pugi::xml_node root = document.document_element();
  const std::string_view epoch = attribute_named(child_named(root, "workbookPr"), "date1904");
  from_1904_ = epoch == "1" || epoch == "true";
  for (const pugi::xml_node sheet : child_named(root, "sheets")) {
    const auto relation = relations.find(std::string(attribute_named(sheet, "id")));
    if (relation == relations.end() || relation->second.first != "worksheet") continue;
    const std::string_view state = attribute_named(sheet, "state");
    sheets_.push_back({std::string(attribute_named(sheet, "name")), relation->second.second,
                       !state.empty() && state != "visible"});
  }
  if (sheets_.empty())
    return failure_at({archive_.file(), 0, 0, {}}, ErrorCode::bad_format,
                      "the workbook has no sheets with cells");
  for (const auto& [id, relation] : relations) {
    if (relation.first == "styles" && archive_.has(relation.second)) {
      TANDEM_ASSIGN(styles, read_styles(archive_, relation.second));
      styles_ = std::move(styles);
    }
    if (relation.first == "sharedStrings" && archive_.has(relation.second)) {
      TANDEM_ASSIGN(texts, read_shared_texts(archive_, relation.second));
      shared_texts_ = std::move(texts);
    }
  }
  return {};
}

Result<SheetRows> SheetRows::begin(Workbook& workbook, const Sheet& sheet) {
  TANDEM_TRY(workbook.archive_.begin(sheet.part));
  return SheetRows(workbook, sheet);
}

std::unexpected<Error> SheetRows::damaged(std::string message) const {
  return std::unexpected(
      Error{ErrorCode::bad_format, std::move(message), {place_of(workbook_->file(), *sheet_), line_, 0, {}}});
}

Result<std::string> SheetRows::cell_text(std::string_view type, std::string_view style,
                                         std::string_view value) const {
  if (type == "s") {
    const auto index = number_in<std::size_t>(value);
    if (!index || *index >= workbook_->shared_texts_.size())
      return damaged(
          fmt::format("a cell points to shared text {}, of which there are {}; save the workbook again",
                      value, workbook_->shared_texts_.size()));
    return workbook_->shared_texts_[*index];
  }
  if (type == "b") return std::string(value == "1" ? "TRUE" : "FALSE");
  if (type == "str" || type == "e" || type == "d" || type == "inlineStr") return std::string(value);
  const auto index = style.empty() ? std::optional<std::size_t>(0) : number_in<std::size_t>(style);
  const CellKind kind =
      index && *index < workbook_->styles_.size() ? workbook_->styles_[*index] : CellKind::number;
  return number_text(value, kind, workbook_->from_1904_);
}

Result<std::optional<RowSource::Row>> SheetRows::next() {
  pugi::xml_document document;
  for (;;) {
    TANDEM_ASSIGN(element, elements_.next());
    if (element.empty()) return std::nullopt;
    ++line_;
    if (!document.load_buffer(element.data(), element.size(),
                              pugi::parse_default | pugi::parse_ws_pcdata_single))
      return damaged("the row is not XML; save the workbook again");
    const pugi::xml_node row = document.document_element();
    if (const auto number = number_in<std::uint64_t>(row.attribute("r").value())) line_ = *number;
    texts_.clear();
    bool blank = true;
    for (const pugi::xml_node cell : row) {
      if (local_name(cell) != "c") continue;
      const std::size_t column = column_of(cell.attribute("r").value()).value_or(texts_.size());
      if (column >= kFieldsMax) return damaged(fmt::format("the row has more than {} columns", kFieldsMax));
      if (column >= texts_.size()) texts_.resize(column + 1);
      const std::string_view type = cell.attribute("t").value();
      if (type == "inlineStr") {
        texts_[column] = text_within(child_named(cell, "is"));
      } else if (const pugi::xml_node value = child_named(cell, "v")) {
        TANDEM_ASSIGN(text, cell_text(type, cell.attribute("s").value(), value.child_value()));
        texts_[column] = std::move(text);
      }
      blank = blank && without_outer_blanks(texts_[column]).empty();
    }
    if (blank) continue;
    if (texts_.size() < width_) texts_.resize(width_);
    while (texts_.size() > width_ && without_outer_blanks(texts_.back()).empty()) texts_.pop_back();
    fields_.assign(texts_.begin(), texts_.end());
    return Row{fields_, line_};
  }
}

}  // namespace tandem::importing::xlsx
