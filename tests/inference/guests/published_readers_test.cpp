// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/guests/published_readers.h"

#include "engine/features/npy.h"
#include "engine/inference/guests/zip_reader.h"
#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/pickles.h"
#include "tests/support/said.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/zip_file.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace segue;
using namespace segue::inference;
using Catch::Matchers::Contains;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

std::string bytesOf(const std::vector<float>& values) {
    return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float)};
}

template <typename Read>
std::string publishedReadersRefusal(Read read, const fs::path& file) {
    try {
        static_cast<void>(read(file));
    } catch (const Error& error) {
        return test::said(error);
    }
    return "none";
}

json listOfTwo() {
    return {{"weightsManifest",
             {{{"paths", {"one.bin", "two.bin"}},
               {"weights",
                {{{"name", "a/kernel"}, {"shape", {2, 1}}, {"dtype", "float32"}},
                 {{"name", "axis"}, {"shape", json::array()}, {"dtype", "int32"}},
                 {{"name", "b"}, {"shape", json::array()}, {"dtype", "float32"}}}}}}}};
}

} // namespace

TEST_CASE("TensorFlow.js's arrays are read across its files") {
    const test::TemporaryFolder folder;
    const auto all = bytesOf({1, 2}) + std::string(4, '\x07') + bytesOf({3});
    test::writeBytes(folder / "one.bin", all.substr(0, 6));
    test::writeBytes(folder / "two.bin", all.substr(6));
    test::writeBytes(folder / "model.json", listOfTwo().dump());
    const auto arrays = readTensorFlowJs(folder / "model.json");
    REQUIRE(arrays.size() == 2);
    CHECK(arrays.at("a/kernel") == Tensor{"a/kernel", {2, 1}, {1, 2}});
    CHECK(arrays.at("b") == Tensor{"b", {}, {3}});
}

TEST_CASE("one file of TensorFlow.js may have been renamed together with its list") {
    const test::TemporaryFolder folder;
    auto list = listOfTwo();
    list["weightsManifest"][0]["paths"] = {"group1-shard1of1.bin"};
    test::writeBytes(folder / "net-1.json", list.dump());
    CHECK_THAT(publishedReadersRefusal(readTensorFlowJs, folder / "net-1.json"), Contains("net-1.bin"));
    test::writeBytes(folder / "net-1.bin", bytesOf({1, 2, 0, 3}));
    CHECK(readTensorFlowJs(folder / "net-1.json").size() == 2);
}

