// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/npy.h"

#include "engine/words/error.h"
#include "engine/words/whole_file.h"

#include <array>
#include <bit>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>

namespace segue::features {
namespace {

static_assert(std::endian::native == std::endian::little, "arrays are written as they lie in memory");

struct TypeName {
    NpyType type;
    std::string_view descr;
    std::size_t size;
};

constexpr std::array<TypeName, 5> kTypes{
    {{NpyType::u1, "|u1", 1}, {NpyType::f2, "<f2", 2}, {NpyType::f4, "<f4", 4}, {NpyType::i4, "<i4", 4}, {NpyType::f8, "<f8", 8}}};
constexpr std::string_view kMagic = "\x93NUMPY";
constexpr std::size_t kAlignment = 64;
constexpr std::size_t kMaxAxes = 32;

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& why) {
    throw Error(ErrorKind::badFile, "The array in " + file.string() + " cannot be used: " + why + ".");
}

const TypeName& nameOf(NpyType type) {
    for (const TypeName& name : kTypes)
        if (name.type == type)
            return name;
    throw Error(ErrorKind::usage, "There is no such element type.");
}

std::optional<std::size_t> elementCount(const std::vector<std::size_t>& shape) {
    std::size_t count = 1;
    for (const std::size_t length : shape) {
        if (length != 0 && count > std::numeric_limits<std::size_t>::max() / 16 / length)
            return std::nullopt;
        count *= length;
    }
    return count;
}

// What follows "'key':" in the header's Python dictionary, leading blanks removed.
std::string_view valueOf(const std::filesystem::path& file, std::string_view header, const std::string& key) {
    const std::size_t at = header.find("'" + key + "'");
    const std::size_t colon = at == std::string_view::npos ? at : header.find(':', at);
    const std::size_t value = colon == std::string_view::npos ? colon : header.find_first_not_of(' ', colon + 1);
    if (value == std::string_view::npos)
        refuse(file, "its header does not say \"" + key + "\"");
    return header.substr(value);
}

NpyType parseType(const std::filesystem::path& file, std::string_view value) {
    for (const TypeName& name : kTypes)
        if (value.size() > 4 && value.substr(1, 3) == name.descr && value[4] == value[0])
            return name.type;
    if (value.starts_with("'<u1'"))
        return NpyType::u1;
    refuse(file, "its elements are of a type Segue does not read");
}

std::vector<std::size_t> parseShape(const std::filesystem::path& file, std::string_view value) {
    const std::size_t close = value.find(')');
    if (value.front() != '(' || close == std::string_view::npos)
        refuse(file, "its shape is not readable");
    std::vector<std::size_t> shape;
    const char* at = value.data() + 1;
    const char* const end = value.data() + close;
    while (at != end) {
        if (*at == ' ' || *at == ',') {
            ++at;
            continue;
        }
        std::size_t length = 0;
        const auto [next, code] = std::from_chars(at, end, length);
        if (code != std::errc{} || shape.size() == kMaxAxes)
            refuse(file, "its shape is not readable");
        shape.push_back(length);
        at = next;
    }
    return shape;
}

// The text of the header; leaves the stream at the first element.
std::string readHeader(const std::filesystem::path& file, std::istream& stream, std::uintmax_t fileBytes) {
    std::array<char, 8> start{};
    std::array<unsigned char, 4> length{};
    if (!stream.read(start.data(), start.size()) || std::string_view(start.data(), kMagic.size()) != kMagic)
        refuse(file, "it is not a .npy file");
    if (start[6] < 1 || start[6] > 3)
        refuse(file, "it is of an unknown version of the .npy format");
    const std::streamsize lengthBytes = start[6] == 1 ? 2 : 4;
    if (!stream.read(reinterpret_cast<char*>(length.data()), lengthBytes))
        refuse(file, "it is cut short");
    std::size_t headerBytes = 0;
    for (std::size_t i = 0; i < length.size(); ++i)
        headerBytes |= static_cast<std::size_t>(length[i]) << (8 * i);
    if (headerBytes > fileBytes)
        refuse(file, "it is cut short");
    std::string header(headerBytes, '\0');
    if (!stream.read(header.data(), static_cast<std::streamsize>(headerBytes)))
        refuse(file, "it is cut short");
    return header;
}

NpyArray readArray(const std::filesystem::path& file, std::istream& stream, std::uintmax_t fileBytes) {
    const std::string header = readHeader(file, stream, fileBytes);
    NpyArray array;
    array.type = parseType(file, valueOf(file, header, "descr"));
    array.shape = parseShape(file, valueOf(file, header, "shape"));
    if (!valueOf(file, header, "fortran_order").starts_with("False"))
        refuse(file, "it is stored column by column");
    const auto count = elementCount(array.shape);
    const auto available = fileBytes - static_cast<std::uintmax_t>(stream.tellg());
    if (!count || *count * elementSize(array.type) > available)
        refuse(file, "it is cut short");
    array.bytes.resize(*count * elementSize(array.type));
    if (!stream.read(reinterpret_cast<char*>(array.bytes.data()), static_cast<std::streamsize>(array.bytes.size())))
        refuse(file, "it is cut short");
    return array;
}

float halfToFloat(std::uint16_t half) {
    const int exponent = (half >> 10) & 0x1F;
    const auto mantissa = static_cast<float>(half & 0x3FF);
    const float sign = (half & 0x8000) != 0 ? -1.0F : 1.0F;
    if (exponent == 0)
        return sign * std::ldexp(mantissa, -24);
    if (exponent == 31)
        return mantissa != 0.0F ? std::numeric_limits<float>::quiet_NaN() : sign * std::numeric_limits<float>::infinity();
    return sign * std::ldexp(1024.0F + mantissa, exponent - 25);
}

template <typename Element>
std::vector<float> converted(const std::vector<std::byte>& bytes, float (*convert)(Element)) {
    std::vector<float> values(bytes.size() / sizeof(Element));
    for (std::size_t i = 0; i < values.size(); ++i) {
        Element element;
        std::memcpy(&element, bytes.data() + i * sizeof(Element), sizeof(Element));
        values[i] = convert(element);
    }
    return values;
}

template <typename Element>
float cast(Element element) {
    return static_cast<float>(element);
}

} // namespace

