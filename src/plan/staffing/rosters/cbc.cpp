#include "plan/staffing/rosters/cbc.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <thread>

namespace tandem::rosters {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// CBC looks at its clock between steps of its own; after this it is killed.
constexpr double kGraceSeconds = 10;
/// Seconds of the processor take so many at most.
constexpr double kBusyMax = 10;
/// Rounds of cuts at the root. Left to itself, CBC cuts on while it should look for a first plan: of three
/// made weeks of fifty agents (benchmarks/roster_benchmark) it then found none for one in 20 s.
constexpr std::string_view kCutRounds = "5";
constexpr int kExitNotFound = 127;

/// Gone with all that is in it at the end of the scope.
class Folder {
 public:
  Folder() {
    std::error_code none;
    std::string name = (fs::temp_directory_path(none) / "tandem-roster-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  bool made() const { return !path_.empty(); }
  std::string file(std::string_view name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

/// Only calls that are safe between fork and exec.
[[noreturn]] void become(const std::vector<char*>& words, const char* log, pid_t parent) {
  setpgid(0, 0);  // Ctrl-C is for the parent, which kills what it started
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(kExitNotFound);
  const int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
  const int out = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (null < 0 || out < 0) _exit(1);
  dup2(null, STDIN_FILENO);
  dup2(out, STDOUT_FILENO);
  dup2(out, STDERR_FILENO);
  execvp(words.front(), words.data());
  _exit(errno == ENOENT ? kExitNotFound : 1);
}

/// A running child, killed and reaped at the end of the scope if it has not ended.
class Child {
 public:
  Child(std::vector<std::string> words, const std::string& log) {
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    const pid_t parent = getpid();
    id_ = fork();
    if (id_ == 0) become(pointers, log.c_str(), parent);
    if (id_ > 0) setpgid(id_, id_);  // whichever of the two is first
  }
  ~Child() {
    if (id_ <= 0 || status_) return;
    kill(-id_, SIGKILL);  // with what it started itself
    int status = 0;
    while (waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  bool started() const { return id_ > 0; }
  bool ended() {
    int status = 0;
    if (!status_ && waitpid(id_, &status, WNOHANG) == id_) status_ = status;
    return status_.has_value();
  }
  int status() const { return status_.value_or(0); }

 private:
  pid_t id_ = -1;
  std::optional<int> status_;
};

std::string content_of(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// "Optimal - objective value 12.5", then a column a line: place, name, value, reduced cost; an infeasible
/// value has two stars before it.
Result<Solution> read_solution(const std::string& text, std::size_t columns) {
  std::istringstream lines(text);
  std::string line;
  if (!std::getline(lines, line))
    return failure(ErrorCode::unreadable, "cbc ended without a solution; is the disk full?");
  if (line.contains("nfeasible") || line.contains("nbounded"))
    return failure(ErrorCode::bad_value, "the plan's program has no solution ({})", line);
  if (line.contains("no integer solution"))
    return failure(ErrorCode::limit, "no roster was found in the time given; give it more with --seconds");
  Solution solution{.proven = line.starts_with("Optimal")};
  const auto colon = line.rfind("value");
  if (colon == std::string::npos)
    return failure(ErrorCode::unreadable, "cbc's answer is not understood: {}", line.substr(0, 60));
  solution.objective = std::strtod(line.c_str() + colon + 5, nullptr);
  solution.values.resize(columns);
  while (std::getline(lines, line)) {
    std::istringstream words(line);
    std::string word, name;
    double value = 0;
    words >> word;
    if (word == "**") words >> word;
    words >> name >> value;
    std::size_t column = columns;
    if (name.starts_with('C')) std::from_chars(name.data() + 1, name.data() + name.size(), column);
    if (words && column < columns) solution.values[column] = value;
  }
  return solution;
}

Result<void> wait_for(Child& child, const CbcOptions& options) {
  const auto began = Clock::now();
  auto pause = std::chrono::milliseconds(1);
  while (!child.ended()) {
    if (options.cancel != nullptr && *options.cancel) return failure(ErrorCode::cancelled, "stopped");
    const double seconds = std::chrono::duration<double>(Clock::now() - began).count();
    if (seconds > options.seconds * (options.of_processor ? kBusyMax : 1) + kGraceSeconds)
      return failure(ErrorCode::limit, "cbc did not keep to its {:g} seconds and was stopped",
                     options.seconds);
    if (options.waiting) options.waiting();
    std::this_thread::sleep_for(pause);
    pause = std::min(2 * pause, std::chrono::milliseconds(50));
  }
  if (WIFSIGNALED(child.status()))
    return failure(ErrorCode::unreadable, "cbc broke down with signal {}", WTERMSIG(child.status()));
  if (WEXITSTATUS(child.status()) == kExitNotFound)
    return failure(ErrorCode::not_found, "there is no program '{}'; install the package coinor-cbc",
                   options.program);
  if (WEXITSTATUS(child.status()) != 0)
    return failure(ErrorCode::unreadable, "cbc broke down with exit code {}", WEXITSTATUS(child.status()));
  return {};
}

}  // namespace

Result<Solution> solve(const Program& program, const CbcOptions& options) {
  const Folder folder;
  const auto no_folder = [] {
    return failure(ErrorCode::unreadable, "there is no room for the solver's files in the temporary folder");
  };
  if (!folder.made()) return no_folder();
  const std::string model = folder.file("model.mps"), answer = folder.file("answer");
  {
    std::ofstream file(model, std::ios::binary);
    file << program.mps(options.relaxed);
    if (!file.flush()) return no_folder();
  }
  std::vector<std::string> words = {options.program, model,
                                    "-timeMode",     options.of_processor ? "cpu" : "elapsed",
                                    "-seconds",      fmt::format("{:.1f}", std::max(0.5, options.seconds)),
                                    "-passCuts",     std::string(kCutRounds),
                                    "-ratioGap",     fmt::format("{:g}", options.gap),
                                    "-allowableGap", fmt::format("{:g}", options.gap_cost),
                                    "-solve",        "-solution",
                                    answer,          "-quit"};
  Child child(std::move(words), folder.file("log"));
  if (!child.started()) return failure(ErrorCode::unreadable, "no process could be started for cbc");
  TANDEM_TRY(wait_for(child, options));
  return read_solution(content_of(answer), program.columns());
}

}  // namespace tandem::rosters
