#pragma once
#include <string>
#include <string_view>

namespace photocluster {

// What browsers are to load and run of what this program serves. The static page carries the same as <meta>, without
// frame-ancestors, which counts in a header only.
inline constexpr char kContentPolicy[] =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; "
    "worker-src 'self'; connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'";

// `path`: of the request. The API page, whose pictures are in its style sheet, alone is allowed more.
inline std::string ContentPolicy(std::string_view path) {
  std::string policy = kContentPolicy;
  if (path != "/docs") return policy;
  const auto add = [&policy](std::string_view directive, std::string_view source) {
    policy.insert(policy.find(directive) + directive.size(), source);
  };
  add("img-src 'self'", " data:");
  add("style-src 'self'", " 'unsafe-inline'");
  return policy;
}

}  // namespace photocluster
