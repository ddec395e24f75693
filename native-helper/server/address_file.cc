#include "native-helper/server/address_file.h"

#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include "native-helper/host/private_files.h"
#include "shared/base/archive_json.h"

namespace photocluster {
namespace {

constexpr char kPrefix[] = "helper-";
constexpr char kSuffix[] = ".json";

std::string FileOf(std::uint32_t port) { return RuntimeFolder() + "/" + kPrefix + std::to_string(port) + kSuffix; }

bool IsAlive(std::int64_t pid) { return kill(static_cast<pid_t>(pid), 0) == 0 || errno == EPERM; }

}  // namespace

Result<AddressFile> AddressFile::Write(const Address& address) {
  AddressFile file(FileOf(address.port));
  TRY(WritePrivateFile(file.path_, ToJson(address) + "\n"));
  return file;
}

AddressFile::AddressFile(AddressFile&& other) noexcept : path_(std::exchange(other.path_, {})) {}

AddressFile::~AddressFile() {
  if (!path_.empty()) unlink(path_.c_str());
}

std::optional<Address> FindHelper(const std::string& root) {
  std::map<std::uint32_t, Address> found;
  // A helper started by a service and a tool in a shell may not see the same $XDG_RUNTIME_DIR.
  for (const std::string& folder : std::set<std::string>{RuntimeFolder(), StateFolder()}) {
    std::error_code error;
    for (auto at = std::filesystem::directory_iterator(folder, error);
         !error && at != std::filesystem::directory_iterator(); at.increment(error)) {
      const std::string name = at->path().filename().string();
      if (!name.starts_with(kPrefix) || !name.ends_with(kSuffix)) continue;
      const Result<std::string> text = ReadPrivateFile(at->path().string());
      if (!text.ok()) continue;
      const Result<Address> address = FromJson<Address>(text.value());
      if (!address.ok() || !IsAlive(address.value().pid)) continue;
      if (root.empty() || address.value().root == root) found.emplace(address.value().port, address.value());
    }
  }
  if (found.empty()) return std::nullopt;
  return found.begin()->second;
}

}  // namespace photocluster
