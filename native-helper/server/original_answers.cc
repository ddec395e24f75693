#include "native-helper/server/original_answers.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace photocluster::original {
namespace {

struct Detail {
  std::string detail;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(detail));
  }
};

struct Fault {
  std::vector<std::string> loc;
  std::string msg;
  std::string type;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(loc), NVP(msg), NVP(type));
  }
};
struct Faults {
  std::vector<Fault> detail;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(detail));
  }
};

constexpr std::array<const char*, 9> kRoutes = {"/session", "/queue",     "/queue/skip", "/queue/shuffle", "/assign",
                                                "/delete",  "/auto-move", "/undo",       "/image"};

unsigned StatusOf(ErrorCode code) {
  switch (code) {
    case ErrorCode::kUnknownPhoto:
    case ErrorCode::kNotFound:
      return 404;
    case ErrorCode::kIo:
    case ErrorCode::kNoSpace:
    case ErrorCode::kDenied:
    case ErrorCode::kDamaged:
      return 500;
    default:
      return 400;
  }
}

}  // namespace

HttpResponse Refusal(unsigned status, const std::string& detail) {
  HttpResponse response = JsonAnswer(ToJson(Detail{detail}));
  response.status = status;
  return response;
}

HttpResponse Refusal(const Error& error) { return Refusal(StatusOf(error.code), error.detail); }

HttpResponse Unfit(const char* where, const std::string& field, const std::string& message) {
  Fault fault{{where}, message, "value_error"};
  if (!field.empty()) fault.loc.push_back(field);
  HttpResponse response = JsonAnswer(ToJson(Faults{{fault}}));
  response.status = 422;
  return response;
}

bool IsRoute(std::string_view path) {
  return path == "/" || std::find(kRoutes.begin(), kRoutes.end(), path) != kRoutes.end();
}

double FourDecimals(double score) { return std::round(score * 1e4) / 1e4; }

}  // namespace photocluster::original
