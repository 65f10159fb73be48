#pragma once

#include <vector>

#include "core/base/id.hpp"

namespace tandem {

/// The thing of a dense id, in a list that grows to hold it.
template <class Thing, class Tag>
Thing& at_id(std::vector<Thing>& things, Id<Tag> id) {
  if (id.index() >= things.size()) [[unlikely]]
    things.resize(std::size_t{id.index()} + 1);
  return things[id.index()];
}

}  // namespace tandem
