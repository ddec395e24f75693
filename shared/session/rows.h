#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/archive_fields.h"
#include "shared/protocol/command.h"
#include "shared/session/decide.h"
#include "shared/session/order.h"
#include "shared/session/photo.h"
#include "shared/session/state.h"

namespace photocluster {

// What a page shows of a Session, as plain values: it asks for the rows of its window, and holds nothing else.

struct ClusterRow {
  static constexpr const char* kTypeName = "ClusterRow";
  std::string name;
  std::uint64_t count = 0;    // members
  std::uint64_t vectors = 0;  // of them, those in the centroid
  std::uint64_t also = 0;     // photos of other clusters, or of none, that are in it also
  std::string key;            // its code, "" for none
  std::string colour;         // "#56B4E9", "" for that of its turn
  std::optional<std::uint32_t> position;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(name), NVP(count), NVP(vectors), NVP(also), OmitEmpty(NVP(key)), OmitEmpty(NVP(colour)), NVP(position));
  }
};

// What is always in view. O(clusters).
struct Overview {
  static constexpr const char* kTypeName = "Overview";
  std::uint64_t photos = 0;  // the sum of the seven that follow
  std::uint64_t queue = 0;
  std::uint64_t manual = 0;
  std::uint64_t automatic = 0;
  std::uint64_t adopted = 0;
  std::uint64_t imported = 0;
  std::uint64_t trashed = 0;
  std::uint64_t not_shown = 0;
  std::uint64_t missing = 0;
  std::uint64_t others = 0;          // files that are neither photo nor companion
  std::vector<ClusterRow> clusters;  // by position, then in the order they came into being
  Layout layout = Layout::kBeside;
  bool asks_layout = false;  // there are subfolders, nobody has chosen a layout, and nothing was assigned yet
  bool manual_only = false;
  double threshold = 0;
  std::uint32_t min_samples = 0;
  OrderKind order = OrderKind::kPath;
  std::vector<std::string> left_alone;
  FileMode file_mode = FileMode::kMove;
  bool files_stay = false;    // the folder cannot be written to
  std::uint64_t waiting = 0;  // photos whose files have not gone along with what was decided
  std::string model;
  std::uint64_t vectors = 0;  // stored ones of the model
  Seq last_seq = 0;
  Seq undo = 0;  // first record of the step that an undo would take back, 0 for none
  bool redo = false;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(photos), NVP(queue), NVP(manual), NVP(automatic), NVP(adopted), NVP(imported), NVP(trashed),
            NVP(not_shown), NVP(missing), NVP(others), NVP(clusters), NVP(layout), NVP(asks_layout), NVP(manual_only),
            NVP(threshold), NVP(min_samples), NVP(order), NVP(left_alone), NVP(file_mode), NVP(files_stay),
            NVP(waiting), NVP(model), NVP(vectors), NVP(last_seq), NVP(undo), NVP(redo));
  }
};

struct PhotoRow {
  static constexpr const char* kTypeName = "PhotoRow";
  std::string place;
  std::optional<Fingerprint> fingerprint;  // once it was read
  std::uint64_t size = 0;                  // bytes of the main file
  std::int64_t mtime_ms = 0;
  std::optional<std::int64_t> taken_ms;
  std::vector<std::string> companions;  // their places
  Membership membership = Membership::kQueue;
  std::string cluster;    // of a member
  Seq decided = 0;        // the record in force, 0 for none
  bool vector = false;    // there is one
  std::string not_shown;  // why it cannot be shown
  bool missing = false;   // its file is not there
  std::string note;
  std::vector<std::string> also;  // further clusters, by name

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(place), NVP(fingerprint), NVP(size), NVP(mtime_ms), NVP(taken_ms), OmitEmpty(NVP(companions)),
            NVP(membership), OmitEmpty(NVP(cluster)), NVP(decided), NVP(vector), OmitEmpty(NVP(not_shown)),
            NVP(missing), OmitEmpty(NVP(note)), OmitEmpty(NVP(also)));
  }
};

struct SuggestionRow {
  static constexpr const char* kTypeName = "SuggestionRow";
  PlanRow best;
  std::vector<PhotoRow> examples;  // the members of the best cluster that are most like the photo

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(best), NVP(examples));
  }
};

struct PlannedRow {
  static constexpr const char* kTypeName = "PlannedRow";
  PlanRow move;
  PhotoRow photo;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(move), NVP(photo));
  }
};

struct PlanView {
  static constexpr const char* kTypeName = "PlanView";
  std::uint64_t count = 0;           // photos that would move
  std::vector<ClusterRow> clusters;  // where to: `count` of them each, largest first
  std::vector<PlannedRow> rows;      // the window, least sure first

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(count), NVP(clusters), NVP(rows));
  }
};

// How well the model of the root tells the person's clusters apart: of `photos` that the person sorted one by one, how
// many have their nearest neighbour (largest cosine) among the others in the same cluster. Leave-one-out 1-NN accuracy.
struct ModelFigure {
  static constexpr const char* kTypeName = "ModelFigure";
  std::string model;
  std::uint64_t photos = 0;
  std::uint64_t right = 0;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(model), NVP(photos), NVP(right));
  }
};

struct FolderRow {  // a folder that holds photos
  static constexpr const char* kTypeName = "FolderRow";
  std::string folder;        // "" is the root itself
  std::uint64_t photos = 0;  // directly in it
  std::uint64_t queue = 0;   // of them undecided
  bool left_alone = false;
  bool made = false;        // by this program
  std::uint64_t alike = 0;  // how many folders have this name, as clusters count names; sorted already, most likely

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(folder), NVP(photos), NVP(queue), NVP(left_alone), NVP(made), NVP(alike));
  }
};

struct LayoutRow {
  static constexpr const char* kTypeName = "LayoutRow";
  Layout layout = Layout::kBeside;
  std::string place;          // where the photo would go
  std::uint64_t folders = 0;  // that the cluster could come to have, with what is in the queue

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(layout), NVP(place), NVP(folders));
  }
};

}  // namespace photocluster
