#pragma once
#include <initializer_list>
#include <string>

#include "native-helper/server/net.h"

namespace photocluster {

// The built page as files of one folder. Socket thread.
class StaticFiles {
 public:
  explicit StaticFiles(std::string folder) : folder_(std::move(folder)) {}

  // `path` as in an address: "/" is index.html. What leads out of the folder, through a link too, is not there.
  HttpResponse Answer(const std::string& path) const;

 private:
  std::string folder_;  // "" when the page is not built
};

// This program's own file: what a person has to type. "" where the system does not tell.
std::string ProgramPath();

// The first of these folders, as seen from the program's own, that has an index.html; "" when none has.
std::string FindBesideProgram(std::initializer_list<const char*> folders);

// Where the page lies: `chosen`, or $PHOTOCLUSTER_PAGE, or beside the program in a checkout or an installed tree;
// "" when it is nowhere.
std::string FindPage(const std::string& chosen);

}  // namespace photocluster
