#pragma once
#include <string>
#include <string_view>

#include "tests/support/world.h"

namespace photocluster::test {

// What must hold of any bytes where Photocluster reads a file or a message: gives what does not, or "". Fuzzers look
// for bytes that break one; what they find is tried by a test from then on. Where a check keeps arbitrary bytes out,
// they are tried as they are and with the check made right.
//
// Nothing is wrong with bytes that are refused, so a property alone would not notice when what a fuzzer begins with is
// no longer read: `accepts` says whether these bytes are, as they are and to the last of them.
struct FuzzProperty {
  const char* name;  // of the fuzzer and of its folder of fixtures
  std::string (*wrong)(std::string_view bytes);
  bool (*accepts)(std::string_view bytes);
};

// A folder with this log opens, goes on and opens again as it was; no line that checks is lost, no photo either.
std::string WrongInLog(std::string_view bytes);
// What reads is written again the same; a Session with it goes on and loses no photo.
std::string WrongInCheckpoint(std::string_view bytes);
std::string WrongInCatalogue(std::string_view bytes);
// What reads as a message or a Command is written again the same; a Command is carried out or changes nothing.
std::string WrongInMessage(std::string_view text);
// Every vector that is read is one; what is appended behind the good part is read.
std::string WrongInVectors(std::string_view bytes);
// Read as each of the original program's files: what reads is written again the same, every line counts or is named.
std::string WrongInLegacy(std::string_view bytes);

bool AcceptsLog(std::string_view bytes);
bool AcceptsCheckpoint(std::string_view bytes);
bool AcceptsCatalogue(std::string_view bytes);
bool AcceptsMessage(std::string_view text);
bool AcceptsVectors(std::string_view bytes);
bool AcceptsLegacy(std::string_view bytes);

inline constexpr FuzzProperty kFuzzProperties[] = {{"log", WrongInLog, AcceptsLog},
                                                   {"checkpoint", WrongInCheckpoint, AcceptsCheckpoint},
                                                   {"catalogue", WrongInCatalogue, AcceptsCatalogue},
                                                   {"message", WrongInMessage, AcceptsMessage},
                                                   {"vectors", WrongInVectors, AcceptsVectors},
                                                   {"legacy", WrongInLegacy, AcceptsLegacy}};

// A folder in which something of everything was decided, settled half-way.
const World& SortedWorld();

}  // namespace photocluster::test
