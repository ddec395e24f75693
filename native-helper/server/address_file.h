#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "shared/base/archive_fields.h"
#include "shared/base/result.h"

namespace photocluster {

// What a running helper tells the tools of its user: a private file, one for each port.
struct Address {
  std::string address;  // "http://127.0.0.1:8000", without a token
  std::uint32_t port = 0;
  std::string token;  // for `Authorization: Bearer`
  std::int64_t pid = 0;
  std::string root;  // real path

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(address), Required(NVP(port)), Required(NVP(token)), Required(NVP(pid)), Required(NVP(root)));
  }
};

// The file, there as long as this exists. After a kill it stays, and is told by its process being gone.
class AddressFile {
 public:
  static Result<AddressFile> Write(const Address& address);
  AddressFile(AddressFile&& other) noexcept;
  AddressFile& operator=(AddressFile&&) = delete;
  ~AddressFile();

 private:
  explicit AddressFile(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

// The running helper that shows the root with this real path; with "" any one, the first by port.
std::optional<Address> FindHelper(const std::string& root);

}  // namespace photocluster
