#pragma once

#include <cstdint>
#include <string>

/// How figures are rounded for people, wherever they are printed: the same figure never reads 12 in one place
/// and 13 in another.
namespace tandem {

/// To so many decimals, halves away from zero, as a person with a pencil would: a decimal half that binary
/// holds a few units short (0.125 as 0.12499...) is a half all the same.
double rounded_to(double value, int decimals);

/// The same as text, without a sign before zero: "12.50".
std::string decimal_text(double value, int decimals);

/// Sums and products of amounts that 64 bits do not hold.
__extension__ using Wide = __int128;

/// The quotient as the nearest whole number, halves away from zero. The denominator is more than 0; a
/// quotient beyond 64 bits stops the process.
std::int64_t rounded_quotient(Wide numerator, Wide denominator);

}  // namespace tandem
