#pragma once
#include <CLI/CLI.hpp>
#include <cstdint>
#include <limits>
#include <string>

// How options are declared and how wrong ones are answered, the same for all sub-commands.
namespace photocluster {

// The one argument that every sub-command has.
CLI::Option* AddRootArgument(CLI::App& command, std::string& root);

// Checks for CLI::Option::check.
CLI::Validator WholeNumber(std::uint64_t least, std::uint64_t most = std::numeric_limits<std::uint64_t>::max());
CLI::Validator Fraction();  // a number from 0 to 1

// One sentence for what could not be parsed, naming the command whose --help helps. `app` is the program, parsed.
std::string UsageSentence(const CLI::App& app, const CLI::ParseError& error);

}  // namespace photocluster
