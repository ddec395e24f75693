#pragma once
#include "shared/base/archive_binary.h"
#include "shared/base/archive_fields.h"
#include "shared/base/archive_json.h"
#include "shared/base/archive_typescript.h"

// How a type is archived
// ======================
// Every type of the wire, the log and the caches is a plain struct with one function that lists its fields:
//
//   struct Assign {
//     static constexpr const char* kName = "assign";      // its key in a variant
//     static constexpr const char* kTypeName = "Assign";  // its name in TypeScript
//     std::vector<std::string> places;
//     std::string cluster;
//     std::string note;
//     std::optional<Fingerprint> photo;
//
//     template <class Archive>
//     void serialize(Archive& archive) {
//       archive(Required(NVP(places)), Required(NVP(cluster)), OmitEmpty(NVP(note)), NVP(photo));
//     }
//   };
//   struct Undo {
//     static constexpr const char* kName = "undo";
//     static constexpr const char* kTypeName = "Undo";
//     template <class Archive>
//     void serialize(Archive&) {}
//   };
//   using Command = std::variant<Assign, Undo>;
//
//   enum class Act { kMove, kCopy };
//   constexpr EnumNames<Act, 2> EnumNamesOf(Act) { return {{{Act::kMove, "move"}, {Act::kCopy, "copy"}}}; }
//
// Three archives work on it:
//
//   ToJson(Command{Assign{{"a.jpg"}, "Roof"}})   {"assign":{"places":["a.jpg"],"cluster":"Roof"}}
//   FromJson<Command>(text)                      a Command, or what is wrong and where
//   ToBinary(command), FromBinary<Command>(…)    for caches: small and fast
//   TypeScriptTypes types;
//   types.Add<Command>("Command");
//   types.text()                                 export interface Assign {
//                                                  places: string[];
//                                                  cluster: string;
//                                                  note?: string;
//                                                  photo?: string;
//                                                }
//                                                export interface Undo {}
//                                                export type Command = { assign: Assign } | { undo: Undo };
//
// A header of types includes archive_fields.h only; a source that reads or writes includes the archive it needs.
//
// | in C++                                | in JSON text                                                     |
// |---------------------------------------|------------------------------------------------------------------|
// | struct                                | object; keys in the order of serialize(), read in any order      |
// | std::variant                          | object with exactly one key, the alternative's kName             |
// | std::optional                         | left out when empty, never null; null is read as empty           |
// | std::map<std::string, T>              | object, keys sorted by their bytes                               |
// | std::vector, std::array               | array                                                            |
// | std::string                           | text, must be UTF-8                                              |
// | bool, integers, double                | as they are; 64 bits exactly; a double reads back as itself      |
// | enum                                  | text from EnumNamesOf                                            |
// | Fingerprint                           | 32 hexadecimal digits                                            |
// | Id                                    | its number                                                       |
// | Bytes                                 | base64                                                           |
// | FixedDecimal6                         | number with six decimals                                         |
//
// Reading: unknown keys are ignored, so that an older program reads a newer text. A missing key leaves the field at
// its default, unless it is Required(). Refused with the path of the field: a wrong kind of value, a number out of the
// field's range, an unknown name, a key given twice; refused as a whole: text that is not JSON or not UTF-8, anything
// after its end, nesting deeper than 64, more than 64 MiB.
