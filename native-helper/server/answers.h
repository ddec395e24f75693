#pragma once
#include <string>

#include "native-helper/server/net.h"
#include "shared/base/result.h"

// The answers that several routes give.
namespace photocluster {

HttpResponse JsonAnswer(std::string json);
HttpResponse TextAnswer(std::string text);
HttpResponse BinaryAnswer();
// {"code":…,"detail":…} with the status that fits the code.
HttpResponse FaultAnswer(const Error& error);
HttpResponse FaultAnswer(unsigned status, const Error& error);
// A page of one sentence, for a person who opened an address that does not work. `sentence` is HTML.
HttpResponse SentencePage(unsigned status, const std::string& sentence);

}  // namespace photocluster
