#include "native-helper/commands/arguments.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace photocluster {
namespace {

template <class T>
bool Parse(const std::string& text, T& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

const CLI::App& Innermost(const CLI::App& app) {
  const auto chosen = app.get_subcommands();
  return chosen.empty() ? app : Innermost(*chosen.front());
}

// "photocluster trash list"
std::string FullName(const CLI::App& command) {
  const CLI::App* parent = command.get_parent();
  return parent ? FullName(*parent) + " " + command.get_name() : "photocluster";
}

bool IsOption(const std::string& word) { return word.starts_with('-'); }

std::string Objection(const CLI::App& app, const CLI::App& command, const CLI::ParseError& error) {
  const std::vector<std::string> unexpected = command.remaining();  // as typed
  if (&command == &app && unexpected.empty()) return "a command is wanted";
  if (&command == &app && !IsOption(unexpected.front())) {
    return "this version has no command \"" + unexpected.front() + "\"";
  }
  const auto option = std::find_if(unexpected.begin(), unexpected.end(), IsOption);
  if (option != unexpected.end()) return "this version has no option " + *option + " here";
  if (!unexpected.empty()) return "\"" + unexpected.front() + "\" is one argument too many";
  return error.what();
}

}  // namespace

CLI::Option* AddRootArgument(CLI::App& command, std::string& root) {
  return command.add_option("ROOT", root, "The folder of photos")
      ->required()
      ->type_name("")
      ->check(
          CLI::Validator([](std::string& text) { return std::string(text.empty() ? "the path is empty" : ""); }, ""));
}

CLI::Validator WholeNumber(std::uint64_t least, std::uint64_t most) {
  const auto check = [least, most](std::string& text) -> std::string {
    std::uint64_t number = 0;
    if (Parse(text, number) && least <= number && number <= most) return "";
    const bool open = most == std::numeric_limits<std::uint64_t>::max();
    return "must be a whole number from " + std::to_string(least) + (open ? " on" : " to " + std::to_string(most)) +
           ", not " + text;
  };
  return {check, ""};
}

CLI::Validator Fraction() {
  const auto check = [](std::string& text) -> std::string {
    double number = 0;
    return Parse(text, number) && number >= 0 && number <= 1 ? "" : "must be a number from 0 to 1, not " + text;
  };
  return {check, ""};
}

std::string UsageSentence(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App& command = Innermost(app);
  return Objection(app, command, error) + "; `" + FullName(command) + " --help` says what there is";
}

}  // namespace photocluster
