#include "plan/import/quality.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace tandem::importing {
namespace {

/// Examples of the same file go by line; files keep the order in which they were first met. So the result
/// does not depend on how the rows of a file were shared out among workers.
void merge_examples(std::vector<Error>& into, const std::vector<Error>& from, std::size_t kept) {
  if (from.empty()) return;
  into.insert(into.end(), from.begin(), from.end());
  std::vector<std::string> files;
  for (const Error& example : into)
    if (std::ranges::find(files, example.where.file) == files.end()) files.push_back(example.where.file);
  // In place, each behind those that come before it or were there before: there are few.
  const auto place = [&files](const Error& example) {
    const auto file = std::ranges::find(files, example.where.file) - files.begin();
    return std::tuple(file, example.where.line, example.where.column);
  };
  for (auto next = into.begin(); next != into.end(); ++next)
    std::rotate(std::ranges::upper_bound(into.begin(), next, place(*next), {}, place), next, std::next(next));
  if (into.size() > kept) into.resize(kept);
}

void add_counts(std::map<std::string, std::uint64_t>& into,
                const std::map<std::string, std::uint64_t>& from) {
  for (const auto& [kind, count] : from) into[kind] += count;
}

}  // namespace

void Quality::repaired(const std::string& kind, Error example) {
  Repair& repair = repairs[kind];
  ++repair.count;
  if (repair.examples.size() < kExamplesKept) repair.examples.push_back(std::move(example));
}

void Quality::refused(const std::string& kind, Error example) {
  ++rows_refused;
  ++refusals[kind];
  std::vector<Error>& of_kind = refusal_examples[kind];
  if (of_kind.size() < kRefusalExamplesKept) of_kind.push_back(example);
  if (refused_examples.size() < kRefusalsKept) refused_examples.push_back(std::move(example));
}

void Quality::add(const Quality& other) {
  rows_read += other.rows_read;
  rows_used += other.rows_used;
  rows_refused += other.rows_refused;
  rows_ignored += other.rows_ignored;
  duplicates += other.duplicates;
  for (const auto& [kind, repair] : other.repairs) {
    Repair& mine = repairs[kind];
    mine.count += repair.count;
    merge_examples(mine.examples, repair.examples, kExamplesKept);
  }
  add_counts(refusals, other.refusals);
  add_counts(ignored, other.ignored);
  add_counts(notes, other.notes);
  for (const auto& [kind, examples] : other.refusal_examples)
    merge_examples(refusal_examples[kind], examples, kRefusalExamplesKept);
  merge_examples(refused_examples, other.refused_examples, kRefusalsKept);
  for (const std::string& format : other.formats)
    if (std::ranges::find(formats, format) == formats.end()) formats.push_back(format);
  if (home_zone.empty()) home_zone = other.home_zone;
}

bool is_of_a_part(std::string_view note) {
  return note.starts_with("column '") || note.starts_with("sheet '");
}

}  // namespace tandem::importing
