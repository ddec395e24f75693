#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shared/base/archive_rules.h"

namespace photocluster {

using TypeScriptUnion = std::vector<std::string>;  // one type, or several to choose from

struct TypeScriptField {
  std::string name;
  bool may_be_absent = false;
  TypeScriptUnion type;
};

// The TypeScript of archived types as they stand in JSON text, formatted as prettier does. A type is declared once,
// after those it uses; the same calls give the same text.
class TypeScriptTypes {
 public:
  // A struct or an enum that has a name, with all it uses.
  template <class T>
  void Add() {
    TypeOf(Type<T>{});
  }
  // A type without a name of its own, mostly a variant. Types added later refer to it by this name.
  template <class T>
  void Add(const char* name) {
    const TypeScriptUnion type = TypeOf(Type<T>{});
    Name(&kTag<T>, name);
    DeclareUnion(name, type);
  }

  std::string text() const;

 private:
  friend class TypeScriptFields;
  using Union = TypeScriptUnion;
  template <class T>
  struct Type {};
  template <class T>
  static inline char kTag = 0;  // its address stands for the type

  template <class T>
  requires std::is_arithmetic_v<T> Union TypeOf(Type<T>) { return {std::is_same_v<T, bool> ? "boolean" : "number"}; }
  template <class Tag, class Number>
  Union TypeOf(Type<Id<Tag, Number>>) {
    return {"number"};
  }
  Union TypeOf(Type<FixedDecimal6>) { return {"number"}; }
  Union TypeOf(Type<std::string>) { return {"string"}; }
  Union TypeOf(Type<Bytes>) { return {"string"}; }
  Union TypeOf(Type<Fingerprint>) { return {"string"}; }
  template <class T>
  Union TypeOf(Type<std::optional<T>>) {
    return TypeOf(Type<T>{});
  }
  template <class T>
  Union TypeOf(Type<std::vector<T>>) {
    return ArrayOf(TypeOf(Type<T>{}));
  }
  template <class T, std::size_t N>
  Union TypeOf(Type<std::array<T, N>>) {
    return ArrayOf(TypeOf(Type<T>{}));
  }
  template <class T>
  Union TypeOf(Type<std::map<std::string, T>>) {
    return MapOf(TypeOf(Type<T>{}));
  }
  template <class... Alternatives>
  Union TypeOf(Type<std::variant<Alternatives...>>) {
    if (const std::string* name = NameOf(&kTag<std::variant<Alternatives...>>)) return {*name};
    return {ObjectOf(Alternatives::kName, TypeOf(Type<Alternatives>{}))...};
  }
  template <ArchivedEnum E>
  Union TypeOf(Type<E>) {
    if (const std::string* name = NameOf(&kTag<E>)) return {*name};
    Union names;
    for (const char* name : NamesOf<E>()) names.push_back(std::string(1, '"') + name + '"');
    if constexpr (requires { TypeNameOf(E{}); }) {
      Name(&kTag<E>, TypeNameOf(E{}));
      DeclareUnion(TypeNameOf(E{}), names);
      return {TypeNameOf(E{})};
    }
    return names;
  }
  template <class T>
  Union TypeOf(Type<T>);  // a struct

  static Union ArrayOf(const Union& element);
  static Union MapOf(const Union& value);
  static std::string ObjectOf(const char* key, const Union& value);

  const std::string* NameOf(const void* tag) const;  // null when it has none yet
  void Name(const void* tag, const char* name);
  void DeclareUnion(const char* name, const Union& type);
  void DeclareInterface(const char* name, const std::vector<TypeScriptField>& fields);

  std::map<const void*, std::string> names_;  // looked up only: its order is no fact
  std::string text_;
};

// cereal's archive that collects the fields of one struct.
class TypeScriptFields : public cereal::OutputArchive<TypeScriptFields, cereal::AllowEmptyClassElision> {
 public:
  explicit TypeScriptFields(TypeScriptTypes& types) : OutputArchive(this), types_(types) {}

  template <class T>
  void Add(const char* name, bool may_be_absent) {
    fields_.push_back({name, may_be_absent, types_.TypeOf(TypeScriptTypes::Type<T>{})});
  }
  const std::vector<TypeScriptField>& fields() const { return fields_; }

 private:
  TypeScriptTypes& types_;
  std::vector<TypeScriptField> fields_;
};

template <class T>
void save(TypeScriptFields& fields, const cereal::NameValuePair<T>& field) {
  using Value = std::remove_cvref_t<T>;
  fields.Add<Value>(field.name, kIsOptional<Value>);
}
template <class T>
void save(TypeScriptFields& fields, const RequiredField<T>& required) {
  fields.Add<T>(required.field.name, false);
}
template <class T>
void save(TypeScriptFields& fields, const OmittedField<T>& omitted) {
  fields.Add<T>(omitted.field.name, true);
}

template <class T>
TypeScriptTypes::Union TypeScriptTypes::TypeOf(Type<T>) {
  if (NameOf(&kTag<T>) == nullptr) {
    Name(&kTag<T>, T::kTypeName);
    TypeScriptFields fields(*this);
    fields(T{});
    DeclareInterface(T::kTypeName, fields.fields());
  }
  return {T::kTypeName};
}

}  // namespace photocluster
