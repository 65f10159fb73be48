// Any bytes as the sheet of a workbook that is otherwise whole: what a fuzzer of packed bytes hardly reaches.
#include <string>
#include <string_view>

#include "import_input.hpp"
#include "stored_archive.hpp"

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

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto options = tandem::fuzz::thorough_options();
  const std::string archive = tandem::fuzz::stored_archive(
      {{"_rels/.rels", std::string(kRelations)},
       {"xl/workbook.xml", std::string(kBook)},
       {"xl/_rels/workbook.xml.rels", std::string(kBookRelations)},
       {"xl/styles.xml", std::string(kStyles)},
       {"xl/sharedStrings.xml", std::string(kShared)},
       {"xl/worksheets/sheet1.xml", {reinterpret_cast<const char*>(data), size}}});
  tandem::fuzz::import_and_check(reinterpret_cast<const std::uint8_t*>(archive.data()), archive.size(),
                                 options);
  return 0;
}
