// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/pickles.h"

namespace segue::test {

namespace {

std::string littleEndian(std::uint64_t number, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i)
        text += static_cast<char>(number >> (8 * i) & 0xFFU);
    return text;
}

std::string pickledTuple(const std::vector<std::int64_t>& numbers) {
    std::string steps = "(";
    for (const auto number : numbers)
        steps += pickledNumber(number);
    return steps + "t";
}

std::vector<std::int64_t> stridesOf(const PickledArray& array) {
    if (!array.strides.empty())
        return array.strides;
    std::vector<std::int64_t> strides(array.shape.size(), 1);
    for (std::size_t i = array.shape.size(); i > 1; --i)
        strides[i - 2] = strides[i - 1] * array.shape[i - 1];
    return strides;
}

} // namespace

std::string pickledText(const std::string& text) { return "X" + littleEndian(text.size(), 4) + text; }
std::string pickledNumber(std::int64_t number) { return "J" + littleEndian(static_cast<std::uint64_t>(number), 4); }
std::string pickledName(const std::string& module, const std::string& name) { return "c" + module + "\n" + name + "\n"; }

std::string pickledArrays(const std::vector<PickledArray>& arrays) {
    std::string steps = "\x80\x02}q";
    steps += '\0';
    steps += "(";
    for (const auto& array : arrays) {
        steps += pickledText(array.name) + pickledName("torch._utils", "_rebuild_tensor_v2");
        steps += "((" + pickledText("storage") + pickledName("torch", array.kind) + pickledText(array.storage) + pickledText("cpu");
        steps += pickledNumber(0) + "tQ" + pickledNumber(array.offset) + pickledTuple(array.shape) + pickledTuple(stridesOf(array));
        steps += "\x89" + pickledName("collections", "OrderedDict") + ")RtR";
    }
    return steps + "u.";
}

} // namespace segue::test
