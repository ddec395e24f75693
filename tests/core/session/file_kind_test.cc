#include "shared/session/file_kind.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

TEST(FileKind, IsKnownByTheExtensionWhateverItsCase) {
  for (const char* name : {"a.jpg", "a.JPEG", "a.Png", "a.bmp", "a.tif", "a.TIFF", "a.webp", "a.gif", "a.avif",
                           "a.HEIC", "a.heif", "a.hif", "a.jxl", "a.b.jpg", "фото.JPG"}) {
    EXPECT_EQ(KindOf(name), FileKind::kPhoto) << name;
  }
  for (const char* name : {"a.cr2", "a.CR3", "a.crw", "a.NEF", "a.arw", "a.dng", "a.raf", "a.orf", "a.rw2",
                           "a.pef", "a.srw", "a.kdc", "a.nrw", "a.sr2", "a.srf", "a.3fr", "a.iiq", "a.erf",
                           "a.mrw", "a.x3f", "a.rwl", "a.dcr", "a.mef", "a.mos", "a.qtk"}) {
    EXPECT_EQ(KindOf(name), FileKind::kRaw) << name;
  }
  for (const char* name : {"a.xmp", "a.jpg.xmp", "a.AAE", "a.thm", "a.json"}) {
    EXPECT_EQ(KindOf(name), FileKind::kCompanion) << name;
  }
  EXPECT_EQ(KindOf("a.MOV"), FileKind::kVideo);
  EXPECT_EQ(KindOf("a.mp4"), FileKind::kVideo);
  for (const char* name : {"a.txt", "jpg", "a.", "", "a.jpg~", "a.jpg.part", "Thumbs.db"}) {
    EXPECT_EQ(KindOf(name), FileKind::kOther) << name;
  }
}

TEST(FileKind, HiddenFilesAreNoPhotos) {
  for (const char* name : {"._a.jpg", ".jpg", ".photocluster-7-a.jpg", ".a.cr2", ".a.xmp"}) {
    EXPECT_EQ(KindOf(name), FileKind::kOther) << name;
    EXPECT_FALSE(IsCameraPhoto(name)) << name;
  }
}

TEST(FileKind, CamerasWriteJpegAndHeif) {
  for (const char* name : {"a.jpg", "a.JPEG", "a.heic", "a.HIF", "a.heif"}) EXPECT_TRUE(IsCameraPhoto(name)) << name;
  for (const char* name : {"a.png", "a.tif", "a.cr2", "a.xmp", "a"}) EXPECT_FALSE(IsCameraPhoto(name)) << name;
}

TEST(FileKind, LibrariesAndBinsAreLeftAlone) {
  for (const char* name : {"Mine.photoslibrary", "old.aplibrary", "Previews.lrdata", "x.lrlibrary", "x.cocatalog",
                           "Photos.app", "@eaDir", ".@__thumb", "#recycle", "$RECYCLE.BIN", ".Trash", ".Trash-1000",
                           ".Trashes", ".dtrash", ".thumbnails", "lost+found"}) {
    EXPECT_TRUE(IsLeftAloneFolder(name)) << name;
  }
  for (const char* name :
       {"2019", "Trash", "app", "thumbnails", ".git", ".clustering", "recycle", "photoslibrary", ""}) {
    EXPECT_FALSE(IsLeftAloneFolder(name)) << name;
  }
}

}  // namespace
}  // namespace photocluster
