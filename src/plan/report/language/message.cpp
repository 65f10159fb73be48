#include "plan/report/language/message.hpp"

namespace tandem::report {
namespace {

constexpr Message kMessages[] = {
#define TANDEM_MESSAGE(name, english, russian) {#name, english, russian},
#include "plan/report/language/messages.def"
#undef TANDEM_MESSAGE
};

}  // namespace

std::span<const Message> messages() { return kMessages; }

}  // namespace tandem::report
