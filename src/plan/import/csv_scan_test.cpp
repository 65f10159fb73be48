#include "plan/import/csv_scan.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

namespace tandem::importing {
namespace {

struct Found {
  std::vector<std::uint32_t> structurals, row_ends;
  bool quotes, odd;
  std::uint32_t violation;
  friend bool operator==(const Found&, const Found&) = default;
};

Found scan_by(ScanFunction scan, const std::string& text, std::uint32_t from) {
  const std::string padded = text + std::string(kScanPadding, '\0');
  std::vector<std::uint32_t> structurals(text.size() + kScanRoom), row_ends(text.size() + kScanRoom);
  const ScanFindings found = scan({.data = padded.data(),
                                   .from = from,
                                   .to = static_cast<std::uint32_t>(text.size()),
                                   .delimiter = ',',
                                   .structurals = structurals.data(),
                                   .row_ends = row_ends.data()});
  structurals.resize(found.structurals);
  row_ends.resize(found.row_ends);
  return {structurals, row_ends, found.quotes, found.odd, found.violation};
}

/// The same, byte by byte.
Found scan_slowly(const std::string& text, std::uint32_t from) {
  Found found{{}, {}, false, false, kNoViolation};
  bool inside = false, may_open = true, just_closed = false, must_end = false;
  for (std::uint32_t at = from; at < text.size(); ++at) {
    const char c = text[at];
    const bool separator = c == ',' || c == '\n';
    if (must_end && c != '\n') {
      found.violation = at;
      return found;
    }
    must_end = just_closed && c == '\r';
    if (just_closed && !separator && c != '\r' && c != '"') {
      found.violation = at;
      return found;
    }
    if (c == '"') {
      found.quotes = true;
      if (!inside && !may_open && !just_closed) {
        found.violation = at;
        return found;
      }
      just_closed = inside;
      inside = !inside;
      may_open = just_closed;
      continue;
    }
    just_closed = false;
    if (separator && !inside) found.structurals.push_back(at);
    if (c == '\n' && !inside) found.row_ends.push_back(at);
    may_open = separator && !inside;
  }
  return found;
}

TEST(CsvScan, EveryVariantFindsWhatAByteByByteScanFinds) {
  EXPECT_TRUE(rc::check("texts of a few chunks, from any position", [] {
    const auto picks = *rc::gen::scale(6.0, rc::gen::arbitrary<std::vector<std::uint8_t>>());
    const std::string alphabet =
        *rc::gen::element<std::string>("abc,\n", "ab,\n\"", ",\n\"\r", "aaaaaaaaaaaaaaaaa,\"\n");
    std::string text;
    for (const std::uint8_t pick : picks) text += alphabet[pick % alphabet.size()];
    const auto from = static_cast<std::uint32_t>(*rc::gen::inRange<std::size_t>(0, text.size() + 1));
    const Found expected = scan_slowly(text, from);
    for (const ScanVariant& variant : scan_variants()) {
      Found found = scan_by(variant.scan, text, from);
      found.quotes = expected.violation == kNoViolation ? found.quotes : expected.quotes;
      RC_ASSERT(found == expected);
    }
  }));
}

TEST(CsvScan, MarksControlCharactersAndBytesBeyondAscii) {
  for (const ScanVariant& variant : scan_variants()) {
    EXPECT_FALSE(scan_by(variant.scan, "plain ~ text,\"quoted\"\r\n", 0).odd) << variant.name;
    for (const char c : {'\0', '\x01', '\t', '\x1f', '\x7f', '\x80', '\xff'})
      for (const std::size_t at : {0U, 15U, 31U, 40U, 63U, 70U}) {
        std::string text(80, 'x');
        text[at] = c;
        EXPECT_TRUE(scan_by(variant.scan, text, 0).odd) << variant.name << " " << int{c} << " at " << at;
      }
    EXPECT_FALSE(scan_by(variant.scan, "short", 0).odd) << "what comes after the text is not looked at";
  }
}

TEST(CsvScan, HasAVariantForEveryProcessor) { EXPECT_EQ(scan_variants().back().name, "portable"); }

}  // namespace
}  // namespace tandem::importing
