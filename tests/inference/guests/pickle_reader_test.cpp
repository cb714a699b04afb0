// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/guests/pickle_reader.h"

#include "engine/words/error.h"
#include "tests/support/pickles.h"
#include "tests/support/said.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::test;
using Catch::Matchers::Contains;

namespace {

std::vector<inference::PickledTensor> read(const std::string& bytes) { return inference::readPickle("a.pt", bytes); }

std::string pickleReaderRefusal(const std::string& bytes) {
    try {
        static_cast<void>(read(bytes));
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::badFile);
        return said(error);
    }
    return "none";
}

const std::string kStart = "\x80\x02";

} // namespace

TEST_CASE("arrays of a pickle are found by name, with shape, place and kind") {
    const auto tensors = read(pickledArrays(
        {{"a.weight", "0", {2, 3}}, {"a.count", "1", {}, "LongStorage"}, {"b", "0", {4}, "FloatStorage", 2}, {"c", "2", {1, 5}}}));
    REQUIRE(tensors.size() == 4);
    CHECK(tensors[0].name == "a.weight");
    CHECK(tensors[0].storage == "0");
    CHECK(tensors[0].shape == std::vector<std::int64_t>{2, 3});
    CHECK(tensors[0].isFloat);
    CHECK_FALSE(tensors[1].isFloat);
    CHECK(tensors[1].shape.empty());
    CHECK(tensors[2].offset == 2);
    CHECK(read(pickledArrays({})).empty());
}

TEST_CASE("an ordered dictionary with the versions of its modules is a dictionary") {
    auto steps = pickledArrays({{"a", "0", {2}}});
    steps.replace(2, 3, pickledName("collections", "OrderedDict") + ")R");
    steps.pop_back();
    steps += "}" + pickledText("_metadata") + pickledName("collections", "OrderedDict") + ")Rsb.";
    CHECK(read(steps).size() == 1);
}

TEST_CASE("a pickle that would run code is refused, and says what it would run") {
    // What os.system("touch ...") becomes, and what hides behind the names of builtins.
    CHECK_THAT(pickleReaderRefusal(kStart + pickledName("posix", "system") + pickledText("true") + "\x85R."),
               Contains("would run code") && Contains("posix.system"));
    CHECK_THAT(pickleReaderRefusal(kStart + pickledName("builtins", "eval") + pickledText("1") + "\x85R."),
               Contains("builtins.eval"));
    CHECK_THAT(pickleReaderRefusal(kStart + pickledName("torch", "load") + ")R."), Contains("torch.load"));
    CHECK_THAT(pickleReaderRefusal(kStart + "}" + pickledText("a") + pickledName("os", "getcwd") + ")Rs."), Contains("os.getcwd"));
    for (const char step : {'i', 'o', '\x81', '\x92', '\x93', 'P', '\x82'}) // INST, OBJ, NEWOBJ, STACK_GLOBAL, PERSID, EXT1
        CHECK_THAT(pickleReaderRefusal(kStart + "(" + pickledText("os") + pickledText("system") + step + "."), Contains("step"));
    CHECK_THAT(pickleReaderRefusal(kStart + pickledName("torch", "FloatStorage") + ")R."), Contains("no function"));
}

TEST_CASE("a broken pickle is refused, wherever it ends") {
    const auto whole = pickledArrays({{"a.weight", "0", {2, 3}}, {"b", "1", {4}}});
    for (std::size_t length = 0; length < whole.size(); ++length)
        CHECK(pickleReaderRefusal(whole.substr(0, length)) != "none");
    for (const std::string steps : {".", ")R.", "u.", "s.", "t.", "b.", "Q.", "h\x05.", "}).", "(.", "\x85.", "K\x01.", "}R."})
        CHECK(pickleReaderRefusal(kStart + steps) != "none");
    CHECK(pickleReaderRefusal(std::string("\x80\x04") + "}.") != "none");
}

TEST_CASE("arrays of impossible shape, order or place in a pickle are refused") {
    CHECK_THAT(pickleReaderRefusal(pickledArrays({{"a", "0", {-1}}})), Contains("shape"));
    CHECK_THAT(pickleReaderRefusal(pickledArrays({{"a", "0", {2'000'000'000, 2'000'000'000, 2'000'000'000}}})), Contains("shape"));
    CHECK_THAT(pickleReaderRefusal(pickledArrays({{"a", "0", {2, 3}, "FloatStorage", 0, {1, 2}}})), Contains("order"));
    CHECK(pickleReaderRefusal(pickledArrays({{"a", "0", {2}, "FloatStorage", -1}})) != "none");
    CHECK(pickleReaderRefusal(pickledArrays({{"a", "0", std::vector<std::int64_t>(100, 1)}})) != "none");
    CHECK_THAT(pickleReaderRefusal(pickledArrays({{"a", "0", {2}, "EvilStorage"}})), Contains("torch.EvilStorage"));
}

TEST_CASE("a pickle cannot take all memory, all time or all of the stack") {
    std::string nested = kStart + ")";
    nested.append(300'000, '\x85'); // a tuple in a tuple in a tuple
    CHECK_THAT(pickleReaderRefusal(nested + "."), Contains("deeply"));
    std::string doubled = kStart + ")";
    for (int i = 0; i < 1000; ++i)
        doubled += std::string("q") + "\x01" + "h" + "\x01" + "\x86";
    CHECK_THAT(pickleReaderRefusal(doubled + "."), Contains("deeply"));
    CHECK_THAT(pickleReaderRefusal(kStart + std::string(500'000, 'N')), Contains("steps"));
    CHECK(pickleReaderRefusal(kStart + "X\xFF\xFF\xFF\xFF") != "none");
    CHECK(read(kStart + "}q\x01" + pickledText("a") + "h\x01" + "s.").empty()); // a dictionary in itself is left out
}
