#pragma once
#include <string>
#include <string_view>

#include "native-helper/server/router.h"
#include "native-helper/server/static_files.h"

namespace photocluster {

// The description of all calls (openapi.json of this room, which is part of the program), and a page that shows it
// without a network: Swagger UI as npm has it, two files of it.
class ApiDocs {
 public:
  // `folder`: of the npm package swagger-ui-dist; "" when it is not there, and the page then says so.
  explicit ApiDocs(std::string folder) : files_(std::move(folder)) {}
  void AddRoutes(Router& router) const;

 private:
  HttpResponse Answer(const std::string& path) const;

  StaticFiles files_;
};

std::string_view OpenApi();
// Beside the program: in a checkout, or where it was installed.
std::string FindSwaggerUi();

}  // namespace photocluster
