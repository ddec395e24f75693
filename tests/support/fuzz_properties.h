#pragma once
#include <string>
#include <string_view>

namespace photocluster::test {

// What must hold of any bytes where Photocluster reads a file or a message: gives what does not, or "". Fuzzers look
// for bytes that break one; what they find is tried by a test from then on. Where a check keeps arbitrary bytes out,
// they are tried as they are and with the check made right.
struct FuzzProperty {
  const char* name;  // of the fuzzer and of its folder of fixtures
  std::string (*wrong)(std::string_view bytes);
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

inline constexpr FuzzProperty kFuzzProperties[] = {{"log", WrongInLog},
                                                   {"checkpoint", WrongInCheckpoint},
                                                   {"catalogue", WrongInCatalogue},
                                                   {"message", WrongInMessage},
                                                   {"vectors", WrongInVectors}};

// Where a fuzzer begins: bytes with nothing wrong, by property.
std::string CheckpointSeed();
std::string CatalogueSeed();
std::string VectorsSeed();

}  // namespace photocluster::test
