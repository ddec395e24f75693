#pragma once
#include <string_view>

namespace photocluster {

// What a file is by its name alone: a scan reads no file. What is really inside is found out when it is decoded.
enum class FileKind {
  kPhoto,      // an image format that is shown as it is
  kRaw,        // a camera's raw format: shown through its embedded preview
  kVideo,      // .mov is a companion beside a photo of the same stem (Live Photo)
  kCompanion,  // sidecar formats: xmp, aae, thm, json; without a photo of theirs they are left alone
  kOther,
};

// By extension, without ASCII case. A name that begins with a dot is hidden and never a photo: "._a.jpg" holds what
// macOS knows of a.jpg, not a picture.
FileKind KindOf(std::string_view name);

// The extensions of photos that cameras and phones write next to a raw file of the same stem: jpg, jpeg, heic, heif,
// hif.
bool IsCameraPhoto(std::string_view name);

// Whether a folder of this name is never entered but listed as left alone: libraries of photo programs, thumbnails and
// recycle bins. Folders with .git and roots inside the root need a look into them: the host's part.
bool IsLeftAloneFolder(std::string_view name);

}  // namespace photocluster
