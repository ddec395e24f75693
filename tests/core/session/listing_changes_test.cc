#include "shared/session/listing_changes.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

std::vector<std::string> Paths(const Listing& listing) {
  std::vector<std::string> paths;
  for (const FileEntry& file : listing.files) paths.push_back(file.path);
  return paths;
}

TEST(ListingChanges, MovesAreAppliedInOrder) {
  Listing listing;
  listing.files = {{"a.jpg", 1, 10}, {"b.jpg", 2, 20}, {"c.jpg", 3, 30}};
  ListingChanges changes;
  changes.Moved("a.jpg", "x/a.jpg");
  changes.Moved("b.jpg", "a.jpg");
  changes.Removed("c.jpg");
  changes.ApplyTo(listing);
  EXPECT_EQ(Paths(listing), (std::vector<std::string>{"a.jpg", "x/a.jpg"}));
  EXPECT_EQ(listing.files[0].size, 2u);
  EXPECT_EQ(listing.files[1].mtime_ms, 10);
}

TEST(ListingChanges, OnlyEmptyFoldersThatAreListedAreRemoved) {
  Listing listing;
  listing.files = {{"Wall/a.jpg", 1, 1}};
  listing.folders = {"Roof", "Roof/x", "Wall"};
  EXPECT_EQ(RemoveEmptyFolders(listing, {"Roof/x", "Roof", "Wall", "gone"}),
            (std::vector<std::string>{"Roof/x", "Roof"}));
  EXPECT_EQ(listing.folders, (std::vector<std::string>{"Wall"}));
}

}  // namespace
}  // namespace photocluster
