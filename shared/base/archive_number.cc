#include "shared/base/archive_number.h"

#include <locale.h>
#include <stdlib.h>

namespace photocluster {

double NearestDouble(const std::string& number) {
  // Rounded correctly by glibc and by Emscripten's musl alike. The locale is our own: strtod would take a comma for the
  // decimal point once a library has chosen such a locale for the program.
  static const locale_t plain = newlocale(LC_ALL_MASK, "C", nullptr);
  return strtod_l(number.c_str(), nullptr, plain);
}

}  // namespace photocluster
