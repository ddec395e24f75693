#include "native-helper/server/static_files.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <system_error>

#include "native-helper/server/answers.h"
#include "shared/base/path.h"

namespace photocluster {
namespace {

namespace fs = std::filesystem;

const std::map<std::string_view, const char*> kTypes = {
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".wasm", "application/wasm"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
};

bool HasPage(const fs::path& folder) {
  std::error_code error;
  return fs::is_regular_file(folder / "index.html", error);
}

}  // namespace

std::string ProgramPath() {
  std::error_code error;
  return fs::read_symlink("/proc/self/exe", error).string();
}

std::string FindBesideProgram(std::initializer_list<const char*> folders) {
  const fs::path program = fs::path(ProgramPath()).parent_path();
  if (program.empty()) return "";
  std::error_code error;
  for (const char* beside : folders) {
    if (HasPage(program / beside)) return fs::canonical(program / beside, error).string();
  }
  return "";
}

std::string FindPage(const std::string& chosen) {
  if (!chosen.empty()) return chosen;
  if (const char* const folder = std::getenv("PHOTOCLUSTER_PAGE"); folder && *folder) return folder;
  return FindBesideProgram({"../../../web/dist", "../share/photocluster/web"});
}

HttpResponse StaticFiles::Answer(const std::string& path) const {
  const std::string inside = path == "/" ? "index.html" : path.substr(1);
  if (!HasPage(folder_)) {
    if (path == "/") return SentencePage(503, "The page is not built: run <code>./dev build</code>.");
    return FaultAnswer(404, {ErrorCode::kNotFound, "the page is not built"});
  }
  const HttpResponse missing = FaultAnswer(404, {ErrorCode::kNotFound, "there is nothing at " + path});
  const auto type = kTypes.find(Extension(inside));
  if (!IsSafeRelativePath(inside) || type == kTypes.end()) return missing;
  std::error_code error;
  const fs::path top = fs::canonical(folder_, error);
  const fs::path file = error ? fs::path() : fs::canonical(top / inside, error);
  if (error || file != top / inside || !fs::is_regular_file(file, error)) return missing;  // a link, or not there
  std::ifstream in(file, std::ios::binary);
  if (!in) return missing;
  HttpResponse response;
  response.headers = {
      {"Content-Type", type->second},
      {"Cache-Control", inside.starts_with("assets/") ? "public, max-age=31536000, immutable" : "no-cache"}};
  response.body.assign(std::istreambuf_iterator<char>(in), {});
  return response;
}

}  // namespace photocluster
