#include "app/completion_script.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <vector>

namespace tandem::app {
namespace {

struct OptionWords {
  std::vector<std::string> flags;   ///< "--calls", "-h"
  std::vector<std::string> values;  ///< those it lists, if it does
  std::string what;
  bool takes_value = false;
  bool takes_list = false;  ///< of values, with commas between them
};

struct CommandWords {
  std::string name, what;
  std::vector<OptionWords> options;
  std::vector<std::string> values;  ///< of its first argument, if that lists any
};

/// CLI11 writes the values that a check allows into the type's name: "MODEL:{b,c,a}"; with_values() does
/// where what was typed is checked later.
std::vector<std::string> values_in(const std::string& type) {
  const auto open = type.find('{');
  const auto shut = type.find('}', open == std::string::npos ? 0 : open);
  if (open == std::string::npos || shut == std::string::npos) return {};
  return CLI::detail::split(type.substr(open + 1, shut - open - 1), ',');
}

CommandWords words_of(const CLI::App& command) {
  CommandWords words{
      .name = command.get_name(), .what = command.get_description(), .options = {}, .values = {}};
  for (const CLI::Option* option : command.get_options()) {
    const std::string type = option->get_type_name();
    if (option->get_lnames().empty() && option->get_snames().empty()) {
      if (words.values.empty()) words.values = values_in(type);
      continue;
    }
    OptionWords added{.flags = {},
                      .values = values_in(type),
                      .what = option->get_description(),
                      .takes_value = option->get_items_expected_max() > 0,
                      .takes_list = option->get_delimiter() == ','};
    for (const auto& name : option->get_snames()) added.flags.push_back("-" + name);
    for (const auto& name : option->get_lnames()) added.flags.push_back("--" + name);
    words.options.push_back(std::move(added));
  }
  return words;
}

std::vector<CommandWords> commands_of(const CLI::App& program) {
  std::vector<CommandWords> commands;
  for (const CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; }))
    commands.push_back(words_of(*command));
  return commands;
}

/// Without what would end a quoted word of the shell.
std::string quiet(std::string text) {
  std::erase_if(
      text, [](char c) { return c == '\'' || c == '\\' || c == '[' || c == ']' || c == '`' || c == '$'; });
  for (char& c : text)
    if (c == '\n' || c == ':') c = ' ';
  return text;
}

std::string names_of(const std::vector<CommandWords>& commands) {
  std::vector<std::string> names;
  for (const auto& command : commands) names.push_back(command.name);
  return fmt::format("{}", fmt::join(names, " "));
}

std::string for_bash(const std::vector<CommandWords>& commands) {
  std::string cases;
  for (const auto& command : commands) {
    std::vector<std::string> flags;
    std::string values;
    for (const auto& option : command.options) {
      flags.insert(flags.end(), option.flags.begin(), option.flags.end());
      if (!option.values.empty())
        values += fmt::format("        {}) words='{}'{} ;;\n", fmt::join(option.flags, "|"),
                              fmt::join(option.values, " "), option.takes_list ? " list=yes" : "");
      else if (option.takes_value)
        values += fmt::format("        {}) return ;;\n", fmt::join(option.flags, "|"));
    }
    cases += fmt::format(
        "    {})\n      words='{}'\n      [[ $current == -* ]] || words='{}'\n      case $previous in\n{}    "
        "  esac ;;\n",
        command.name, fmt::join(flags, " "), fmt::join(command.values, " "), values);
  }
  return fmt::format(R"(# Completion of tandem for bash: source <(tandem completion bash)
_tandem() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} words= list= before=
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W '{} --help --version' -- "$current"))
    return
  fi
  case ${{COMP_WORDS[1]}} in
{}  esac
  if [[ -n $list ]]; then
    compopt -o nospace 2>/dev/null
    [[ $current == *,* ]] && before=${{current%,*}},
  fi
  [[ -n $words ]] && COMPREPLY=($(compgen -P "$before" -W "$words" -- "${{current#"$before"}}"))
}}
complete -o default -F _tandem tandem
)",
                     names_of(commands), cases);
}

std::string for_zsh(const std::vector<CommandWords>& commands) {
  std::string described, cases;
  for (const auto& command : commands) {
    described += fmt::format("    '{}:{}'\n", command.name, quiet(command.what));
    cases += fmt::format("    {})\n      _arguments \\\n", command.name);
    for (const auto& option : command.options)
      for (const auto& flag : option.flags) {
        cases += fmt::format("        '{}[{}]", flag, quiet(option.what));
        if (option.takes_list && !option.values.empty())
          cases += fmt::format(":value:_sequence compadd - {}", fmt::join(option.values, " "));
        else if (!option.values.empty())
          cases += fmt::format(":value:({})", fmt::join(option.values, " "));
        else if (option.takes_value)
          cases += ":value:_files";
        cases += "' \\\n";
      }
    cases += command.values.empty()
                 ? "        '*:file:_files' ;;\n"
                 : fmt::format("        '1:value:({})' ;;\n", fmt::join(command.values, " "));
  }
  return fmt::format(R"(#compdef tandem
# Completion of tandem for zsh: source <(tandem completion zsh)
_tandem() {{
  local -a commands=(
{}  )
  if ((CURRENT == 2)); then
    _describe command commands
    return
  fi
  local command=$words[2]
  words=("${{(@)words[2,-1]}}")
  ((CURRENT--))
  case $command in
{}  esac
}}
# Read by compinit the file is the function itself; sourced it registers one.
if [[ ${{funcstack[1]}} == _tandem ]]; then
  _tandem "$@"
elif ((${{+functions[compdef]}})); then
  compdef _tandem tandem
fi
)",
                     described, cases);
}

std::string for_fish(const std::vector<CommandWords>& commands) {
  std::string lines = "# Completion of tandem for fish: tandem completion fish | source\n";
  for (const auto& command : commands)
    lines += fmt::format("complete -c tandem -n __fish_use_subcommand -f -a {} -d '{}'\n", command.name,
                         quiet(command.what));
  for (const auto& command : commands) {
    const std::string within =
        fmt::format("complete -c tandem -n '__fish_seen_subcommand_from {}'", command.name);
    if (!command.values.empty())
      lines += fmt::format("{} -f -a '{}'\n", within, fmt::join(command.values, " "));
    for (const auto& option : command.options) {
      lines += within;
      for (const auto& flag : option.flags)
        lines += flag.starts_with("--") ? fmt::format(" -l {}", flag.substr(2))
                                        : fmt::format(" -s {}", flag.substr(1));
      if (option.takes_list && !option.values.empty())
        lines += fmt::format(" -x -a '(__fish_append , {})'", fmt::join(option.values, " "));
      else if (!option.values.empty())
        lines += fmt::format(" -x -a '{}'", fmt::join(option.values, " "));
      else if (option.takes_value)
        lines += " -r";
      lines += fmt::format(" -d '{}'\n", quiet(option.what));
    }
  }
  return lines;
}

}  // namespace

std::string with_values(std::string_view type, const std::vector<std::string>& values) {
  return fmt::format("{}:{{{}}}", type, fmt::join(values, ","));
}

std::string completion_script(const CLI::App& program, Shell shell) {
  const auto commands = commands_of(program);
  switch (shell) {
    case Shell::bash:
      return for_bash(commands);
    case Shell::zsh:
      return for_zsh(commands);
    case Shell::fish:
      return for_fish(commands);
  }
  return {};
}

}  // namespace tandem::app
