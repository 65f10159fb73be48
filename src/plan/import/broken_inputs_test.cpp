#include <gtest/gtest.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "plan/import/importer.hpp"
#include "plan/import/mapping.hpp"

/// Runs tests/broken_inputs/*.txt: inputs that are broken in one way each, with the exact text that a person
/// is told. Of a scenario (see README.md beside them) the first refused row counts, or what made the import
/// fail.
namespace tandem::importing {
namespace {

namespace fs = std::filesystem;

struct Scenario {
  std::string title, place, name = "calls.csv", mapping, zone, format, kind, expected;
  std::string content;
  std::vector<std::string> sheet_rows;
  std::size_t cut_to = std::string::npos;
  bool strict = false;
  double max_refused = 1;
};

/// \xHH, \r, \t, \\ and {repeat 3 ab}; the line's own end is added unless it ends with a lone backslash.
std::string unescaped(std::string_view line) {
  std::string text;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line.substr(i).starts_with("{repeat ")) {
      const std::size_t blank = line.find(' ', i + 8);
      const std::size_t close = line.find('}', blank);
      const std::string what(line.substr(blank + 1, close - blank - 1));
      for (int n = std::stoi(std::string(line.substr(i + 8, blank - i - 8))); n > 0; --n) text += what;
      i = close;
    } else if (line[i] != '\\') {
      text += line[i];
    } else if (i + 1 == line.size()) {
      return text;
    } else if (line[++i] == 'x') {
      text += static_cast<char>(std::stoi(std::string(line.substr(i + 1, 2)), nullptr, 16));
      i += 2;
    } else {
      text += line[i] == 'r' ? '\r' : line[i] == 't' ? '\t' : line[i];
    }
  }
  return text + '\n';
}

std::vector<Scenario> read_scenarios() {
  std::vector<Scenario> all;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(TANDEM_SOURCE_DIR "/tests/broken_inputs"))
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  std::ranges::sort(files);
  for (const fs::path& path : files) {
    std::ifstream file(path);
    int number = 0;
    for (std::string line; std::getline(file, line);) {
      ++number;
      const auto after = [&line](std::string_view word) { return line.substr(word.size()); };
      if (line.starts_with("== ")) {
        all.emplace_back().title = after("== ");
        all.back().place = fmt::format("{}:{}", path.filename().string(), number);
      } else if (line.empty() || line.starts_with("#")) {
        continue;
      } else if (line.starts_with("file ")) {
        all.back().name = after("file ");
      } else if (line.starts_with("zone ")) {
        all.back().zone = after("zone ");
      } else if (line.starts_with("format ")) {
        all.back().format = after("format ");
      } else if (line.starts_with("mapping ")) {
        all.back().mapping = after("mapping ");
      } else if (line.starts_with("kind ")) {
        all.back().kind = after("kind ");
      } else if (line.starts_with("cut to ")) {
        all.back().cut_to = std::stoul(after("cut to "));
      } else if (line == "strict") {
        all.back().strict = true;
      } else if (line.starts_with("max refused ")) {
        all.back().max_refused = std::stod(after("max refused "));
      } else if (line.starts_with("| ") || line == "|") {
        const std::string_view text = std::string_view(line).substr(std::min<std::size_t>(2, line.size()));
        all.back().content += unescaped(text);
        all.back().sheet_rows.emplace_back(text);
      } else if (line.starts_with("expect ")) {
        all.back().expected += (all.back().expected.empty() ? "" : "\n") + after("expect ");
      } else {
        ADD_FAILURE() << path << ":" << number << ": what is this line? " << line;
      }
    }
  }
  return all;
}

std::string packed(const std::string& text) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
  std::string in = text;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

/// A workbook of one sheet whose cells are the comma-separated fields.
void write_workbook(const fs::path& path, const std::vector<std::string>& rows) {
  lxw_workbook* workbook = workbook_new(path.c_str());
  lxw_worksheet* sheet = workbook_add_worksheet(workbook, "Calls");
  for (std::size_t row = 0; row < rows.size(); ++row) {
    std::istringstream cells(rows[row]);
    lxw_col_t column = 0;
    for (std::string cell; std::getline(cells, cell, ','); ++column)
      worksheet_write_string(sheet, static_cast<lxw_row_t>(row), column, cell.c_str(), nullptr);
  }
  workbook_close(workbook);
}

void write_input(const Scenario& scenario, const fs::path& path) {
  if (scenario.kind == "missing") return;
  if (scenario.kind == "directory") {
    fs::create_directory(path);
    return;
  }
  if (scenario.kind == "workbook") {
    write_workbook(path, scenario.sheet_rows);
  } else {
    std::ofstream(path, std::ios::binary)
        << (scenario.kind == "gz" ? packed(scenario.content) : scenario.content);
  }
  if (scenario.cut_to != std::string::npos) fs::resize_file(path, scenario.cut_to);
}

struct Nowhere : RecordSink {
  Result<void> take(const Batch&) override { return {}; }
};

Result<std::string> told_by(const Scenario& scenario, const fs::path& folder) {
  const fs::path path = folder / scenario.name;
  write_input(scenario, path);
  Options options;
  options.strict = scenario.strict;
  options.refused_share_max = scenario.max_refused;
  if (!scenario.format.empty()) options.format = format_from(scenario.format);
  if (!scenario.zone.empty()) {
    TANDEM_ASSIGN(zone, Zone::find(scenario.zone));
    options.zone = zone;
  }
  std::optional<Mapping> mapping;
  if (!scenario.mapping.empty()) {
    TANDEM_ASSIGN(parsed, parse_mapping(scenario.mapping, "mapping.json"));
    mapping = std::move(parsed);
    options.mapping = &*mapping;
  }
  Directory directory;
  Nowhere sink;
  const std::vector<std::string> paths = {path.string()};
  TANDEM_ASSIGN(quality, import_files(paths, options, directory, sink));
  if (!quality.refused_examples.empty()) return quality.refused_examples.front().to_string();
  return std::string("nothing is wrong");
}

TEST(BrokenInputs, AreToldExactlyWhatIsWrong) {
  const fs::path folder = fs::temp_directory_path() / fmt::format("tandem_broken_inputs_{}", ::getpid());
  const std::vector<Scenario> scenarios = read_scenarios();
  EXPECT_GE(scenarios.size(), 60U);
  for (const Scenario& scenario : scenarios) {
    fs::remove_all(folder);
    fs::create_directories(folder);
    const auto told = told_by(scenario, folder);
    std::string text = told ? *told : told.error().to_string();
    const std::string prefix = folder.string() + "/";
    for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix))
      text.erase(at, prefix.size());
    EXPECT_EQ(text, scenario.expected) << scenario.place << ": " << scenario.title;
  }
  fs::remove_all(folder);
}

}  // namespace
}  // namespace tandem::importing
