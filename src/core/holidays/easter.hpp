#pragma once

#include "core/base/zone.hpp"

namespace tandem::holidays {

/// Easter Sunday of the western churches, in any year of the Gregorian calendar (from 1583).
LocalDay easter_of(int year);

}  // namespace tandem::holidays
