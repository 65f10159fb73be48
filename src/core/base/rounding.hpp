#pragma once

#include <string>

/// How figures are rounded for people, wherever they are printed: the same figure never reads 12 in one place
/// and 13 in another.
namespace tandem {

/// To so many decimals, halves away from zero, as a person with a pencil would: a decimal half that binary
/// holds a few units short (0.125 as 0.12499...) is a half all the same.
double rounded_to(double value, int decimals);

/// The same as text, without a sign before zero: "12.50".
std::string decimal_text(double value, int decimals);

}  // namespace tandem
