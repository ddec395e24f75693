#include "native-helper/commands/writer.h"

#include <utility>

#include "native-helper/host/root_check.h"
#include "native-helper/server/remote_root.h"

namespace photocluster {
namespace {

class OwnWriter : public Writer {
 public:
  explicit OwnWriter(std::unique_ptr<Root> root) : root_(std::move(root)) {}
  Outcome Do(Command command) override { return root_->Do(std::move(command)); }
  Root& root() override { return *root_; }
  ExitStatus Finish(Console& console, const Outcome& outcome) override {
    return photocluster::Finish(console, *root_, outcome);
  }

 private:
  std::unique_ptr<Root> root_;
};

class HelperWriter : public Writer {
 public:
  HelperWriter(RemoteRoot helper, std::unique_ptr<Root> root) : helper_(std::move(helper)), root_(std::move(root)) {}
  Outcome Do(Command command) override { return helper_.Do(command); }
  Root& root() override { return *root_; }
  // The helper settles.
  ExitStatus Finish(Console& console, const Outcome& outcome) override {
    return photocluster::Finish(console, *root_, outcome);
  }

 private:
  RemoteRoot helper_;
  std::unique_ptr<Root> root_;  // for reading: settling it does nothing
};

}  // namespace

Result<std::unique_ptr<Writer>> Writer::Open(Console& console, const std::string& path, const std::atomic<bool>* stop) {
  const CheckedRoot checked = TRY(CheckRoot(path));
  if (std::optional<RemoteRoot> helper = RemoteRoot::Find(checked.path)) {
    std::unique_ptr<Root> root = TRY(OpenRoot(console, path, {.access = Access::kRead}));
    return std::unique_ptr<Writer>(std::make_unique<HelperWriter>(std::move(*helper), std::move(root)));
  }
  std::unique_ptr<Root> root = TRY(OpenRoot(console, path, {.access = Access::kWrite, .stop = stop}));
  return std::unique_ptr<Writer>(std::make_unique<OwnWriter>(std::move(root)));
}

}  // namespace photocluster
