#include "shared/base/archive_typescript.h"

#include <algorithm>

namespace photocluster {
namespace {

constexpr std::size_t kLineWidth = 80;  // prettier's

std::string Joined(const TypeScriptUnion& type) {
  std::string text;
  for (const std::string& choice : type) {
    if (!text.empty()) text += " | ";
    text += choice;
  }
  return text;
}

// `begin` and the type, on one line when it fits and else with a line for each choice.
std::string Laid(const std::string& begin, const TypeScriptUnion& type, const std::string& indent) {
  const std::string line = begin + ' ' + Joined(type) + ";\n";
  if (line.size() <= kLineWidth + 1 || type.size() == 1) return line;
  std::string text = begin;
  for (const std::string& choice : type) text += '\n' + indent + "  | " + choice;
  return text += ";\n";
}

}  // namespace

TypeScriptUnion TypeScriptTypes::ArrayOf(const Union& element) {
  return {element.size() == 1 ? element.front() + "[]" : '(' + Joined(element) + ")[]"};
}

TypeScriptUnion TypeScriptTypes::MapOf(const Union& value) { return {"{ [name: string]: " + Joined(value) + " }"}; }

std::string TypeScriptTypes::ObjectOf(const char* key, const Union& value) {
  return std::string("{ ") + key + ": " + Joined(value) + " }";
}

const std::string* TypeScriptTypes::NameOf(const void* tag) const {
  const auto found = names_.find(tag);
  return found == names_.end() ? nullptr : &found->second;
}

void TypeScriptTypes::Name(const void* tag, const char* name) {
  const bool taken =
      std::any_of(names_.begin(), names_.end(), [name](const auto& entry) { return entry.second == name; });
  // Two interfaces of one name would silently become one: this the compiler of TypeScript refuses.
  if (taken) text_ += std::string("\nexport type ") + name + " = never; // two types have this name\n";
  names_.emplace(tag, name);
}

void TypeScriptTypes::DeclareUnion(const char* name, const Union& type) {
  text_ += '\n' + Laid(std::string("export type ") + name + " =", type, "");
}

void TypeScriptTypes::DeclareInterface(const char* name, const std::vector<TypeScriptField>& fields) {
  text_ += std::string("\nexport interface ") + name + (fields.empty() ? " {" : " {\n");
  for (const TypeScriptField& field : fields) {
    text_ += Laid("  " + field.name + (field.may_be_absent ? "?:" : ":"), field.type, "  ");
  }
  text_ += "}\n";
}

std::string TypeScriptTypes::text() const {
  return "// Whole numbers of 64 bits are below 2^53 here: a number holds them exactly.\n" + text_;
}

}  // namespace photocluster
