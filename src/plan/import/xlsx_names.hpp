#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

/// Elements by their names without a namespace's prefix, for the readers of workbooks alone: some writers
/// prefix every tag.
namespace tandem::importing::xlsx {

inline std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

inline pugi::xml_node child_named(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node child : node)
    if (local_name(child) == name) return child;
  return {};
}

/// The text of an <si> or <is>: of its <t>, or of the <t> of its runs; phonetic hints are left out.
inline std::string text_within(const pugi::xml_node& node) {
  std::string text;
  for (const pugi::xml_node child : node) {
    if (local_name(child) == "t") text += child.child_value();
    if (local_name(child) == "r") text += child_named(child, "t").child_value();
  }
  return text;
}

}  // namespace tandem::importing::xlsx
