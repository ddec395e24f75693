#include "shared/session/move_script.h"

#include <array>
#include <string_view>

#include "shared/base/path.h"
#include "shared/session/moving.h"

namespace photocluster {
namespace {

constexpr char kShellHead[] = R"~(#!/bin/sh
# Moves photos to where they were decided to go: in this folder, or in the one named: sh FILE FOLDER
cd -- "${1:-.}" || exit 1
failed=0
refuse() {
  printf '%s\n' "$1" >&2
  failed=1
}
# move SOURCE FOLDER GOAL
move() {
  above=$2
  while [ "$above" != . ]; do
    if [ -L "$above" ]; then
      refuse "a link, not a folder: $above"
      return
    fi
    above=${above%/*}
  done
  if [ -L "$1" ] || [ ! -f "$1" ]; then
    refuse "not there: $1"
  elif [ -e "$3" ] || [ -L "$3" ]; then
    refuse "in the way: $3"
  elif ! mkdir -p -- "$2" || ! mv -n -- "$1" "$3" || [ -e "$1" ]; then
    refuse "not moved: $1"
  fi
}
)~";
constexpr char kShellFoot[] = "exit $failed\n";

// Names in single quotes, where only the quote itself means something.
std::string ForShell(std::string_view path) {
  std::string text = "'./";
  for (const char c : path) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

// File.Move of .NET never overwrites, and takes no name for a pattern.
constexpr char kPowerShellHead[] =
    "\uFEFF"
    R"~(# Moves photos to where they were decided to go: in this folder, or in the one named: FILE -Folder FOLDER
param([string]$Folder = '.')
$ErrorActionPreference = 'Stop'
$root = (Resolve-Path -LiteralPath $Folder).ProviderPath
$script:failed = 0
function Refuse([string]$Sentence) {
  [Console]::Error.WriteLine($Sentence)
  $script:failed = 1
}
function Move-Photo([string]$Source, [string]$Directory, [string]$Goal) {
  for ($above = $Directory; $above; $above = [IO.Path]::GetDirectoryName($above)) {
    $found = [IO.DirectoryInfo]::new([IO.Path]::Combine($root, $above))
    if ($found.Exists -and ($found.Attributes -band [IO.FileAttributes]::ReparsePoint)) {
      Refuse "a link, not a folder: $above"
      return
    }
  }
  try {
    [void][IO.Directory]::CreateDirectory([IO.Path]::Combine($root, $Directory))
    [IO.File]::Move([IO.Path]::Combine($root, $Source), [IO.Path]::Combine($root, $Goal))
  } catch {
    Refuse "not moved: ${Source}: $($_.Exception.InnerException.Message)"
}
}
)~";
constexpr char kPowerShellFoot[] = "exit $script:failed\n";

// In single quotes, too; but PowerShell takes four typographic ones for the same.
std::string ForPowerShell(std::string_view path) {
  constexpr std::array<std::string_view, 5> kQuotes = {"'", "\u2018", "\u2019", "\u201A", "\u201B"};
  std::string text = "'";
  while (!path.empty()) {
    std::string_view next = path.substr(0, 1);
    for (const std::string_view quote : kQuotes) {
      if (!path.starts_with(quote)) continue;
      next = quote;
      text += quote;  // twice means itself
    }
    text += next;
    path.remove_prefix(next.size());
  }
  return text + "'";
}

}  // namespace

std::string MoveScript(std::span<const Record> records, ScriptKind kind) {
  const bool is_shell = kind == ScriptKind::kShell;
  const auto quoted = is_shell ? ForShell : ForPowerShell;
  std::string script = is_shell ? kShellHead : kPowerShellHead;
  for (const Record& record : records) {
    for (UnitMove unit(record); !unit.done(); unit.Moved()) {
      const std::string& goal = unit.next().dst;
      const std::string folder = is_shell && Parent(goal).empty() ? "." : quoted(Parent(goal));
      script += is_shell ? "move " : "Move-Photo ";
      script += quoted(unit.next().src) + " " + folder + " " + quoted(goal) + "\n";
    }
  }
  return script + (is_shell ? kShellFoot : kPowerShellFoot);
}

}  // namespace photocluster
