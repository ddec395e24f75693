// write_protocol_types FILE [--check]: writes the TypeScript of the types that the page shares with the core, or says
// whether FILE is what it would write.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string_view>

#include "shared/base/archive_typescript.h"
#include "shared/clustering/cluster_name.h"
#include "shared/protocol/command.h"
#include "shared/protocol/message.h"
#include "shared/protocol/record.h"
#include "shared/session/decide.h"
#include "shared/session/rows.h"
#include "shared/session/summary.h"

namespace photocluster {
namespace {

std::string ProtocolTypes() {
  TypeScriptTypes types;
  types.Add<Command>("Command");
  types.Add<Record>();
  types.Add<PageMessage>("PageMessage");
  types.Add<HelperMessage>("HelperMessage");
  types.Add<Overview>();
  types.Add<SuggestionRow>();
  types.Add<PlanView>();
  types.Add<ModelFigure>();
  types.Add<FolderRow>();
  types.Add<LayoutRow>();
  types.Add<Summary>();
  types.Add<NameFault>();
  return "// Written by tests/checks/write_protocol_types.cc; do not edit.\n" + types.text();
}

int Run(const char* path, bool check) {
  const std::string text = ProtocolTypes();
  if (check) {
    std::ifstream file(path, std::ios::binary);
    const std::string found{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (found == text) return 0;
    std::cerr << path << " is not current: the same command without --check writes it\n";
    return 1;
  }
  std::ofstream file(path, std::ios::binary);
  if (file << text << std::flush) return 0;
  std::cerr << "cannot write " << path << "\n";
  return 1;
}

}  // namespace
}  // namespace photocluster

int main(int argc, char** argv) {
  const bool check = argc == 3 && std::string_view(argv[2]) == "--check";
  if (argc != 2 && !check) {
    std::cerr << "usage: write_protocol_types FILE [--check]\n";
    return 2;
  }
  return photocluster::Run(argv[1], check);
}
