#pragma once
#include <span>
#include <string>

#include "shared/protocol/record.h"

namespace photocluster {

enum class ScriptKind { kShell, kPowerShell };

// A program for a person to read and run, in the folder of photos or with that folder as its argument, that moves the
// files of these records: companions first. It overwrites nothing and goes through no link; what is in the way, or not
// there, it names, and leaves. Files that were read before are known again afterwards, as when they are moved by hand.
// Names may hold anything: quotes, line breaks, a dash in front. Text in UTF-8; that for PowerShell begins with U+FEFF,
// or Windows takes it for another encoding.
std::string MoveScript(std::span<const Record> records, ScriptKind kind);

}  // namespace photocluster
