// Writes a large calls-csv for benchmarks: 50 clients, 200 queues, 28 days of 33 half hours, by seed. Every
// row is a function of (seed, row number) alone, so any order can be written without holding the rows.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr std::uint64_t kClients = 50;
constexpr std::uint64_t kQueuesPerClient = 4;
constexpr int kDays = 28;
constexpr int kHalfHoursOpen = 33;                 // 06:30 to 23:00
constexpr std::int64_t kFirstDay = 1'740'960'000;  // 2025-03-03T00:00:00Z, a Monday
constexpr std::int64_t kFirstOfApril = 20'179;     // in days since 1970
constexpr std::int64_t kOpensAfter = 6 * 3600 + 1800;
constexpr std::size_t kBufferBytes = std::size_t{1} << 20;
constexpr std::size_t kRowBytesAtMost = 512;

struct Settings {
  std::uint64_t rows = 10'000'000;
  std::uint64_t seed = 1;
  bool random_order = false;
  bool quoted = false;
  int fraction_digits = 0;
  bool offset = false;  // "+02:00" after every instant instead of "Z"
  bool local = false;   // no offset at all
};

/// SplitMix64 (Steele, Lea, Flood 2014), as a hash of a counter.
std::uint64_t mixed(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

/// The row's own stream of random numbers.
class Draws {
 public:
  Draws(std::uint64_t seed, std::uint64_t row) : state_(mixed(seed ^ (row * 0xd1342543de82ef95))) {}
  std::uint64_t below(std::uint64_t bound) { return next() % bound; }
  double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  double exponential(double mean) { return -mean * std::log1p(-uniform()); }

 private:
  std::uint64_t next() { return state_ = mixed(state_); }
  std::uint64_t state_;
};

/// A permutation of 0 .. size - 1 by a Feistel network that walks until it lands inside.
class Shuffle {
 public:
  Shuffle(std::uint64_t size, std::uint64_t seed) : size_(size), seed_(seed) {
    while ((std::uint64_t{1} << (2 * half_bits_)) < size_) ++half_bits_;
  }
  std::uint64_t operator()(std::uint64_t at) const {
    do at = rounds(at);
    while (at >= size_);
    return at;
  }

 private:
  std::uint64_t rounds(std::uint64_t at) const {
    const std::uint64_t mask = (std::uint64_t{1} << half_bits_) - 1;
    std::uint64_t left = at >> half_bits_, right = at & mask;
    for (std::uint64_t round = 0; round < 4; ++round) {
      const std::uint64_t next = left ^ (mixed(right + (round << 40) + seed_) & mask);
      left = right;
      right = next;
    }
    return (left << half_bits_) | right;
  }
  std::uint64_t size_, seed_;
  unsigned half_bits_ = 1;
};

/// How the calls spread over the half hours: two peaks a day, quiet Sundays.
std::vector<std::uint64_t> first_rows_of_intervals(std::uint64_t rows) {
  std::vector<double> until{0};
  for (int day = 0; day < kDays; ++day)
    for (int slot = 0; slot < kHalfHoursOpen; ++slot) {
      const double hour = 6.5 + slot / 2.0;
      const double morning = std::exp(-(hour - 10.5) * (hour - 10.5) / 8);
      const double evening = 0.7 * std::exp(-(hour - 18) * (hour - 18) / 10);
      until.push_back(until.back() + (0.35 + morning + evening) * (day % 7 == 6 ? 0.5 : 1.0));
    }
  std::vector<std::uint64_t> first;
  for (const double sum : until)
    first.push_back(static_cast<std::uint64_t>(sum / until.back() * static_cast<double>(rows)));
  first.back() = rows;
  return first;
}

class RowWriter {
 public:
  RowWriter(const Settings& settings) : settings_(settings), first_(first_rows_of_intervals(settings.rows)) {}

  char* write(char* to, std::uint64_t row) {
    Draws draws(settings_.seed, row);
    const std::int64_t offered = offered_at(row, draws);
    const std::uint64_t client = std::min(draws.below(kClients), draws.below(kClients + 20));
    const std::uint64_t queue = draws.below(kQueuesPerClient);
    const std::int64_t queued = offered + instant_of(2 + static_cast<double>(draws.below(20)));
    const double kind = draws.uniform();
    const std::int64_t wait = instant_of(draws.exponential(kind < 0.88 ? 25 : 60));
    const bool answered = kind < 0.88;
    const std::int64_t taken = queued + wait;
    const std::int64_t ended = answered ? taken + instant_of(20 + draws.exponential(180)) : taken;
    to = put(to, fmt::format_to(text_, "{:08}", row));
    to = put(to, fmt::format_to(text_, "net{:02}", client));
    to = put(to, fmt::format_to(text_, "in{}", queue));
    to = put(to, fmt::format_to(text_, "+7916{:07}", draws.below(3'000'000)));
    to = put(to, answered ? fmt::format_to(text_, "a{:03}", client * 8 + draws.below(16)) : text_);
    to = put_instant(to, offered);
    to = put_instant(to, queued);
    to = answered ? put_instant(to, taken) : put(to, text_);
    to = put_instant(to, ended);
    to = answered ? put_instant(to, ended + instant_of(draws.exponential(30))) : put(to, text_);
    const std::string_view outcome = answered      ? "answered"
                                     : kind < 0.97 ? "abandoned"
                                     : kind < 0.98 ? "overflow"
                                     : kind < 0.99 ? "callback"
                                                   : "voicemail";
    std::memcpy(text_, outcome.data(), outcome.size());
    to = put(to, text_ + outcome.size());
    to[-1] = '\n';
    return to;
  }

 private:
  std::int64_t offered_at(std::uint64_t row, Draws& draws) const {
    const auto after = std::upper_bound(first_.begin(), first_.end(), row);
    const auto interval = static_cast<std::int64_t>(after - first_.begin()) - 1;
    const auto within = static_cast<double>(row - *(after - 1)) / static_cast<double>(*after - *(after - 1));
    const std::int64_t start =
        kFirstDay + interval / kHalfHoursOpen * 86'400 + kOpensAfter + interval % kHalfHoursOpen * 1'800;
    const auto second = static_cast<std::int64_t>(within * 1'800);
    return (start + second) * 1'000'000 + (settings_.fraction_digits > 0 ? fraction(draws.uniform()) : 0);
  }
  std::int64_t fraction(double share) const {
    const auto steps = static_cast<std::int64_t>(std::pow(10, settings_.fraction_digits));
    return static_cast<std::int64_t>(share * static_cast<double>(steps)) * (1'000'000 / steps);
  }
  /// A length of time in microseconds, at the file's resolution.
  std::int64_t instant_of(double seconds) const {
    const auto whole = static_cast<std::int64_t>(seconds);
    const std::int64_t rest = settings_.fraction_digits > 0 ? fraction(seconds - std::floor(seconds)) : 0;
    return whole * 1'000'000 + rest;
  }
  char* put(char* to, const char* text_end) const {
    const auto size = static_cast<std::size_t>(text_end - text_);
    if (settings_.quoted) *to++ = '"';
    std::memcpy(to, text_, size);
    to += size;
    if (settings_.quoted) *to++ = '"';
    *to++ = ',';
    return to;
  }
  char* put_instant(char* to, std::int64_t us) {
    const std::int64_t local = us / 1'000'000 + (settings_.offset ? 7'200 : 0);
    if (local / 86'400 != day_) {
      day_ = local / 86'400;
      date_ = day_ < kFirstOfApril ? fmt::format("2025-03-{:02}T", day_ - kFirstOfApril + 32)
                                   : fmt::format("2025-04-{:02}T", day_ - kFirstOfApril + 1);
    }
    const std::int64_t second = local % 86'400;
    char* end = text_;
    std::memcpy(end, date_.data(), date_.size());
    end += date_.size();
    const auto two = [&end](std::int64_t n, char after) {
      *end++ = static_cast<char>('0' + n / 10);
      *end++ = static_cast<char>('0' + n % 10);
      if (after != 0) *end++ = after;
    };
    two(second / 3600, ':');
    two(second / 60 % 60, ':');
    two(second % 60, 0);
    if (settings_.fraction_digits > 0) {
      *end++ = '.';
      const std::string digits = fmt::format("{:06}", us % 1'000'000);
      end = std::copy_n(digits.data(), settings_.fraction_digits, end);
    }
    const std::string_view zone = settings_.local ? "" : settings_.offset ? "+02:00" : "Z";
    end = std::copy(zone.begin(), zone.end(), end);
    return put(to, end);
  }

  Settings settings_;
  std::vector<std::uint64_t> first_;
  std::int64_t day_ = -1;
  std::string date_;
  char text_[128];
};

int generate(const Settings& settings) {
  RowWriter writer(settings);
  const Shuffle shuffle(settings.rows, settings.seed);
  std::vector<char> buffer(kBufferBytes + kRowBytesAtMost);
  std::fputs(
      "call_id,client,queue,caller,agent,offered_at,queued_at,answered_at,ended_at,wrapup_end_at,outcome\n",
      stdout);
  char* to = buffer.data();
  const auto flush = [&] {
    const auto size = static_cast<std::size_t>(to - buffer.data());
    const bool written = std::fwrite(buffer.data(), 1, size, stdout) == size;
    to = buffer.data();
    return written;
  };
  for (std::uint64_t row = 0; row < settings.rows; ++row) {
    to = writer.write(to, settings.random_order ? shuffle(row) : row);
    if (to - buffer.data() >= static_cast<std::ptrdiff_t>(kBufferBytes) && !flush()) return 1;
  }
  return flush() && std::fflush(stdout) == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  Settings settings;
  for (int i = 1; i < argc; ++i) {
    const std::string_view option = argv[i];
    const auto number = [&] { return i + 1 < argc ? std::strtoull(argv[++i], nullptr, 10) : 0; };
    if (option == "--rows")
      settings.rows = number();
    else if (option == "--seed")
      settings.seed = number();
    else if (option == "--order" && i + 1 < argc)
      settings.random_order = std::string_view(argv[++i]) == "random";
    else if (option == "--quoted")
      settings.quoted = true;
    else if (option == "--fraction")
      settings.fraction_digits = 3;
    else if (option == "--offset")
      settings.offset = true;
    else if (option == "--local")
      settings.local = true;
    else {
      fmt::print(stderr,
                 "usage: calls_generator [--rows N] [--seed N] [--order time|random] [--quoted] [--fraction] "
                 "[--offset | --local] > calls.csv\n");
      return 2;
    }
  }
  if (const int code = generate(settings); code != 0) {
    fmt::print(stderr, "calls_generator: cannot write the output\n");
    return code;
  }
  return 0;
}