TEST_CASE("a list of TensorFlow.js that is broken, cut short or reaches out of its folder is refused") {
    const test::TemporaryFolder folder;
    const auto saying = [&](const json& list, const std::string& bytes) {
        test::writeBytes(folder / "one.bin", bytes);
        test::writeBytes(folder / "two.bin", "");
        test::writeBytes(folder / "model.json", list.dump());
        return publishedReadersRefusal(readTensorFlowJs, folder / "model.json");
    };
    const auto whole = bytesOf({1, 2, 0, 3});
    CHECK(saying(listOfTwo(), whole) == "none");
    CHECK_THAT(saying(listOfTwo(), whole.substr(1)), Contains("cut short"));
    CHECK_THAT(saying(listOfTwo(), whole + "."), Contains("belong to no array"));
    const auto with = [&](const std::string& pointer, const json& value) {
        auto list = listOfTwo();
        list[json::json_pointer("/weightsManifest/0/" + pointer)] = value;
        return saying(list, whole);
    };
    CHECK_THAT(with("paths/0", "../one.bin"), Contains("outside"));
    CHECK_THAT(with("paths/0", "/etc/passwd"), Contains("outside"));
    CHECK_THAT(with("paths/0", ".."), Contains("outside"));
    CHECK_THAT(with("paths/0", 5), Contains("outside"));
    CHECK_THAT(with("weights/2/name", "a/kernel"), Contains("both named"));
    CHECK_THAT(with("weights/0/shape", {-1, 2}), Contains("shape"));
    CHECK_THAT(with("weights/0/shape", {1'000'000'000, 1'000'000'000, 1'000'000'000}), Contains("shape"));
    CHECK_THAT(with("weights/0/dtype", "string"), Contains("kind"));
    CHECK_THAT(with("weights/0/quantization", {{"scale", 1}}), Contains("quantised"));
    CHECK(with("weights", 7) != "none");
    CHECK(with("weights/0", 7) != "none");
    CHECK(with("paths", "one.bin") != "none");
    test::writeBytes(folder / "model.json", "{\"weightsManifest\": [");
    CHECK(publishedReadersRefusal(readTensorFlowJs, folder / "model.json") != "none");
    test::writeBytes(folder / "model.json", R"({"weights_sha256": "a"})");
    CHECK_THAT(publishedReadersRefusal(readTensorFlowJs, folder / "model.json"), Contains("Segue's own form"));
}

TEST_CASE("PyTorch's arrays are read out of its archive, others than floats left out") {
    const test::TemporaryFolder folder;
    const auto pickle =
        test::pickledArrays({{"a", "0", {2, 2}}, {"count", "1", {}, "LongStorage"}, {"b", "0", {3}, "FloatStorage", 1}});
    for (const bool isDeflated : {false, true}) {
        test::writeZip(folder / "a.pt",
                       {{"archive/data.pkl", pickle},
                        {"archive/byteorder", "little"},
                        {"archive/data/0", bytesOf({1, 2, 3, 4})},
                        {"archive/data/1", std::string(8, '\0')}},
                       {.isDeflated = isDeflated});
        const auto arrays = readTorchZip(folder / "a.pt");
        REQUIRE(arrays.size() == 2);
        CHECK(arrays.at("a") == Tensor{"a", {2, 2}, {1, 2, 3, 4}});
        CHECK(arrays.at("b") == Tensor{"b", {3}, {2, 3, 4}});
    }
}

TEST_CASE("an archive of PyTorch that is cut short, holds too little or two networks, or runs code is refused") {
    const test::TemporaryFolder folder;
    const auto file = folder / "a.pt";
    const auto pickle = test::pickledArrays({{"a", "0", {2, 2}}});
    const auto saying = [&](const std::vector<test::ZipEntry>& entries) {
        test::writeZip(file, entries);
        return publishedReadersRefusal(readTorchZip, file);
    };
    const test::ZipEntry numbers{"x/data/0", bytesOf({1, 2, 3, 4})};
    REQUIRE(saying({{"x/data.pkl", pickle}, numbers}) == "none");
    const auto whole = test::readBytes(file);
    for (std::size_t length = 0; length < whole.size(); length += 7) {
        test::writeBytes(file, whole.substr(0, length));
        const auto result = publishedReadersRefusal(readTorchZip, file);
        // What follows the last file is only a list of them: an archive may be whole without it.
        CHECK((result != "none" || length > whole.find("PK\x01\x02")));
    }
    CHECK_THAT(saying({numbers}), Contains("no data.pkl"));
    CHECK_THAT(saying({{"x/data.pkl", pickle}}), Contains("missing"));
    CHECK_THAT(saying({{"x/data.pkl", pickle}, {"x/data/0", bytesOf({1, 2, 3})}}), Contains("cut short"));
    CHECK_THAT(saying({{"x/data.pkl", pickle}, {"y/data.pkl", pickle}, numbers}), Contains("two networks"));
    CHECK_THAT(saying({{"x/data.pkl", pickle}, {"x/data.pkl", pickle}, numbers}), Contains("twice"));
    CHECK_THAT(saying({{"x/data.pkl", pickle}, numbers, numbers}), Contains("twice"));
    CHECK_THAT(saying({{"x/data.pkl", pickle}, numbers, {"x/byteorder", "big"}}), Contains("order"));
    CHECK_THAT(saying({{"x/data.pkl", test::pickledArrays({{"a", "0", {2}}, {"a", "0", {3}}})}, numbers}), Contains("both named"));
    const auto code = "\x80\x02" + test::pickledName("posix", "system") + test::pickledText("true") + "\x85R.";
    CHECK_THAT(saying({{"x/data.pkl", code}, numbers}), Contains("would run code"));
}

TEST_CASE("an archive that unpacks to more than is read is refused before it fills the memory") {
    const test::TemporaryFolder folder;
    const auto file = folder / "bomb.npz";
    test::writeZip(file, {{"a.npy", std::string(3U << 20U, '\0')}, {"b.npy", std::string(3U << 20U, '\0')}});
    CHECK(fs::file_size(file) < (1U << 16U));
    const auto all = [](const std::string&) { return true; };
    CHECK(readZip(file, {.bytes = 6U << 20U}, all).size() == 2);
    CHECK_THAT(publishedReadersRefusal([&](const fs::path& path) { return readZip(path, {.bytes = 5U << 20U}, all); }, file),
               Contains("unpacks to more"));
    CHECK_THAT(
        publishedReadersRefusal([&](const fs::path& path) { return readZip(path, {.entries = 1, .bytes = 6U << 20U}, all); }, file),
        Contains("more than 1 files"));
    // A pickle of any size is a bomb: a real one is small.
    test::writeZip(folder / "bomb.pt", {{"x/data.pkl", std::string(17U << 20U, 'N')}});
    CHECK_THAT(publishedReadersRefusal(readTorchZip, folder / "bomb.pt"), Contains("unpacks to more"));
}

TEST_CASE("NumPy's arrays are read out of their archive, and broken ones refused") {
    const test::TemporaryFolder folder;
    features::writeNpy(folder / "a.npy", std::vector<float>{1, 2, 3, 4, 5, 6}, {2, 3});
    const auto array = test::readBytes(folder / "a.npy");
    for (const bool isDeflated : {false, true}) {
        test::writeZip(folder / "a.npz", {{"w1.npy", array}, {"b.npy", array}, {"readme.txt", "hello"}},
                       {.isDeflated = isDeflated});
        const auto arrays = readNpz(folder / "a.npz");
        REQUIRE(arrays.size() == 2);
        CHECK(arrays.at("w1") == Tensor{"w1", {2, 3}, {1, 2, 3, 4, 5, 6}});
    }
    test::writeZip(folder / "a.npz", {{"w1.npy", array.substr(0, array.size() - 1)}});
    CHECK_THAT(publishedReadersRefusal(readNpz, folder / "a.npz"), Contains("cut short") && Contains("w1.npy"));
    test::writeZip(folder / "a.npz", {{"w1.npy", array}, {"w1.npy", array}});
    CHECK_THAT(publishedReadersRefusal(readNpz, folder / "a.npz"), Contains("twice"));
    test::writeBytes(folder / "a.npz", "PK\x03\x04 no archive");
    CHECK(publishedReadersRefusal(readNpz, folder / "a.npz") != "none");
    CHECK(publishedReadersRefusal(readNpz, folder / "gone.npz") != "none");
    CHECK(publishedReadersRefusal(readNpz, folder.path()) != "none");
}
