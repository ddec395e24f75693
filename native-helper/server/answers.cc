#include "native-helper/server/answers.h"

#include "shared/base/archive_json.h"

namespace photocluster {
namespace {

unsigned StatusOf(ErrorCode code) {
  switch (code) {
    case ErrorCode::kBadInput:
    case ErrorCode::kBadName:
    case ErrorCode::kNameTooLong:
      return 400;
    case ErrorCode::kRefused:
    case ErrorCode::kDenied:
    case ErrorCode::kReadOnly:
      return 403;
    case ErrorCode::kUnknownPhoto:
    case ErrorCode::kUnknownRecord:
    case ErrorCode::kNotFound:
      return 404;
    case ErrorCode::kDamaged:
    case ErrorCode::kUnsupported:
      return 422;
    default:
      return 500;
  }
}

HttpResponse AnswerOf(const char* type, std::string body) {
  return {.status = 200, .headers = {{"Content-Type", type}, {"Cache-Control", "no-store"}}, .body = std::move(body)};
}

}  // namespace

HttpResponse JsonAnswer(std::string json) { return AnswerOf("application/json", std::move(json)); }
HttpResponse TextAnswer(std::string text) { return AnswerOf("text/plain; charset=utf-8", std::move(text)); }
HttpResponse BinaryAnswer() { return AnswerOf("application/octet-stream", ""); }

HttpResponse FaultAnswer(const Error& error) { return FaultAnswer(StatusOf(error.code), error); }

HttpResponse FaultAnswer(unsigned status, const Error& error) {
  HttpResponse response = JsonAnswer(ToJson(error));
  response.status = status;
  return response;
}

HttpResponse SentencePage(unsigned status, const std::string& sentence) {
  HttpResponse response =
      AnswerOf("text/html; charset=utf-8",
               "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Photocluster</title>"
               "<p>" +
                   sentence + "</p></html>\n");
  response.status = status;
  return response;
}

}  // namespace photocluster
