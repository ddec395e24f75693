#include "native-helper/server/api_docs.h"

#include <utility>

#include "native-helper/server/answers.h"

// As in models/builtin.cc.
asm(R"(
    .pushsection .rodata
photocluster_openapi_begin:
    .incbin ")" PHOTOCLUSTER_OPENAPI R"("
photocluster_openapi_end:
    .byte 0
    .popsection
)");

extern "C" {
extern const char photocluster_openapi_begin[] __attribute__((visibility("hidden")));
extern const char photocluster_openapi_end[] __attribute__((visibility("hidden")));
}

namespace photocluster {
namespace {

constexpr char kFolder[] = "/docs/";
constexpr char kPage[] =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Photocluster: calls</title>"
    "<link rel=\"stylesheet\" href=\"/docs/swagger-ui.css\"><div id=\"calls\"></div>"
    "<script src=\"/docs/swagger-ui-bundle.js\"></script><script src=\"/docs/start.js\"></script></html>\n";
// No validator on the network, and nothing to be tried out: a page may not change anything by itself.
constexpr char kStart[] =
    "SwaggerUIBundle({url: '/openapi.json', dom_id: '#calls', validatorUrl: 'none', supportedSubmitMethods: "
    "['get']});\n";

HttpResponse Typed(const char* type, std::string_view text) {
  HttpResponse response = TextAnswer(std::string(text));
  response.headers.front().value = type;
  return response;
}

}  // namespace

std::string_view OpenApi() {
  return {photocluster_openapi_begin, static_cast<std::size_t>(photocluster_openapi_end - photocluster_openapi_begin)};
}

std::string FindSwaggerUi() {
  return FindBesideProgram({"../../../native-helper/node_modules/swagger-ui-dist", "../share/photocluster/swagger-ui"});
}

HttpResponse ApiDocs::Answer(const std::string& path) const {
  if (path == "/start.js") return Typed("text/javascript; charset=utf-8", kStart);
  if (path == "/swagger-ui.css" || path == "/swagger-ui-bundle.js") return files_.Answer(path);
  return FaultAnswer({ErrorCode::kNotFound, "there is nothing at /docs" + path});
}

void ApiDocs::AddRoutes(Router& router) const {
  router.Add("GET", "/openapi.json", [](const HttpRequest&, const Target&, const Respond& respond) {
    respond(JsonAnswer(std::string(OpenApi())));
  });
  router.Add("GET", "/docs", [](const HttpRequest&, const Target&, const Respond& respond) {
    respond(Typed("text/html; charset=utf-8", kPage));
  });
  router.Add("GET", kFolder, [this](const HttpRequest&, const Target& target, const Respond& respond) {
    respond(Answer(target.path.substr(sizeof(kFolder) - 2)));
  });
}

}  // namespace photocluster
