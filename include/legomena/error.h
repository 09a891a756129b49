// What went wrong, for a person: where it is, what is wrong there, and what would be right.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace legomena {

struct Error {
  std::string where;  // file, and line or byte where there is one: "articles.jsonl:12"
  std::string what;   // what is wrong: "no field 'text'"
  std::string right;  // what would be right: "name the field with --text-field"; may be empty

  std::string message() const {
    std::string out = where.empty() ? what : where + ": " + what;
    return right.empty() ? out : out + " (" + right + ")";
  }
};

// A value or the error that stood in its way, for the three borders: files, model and data, the user's rules.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::move(value)) {}
  Result(Error error) : held_(std::move(error)) {}

  explicit operator bool() const { return held_.index() == 0; }
  T& operator*() & { return std::get<0>(held_); }
  const T& operator*() const& { return std::get<0>(held_); }
  T&& operator*() && { return std::get<0>(std::move(held_)); }
  T* operator->() { return &std::get<0>(held_); }
  const T* operator->() const { return &std::get<0>(held_); }
  const Error& error() const { return std::get<1>(held_); }

 private:
  std::variant<T, Error> held_;
};

}  // namespace legomena
