// Any bytes as the sheet of a workbook that is otherwise whole: what a fuzzer of packed bytes hardly reaches.
#include <zlib.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "import_input.hpp"

namespace {

constexpr std::string_view kRelations =
    R"(<Relationships><Relationship Id="r1" Type="t/officeDocument" Target="xl/workbook.xml"/></Relationships>)";
constexpr std::string_view kBook =
    R"(<workbook><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>)";
constexpr std::string_view kBookRelations =
    R"(<Relationships><Relationship Id="r1" Type="t/worksheet" Target="worksheets/sheet1.xml"/>)"
    R"(<Relationship Id="r2" Type="t/styles" Target="styles.xml"/>)"
    R"(<Relationship Id="r3" Type="t/sharedStrings" Target="sharedStrings.xml"/></Relationships>)";
constexpr std::string_view kStyles =
    R"(<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="46"/><xf numFmtId="21"/></cellXfs></styleSheet>)";
constexpr std::string_view kShared =
    R"(<sst><si><t>offered_at</t></si><si><t>ended_at</t></si><si><t>outcome</t></si><si><t>abandoned</t></si></sst>)";

void add_number(std::string& to, std::uint32_t number, int bytes) {
  for (int i = 0; i < bytes; ++i) to += static_cast<char>(number >> (8 * i) & 0xff);
}

/// A ZIP archive of parts that are stored, not packed.
std::string zip_of(const std::vector<std::pair<std::string_view, std::string_view>>& parts) {
  std::string archive;
  std::string list;
  for (const auto& [name, content] : parts) {
    const auto at = static_cast<std::uint32_t>(archive.size());
    std::string head;
    add_number(head, 20, 2);  // version, flags, method, time, date
    add_number(head, 0, 4);
    add_number(head, 0, 4);
    add_number(head,
               static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(content.data()),
                                                static_cast<uInt>(content.size()))),
               4);
    add_number(head, static_cast<std::uint32_t>(content.size()), 4);
    add_number(head, static_cast<std::uint32_t>(content.size()), 4);
    add_number(head, static_cast<std::uint32_t>(name.size()), 2);
    add_number(head, 0, 2);
    archive += "PK\x03\x04" + head + std::string(name) + std::string(content);
    list += std::string("PK\x01\x02") + std::string(1, 20) + std::string(1, '\0') + head;
    add_number(list, 0, 4);  // comment, disk
    add_number(list, 0, 2);
    add_number(list, 0, 4);
    add_number(list, at, 4);
    list += name;
  }
  const auto list_at = static_cast<std::uint32_t>(archive.size());
  archive += list + "PK\x05\x06";
  add_number(archive, 0, 4);
  add_number(archive, static_cast<std::uint32_t>(parts.size()), 2);
  add_number(archive, static_cast<std::uint32_t>(parts.size()), 2);
  add_number(archive, static_cast<std::uint32_t>(list.size()), 4);
  add_number(archive, list_at, 4);
  add_number(archive, 0, 2);
  return archive;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto options = tandem::fuzz::thorough_options();
  const std::string archive =
      zip_of({{"_rels/.rels", kRelations},
              {"xl/workbook.xml", kBook},
              {"xl/_rels/workbook.xml.rels", kBookRelations},
              {"xl/styles.xml", kStyles},
              {"xl/sharedStrings.xml", kShared},
              {"xl/worksheets/sheet1.xml", {reinterpret_cast<const char*>(data), size}}});
  tandem::fuzz::import_and_check(reinterpret_cast<const std::uint8_t*>(archive.data()), archive.size(),
                                 options);
  return 0;
}
