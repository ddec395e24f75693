#include "native-helper/host/machine_id.h"

#include <openssl/evp.h>
#include <sys/utsname.h>

#include <array>
#include <fstream>

namespace photocluster {

namespace {

std::string Secret() {
  std::ifstream file("/etc/machine-id");
  std::string id;
  if (std::getline(file, id) && !id.empty()) return id;
  utsname computer{};
  uname(&computer);
  return computer.nodename;
}

}  // namespace

std::string MachineId() {
  const std::string text = "photocluster lock " + Secret();
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  EVP_Digest(text.data(), text.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string id;
  for (std::size_t i = 0; i < 16; ++i) {
    id += kDigits[digest[i] >> 4];
    id += kDigits[digest[i] & 15];
  }
  return id;
}

}  // namespace photocluster