std::size_t elementSize(NpyType type) { return nameOf(type).size; }

std::vector<float> NpyArray::floats() const {
    switch (type) {
    case NpyType::u1:
        return converted<std::uint8_t>(bytes, cast<std::uint8_t>);
    case NpyType::f2:
        return converted<std::uint16_t>(bytes, halfToFloat);
    case NpyType::f4:
        return converted<float>(bytes, cast<float>);
    case NpyType::i4:
        return converted<std::int32_t>(bytes, cast<std::int32_t>);
    case NpyType::f8:
        return converted<double>(bytes, cast<double>);
    }
    return {};
}

NpyArray readNpy(const std::filesystem::path& file) {
    std::error_code code;
    const std::uintmax_t fileBytes = std::filesystem::file_size(file, code);
    std::ifstream stream(file, std::ios::binary);
    if (code || !stream)
        throw Error(ErrorKind::io,
                    "Cannot open " + file.string() + ": " + (code ? code.message() : std::generic_category().message(errno)) + ".");
    return readArray(file, stream, fileBytes);
}

NpyArray parseNpy(std::string_view bytes, const std::filesystem::path& file) {
    std::istringstream stream{std::string(bytes)};
    return readArray(file, stream, bytes.size());
}

void writeNpy(const std::filesystem::path& file, const NpyArray& array) {
    const auto count = elementCount(array.shape);
    if (!count || *count * elementSize(array.type) != array.bytes.size())
        throw Error(ErrorKind::usage, "An array for " + file.string() + " does not have as many elements as its shape asks for.");
    std::string shape;
    for (const std::size_t& length : array.shape)
        shape += std::to_string(length) + (array.shape.size() == 1 || &length != &array.shape.back() ? ", " : "");
    if (array.shape.size() == 1)
        shape.pop_back(); // NumPy writes (3,)
    std::string header =
        "{'descr': '" + std::string(nameOf(array.type).descr) + "', 'fortran_order': False, 'shape': (" + shape + "), }";
    constexpr std::size_t kPrefix = kMagic.size() + 4;
    header.append(kAlignment - (kPrefix + header.size() + 1) % kAlignment, ' ');
    header += '\n';

    std::string prefix(kMagic);
    prefix += '\x01';
    prefix += '\0';
    prefix += static_cast<char>(header.size() & 0xFFU);
    prefix += static_cast<char>(header.size() >> 8U);
    errno = 0;
    PartFile part(file);
    std::ofstream stream(part.path(), std::ios::binary | std::ios::trunc);
    stream << prefix << header;
    stream.write(reinterpret_cast<const char*>(array.bytes.data()), static_cast<std::streamsize>(array.bytes.size()));
    stream.close();
    const auto failure = stream ? part.keep() : std::error_code(errno, std::generic_category());
    if (failure)
        throw Error(failure.value() == ENOSPC ? ErrorKind::noSpace : ErrorKind::io,
                    "Cannot write " + file.string() + ": " + failure.message() + ".");
}

void writeNpy(const std::filesystem::path& file, std::span<const float> values, std::vector<std::size_t> shape) {
    NpyArray array{.type = NpyType::f4, .shape = std::move(shape), .bytes = {}};
    const auto bytes = std::as_bytes(values);
    array.bytes.assign(bytes.begin(), bytes.end());
    writeNpy(file, array);
}

} // namespace segue::features
