#pragma once
// How an archive is laid out, for its writer and its reader.
//
//   "QP3A", version, kind of value, head, tables, checksum (FNV-1a, 64 bits, of all before it)
//   tables: matrices, sets of Kraus matrices, blocks; each a count and that many entries
//   matrix: k, then 4^k complex numbers row by row; set of Kraus matrices: k, count, that many matrices
//   block:  count, then operations; an operation begins with its OpKind and its flags as stored
//     gate:    type, controls, targets, parameters; for ORACLE the number of its matrix
//     measure: qubit, cbit           karus: targets, number of its matrices
//     block:   controls, number of the block, and with kHasTag the tag
//     branch:  zeros, ones, number of the then block, with kHasElse of the else block; loop: the same without else
//   A block only refers to blocks before it; the last one is the value itself.
//   head of a program: fixed size, number of its name; of a circuit: dagger, controls, tag; of the others: nothing
//   tag: fixed size, 0 and the number of the default name, or the length of the name + 1 and the name
//
// Numbers are varints, flags and kinds single bytes, lists a count and the entries, doubles 8 bytes.

#include <cstdint>
#include <string_view>

namespace qpanda3::archive {

inline constexpr std::string_view kMagic = "QP3A";
inline constexpr std::uint8_t kVersion = 1;

enum class ValueKind : std::uint8_t { prog = 1, circuit, gate, measure, karus };

inline std::uint64_t checksum(std::string_view bytes) noexcept {
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3u;
  return hash;
}
inline constexpr std::size_t kChecksumSize = 8;

}  // namespace qpanda3::archive
