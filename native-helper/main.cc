#include <unistd.h>

#include <iostream>
#include <string>
#include <vector>

#include "native-helper/commands/command_line.h"
#include "native-helper/embedding/onnxruntime_api.h"
#include "native-helper/imaging/decode.h"

int main(int argc, char** argv) {
  photocluster::ForbidTelemetry();
  const photocluster::ImagingLibrary imaging(argv[0]);
  photocluster::Console console{std::cin, std::cout, std::cerr, isatty(STDERR_FILENO) == 1};
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  return static_cast<int>(photocluster::RunCommandLine(arguments, console));
}
