// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/model_bundle.h"
#include "engine/inference/offers/download_plan.h"
#include "engine/inference/offers/fetch_address.h"
#include "engine/inference/offers/offered_networks.h"
#include "engine/inference/offers/part_on_disk.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <map>

using namespace segue;
using namespace segue::inference;
namespace fs = std::filesystem;

namespace {

const std::string kTag = "\"abc\"";

OfferedFile fileOf(const std::string& bytes, const fs::path& scratch) {
    test::writeBytes(scratch, bytes);
    return {.name = "net.npz", .address = "https://a.example/net.npz", .bytes = bytes.size(), .sha256 = sha256(scratch)};
}

OfferedFile aFile() {
    return {.name = "net.npz", .address = "https://a.example/net.npz", .bytes = 100, .sha256 = std::string(64, 'a')};
}

FetchHead partial(const std::string& range, const std::string& etag = kTag) {
    return {.status = 206, .etag = etag, .range = range};
}

} // namespace

TEST_CASE("the catalogue names networks whose every file is pinned, by https") {
    const auto offers = offeredNetworks();
    REQUIRE(offers.size() == 3);
    for (const auto& offer : offers) {
        INFO(offer.name);
        CHECK(offerProblem(offer).empty());
        CHECK(mayBeFetched(offer.origin));
        for (const auto& file : offer.files)
            CHECK(mayBeFetched(file.address));
    }
    CHECK(offers[0].bytes() == 3'179'153);
    CHECK(offers[2].files.empty()); // published in a form that Segue does not read
}

TEST_CASE("an entry with anything missing or odd is no entry") {
    const auto whole = offeredNetworks().front();
    const auto with = [&](auto change) {
        auto offer = whole;
        change(offer);
        return offerProblem(offer);
    };
    CHECK(with([](auto&) {}).empty());
    CHECK(with([](auto& offer) { offer.name = "../up"; }) == "name");
    CHECK(with([](auto& offer) { offer.licence.clear(); }) == "licence");
    CHECK(with([](auto& offer) { offer.origin = "http://a.example"; }) == "origin");
    CHECK(with([](auto& offer) { offer.cost = 0; }) == "cost");
    CHECK_FALSE(with([](auto& offer) { offer.files[0].name = "a/b"; }).empty());
    CHECK_FALSE(with([](auto& offer) { offer.files[0].name = ".hidden"; }).empty());
    CHECK_FALSE(with([](auto& offer) { offer.files[0].name = "x.part"; }).empty());
    CHECK_FALSE(with([](auto& offer) { offer.files[0].address = "http://a.example/x"; }).empty());
    CHECK_FALSE(with([](auto& offer) { offer.files[0].address = "https://me@a.example/x"; }).empty());
    CHECK_FALSE(with([](auto& offer) { offer.files[0].bytes = 0; }).empty());
    CHECK_FALSE(with([](auto& offer) { offer.files[0].bytes = 1ULL << 40U; }).empty());
    CHECK_FALSE(with([](auto& offer) { offer.files[0].sha256 = "ABC"; }).empty());
    CHECK_FALSE(with([](auto& offer) { offer.files[1].name = offer.files[0].name; }).empty());
}

TEST_CASE("sizes and hashes of the catalogue are those of the published files") {
    const auto shared = test::sharedFolder();
    if (!shared || !fs::exists(*shared / "data/teachers/teachers")) {
        WARN("skipped: the published networks are not there");
        return;
    }
    const auto folder = *shared / "data/teachers/teachers";
    const std::map<std::string, fs::path> there{{"model.json", folder / "msd-musicnn-1.json"},
                                                {"group1-shard1of1.bin", folder / "msd-musicnn-1.bin"},
                                                {"mn04_as_mAP_432.pt", folder / "mn04.pt"}};
    std::size_t compared = 0;
    for (const auto& offer : offeredNetworks())
        for (const auto& file : offer.files) {
            INFO(file.name);
            CHECK(fs::file_size(there.at(file.name)) == file.bytes);
            CHECK(sha256(there.at(file.name)) == file.sha256);
            ++compared;
        }
    CHECK(compared == there.size());
}

TEST_CASE("files are asked for by https, or on this computer by its number") {
    for (const char* good : {"https://a.example/x", "http://127.0.0.1:80", "http://127.0.0.1:1234/x/y.pt", "http://[::1]:9/x"})
        CHECK(mayBeFetched(good));
    for (const char* bad : {"", "http://a.example/x", "http://localhost:80/x", "http://127.0.0.1/x", "http://127.0.0.1:0/x",
                            "http://127.0.0.1:99999/x", "http://127.0.0.1:80@a.example/x", "http://127.0.0.1:80/x?y", "https://",
                            "https://me@a.example/x", "file:///etc/passwd", "ftp://a.example/x"})
        CHECK_FALSE(mayBeFetched(bad));
    CHECK(hostOf("https://a.example:443/x?y") == "a.example");
    CHECK(hostOf("http://[::1]:9/x") == "[::1]");
    CHECK(hostOf("nonsense").empty());
    CHECK(addressAt("https://a.example/x/y.pt", "") == "https://a.example/x/y.pt");
    CHECK(addressAt("https://a.example/x/y.pt", "http://127.0.0.1:9/") == "http://127.0.0.1:9/x/y.pt");
}

TEST_CASE("redirections lead from https to https, and from this computer nowhere else") {
    CHECK(mayBeFollowed("https://a.example/x", "https://b.example/y"));
    CHECK_FALSE(mayBeFollowed("https://a.example/x", "http://b.example/y"));
    CHECK_FALSE(mayBeFollowed("https://a.example/x", "http://127.0.0.1:9/y"));
    CHECK(mayBeFollowed("http://127.0.0.1:9/x", "http://127.0.0.1:8/y"));
    CHECK_FALSE(mayBeFollowed("http://127.0.0.1:9/x", "https://b.example/y"));
    CHECK_FALSE(mayBeFollowed("http://127.0.0.1:9/x", "http://b.example/y"));
}

TEST_CASE("a part goes on only if its note is of this file and its server can tell files apart") {
    const auto file = aFile();
    const PartNote note{.sha256 = file.sha256, .etag = kTag, .bytes = file.bytes};
    CHECK(startOf(file, 40, note).from == 40);
    CHECK(startOf(file, 40, note).etag == kTag);
    CHECK(startOf(file, 0, note).from == 0);
    CHECK(startOf(file, 100, note).from == 0);
    CHECK(startOf(file, 40, std::nullopt).from == 0);
    auto other = note;
    other.sha256[0] = 'b';
    CHECK(startOf(file, 40, other).from == 0);
    other = note;
    other.etag = "W/\"abc\"";
    CHECK(startOf(file, 40, other).from == 0);
    other = note;
    other.bytes = 99;
    CHECK(startOf(file, 40, other).from == 0);
}

TEST_CASE("a note comes back as it was, and nothing else is one") {
    const PartNote note{.sha256 = std::string(64, 'a'), .etag = kTag, .bytes = 100};
    const auto text = formatNote(note);
    CHECK(readNote(text) == note);
    CHECK_FALSE(readNote(text + "x"));
    for (std::size_t cut = 0; cut < text.size(); ++cut)
        CHECK_FALSE(readNote(text.substr(0, cut)));
    CHECK_FALSE(readNote("segue-part 1\na\n-1\n\"b\"\n"));
    CHECK_FALSE(readNote("segue-part 1\na\n99999999999999999999999\n\"b\"\n"));
}

TEST_CASE("what an answer means for the part") {
    const auto file = aFile();
    const FetchStart anew, behind{.from = 40, .etag = kTag};
    CHECK(meaningOf(file, anew, {.status = 200, .length = 100}) == AnswerMeaning::beginsAnew);
    CHECK(meaningOf(file, anew, {.status = 200}) == AnswerMeaning::beginsAnew);
    CHECK(meaningOf(file, behind, {.status = 200, .length = 100}) == AnswerMeaning::beginsAnew);
    CHECK(meaningOf(file, anew, {.status = 200, .length = 101}) == AnswerMeaning::differs);
    CHECK(meaningOf(file, anew, {.status = 200, .length = 99}) == AnswerMeaning::differs);
    CHECK(meaningOf(file, behind, partial("bytes 40-99/100")) == AnswerMeaning::goesOn);
    CHECK(meaningOf(file, behind, partial("bytes 40-99/*", "")) == AnswerMeaning::goesOn);
    for (const char* wrong : {"", "bytes 0-99/100", "bytes 40-98/100", "bytes 40-99/101", "bytes 40-99", "40-99/100",
                              "bytes 40-/100", "bytes 40-18446744073709551615/100", "bytes x-99/100"})
        CHECK(meaningOf(file, behind, partial(wrong)) == AnswerMeaning::askAnew);
    CHECK(meaningOf(file, behind, partial("bytes 40-99/100", "\"other\"")) == AnswerMeaning::askAnew);
    CHECK(meaningOf(file, behind, {.status = 416}) == AnswerMeaning::askAnew);
    CHECK(meaningOf(file, behind, {.status = 412}) == AnswerMeaning::askAnew);
    CHECK(meaningOf(file, anew, partial("bytes 0-99/100")) == AnswerMeaning::refused);
    for (const int status : {204, 301, 401, 403, 404, 416, 500, 503})
        CHECK(meaningOf(file, anew, {.status = status}) == AnswerMeaning::refused);
}

TEST_CASE("a part on the disk keeps what came, goes on, and appears only whole and right") {
    const test::TemporaryFolder folder;
    const std::string bytes = test::junk(1000);
    const auto file = fileOf(bytes, folder / "scratch");
    const auto take = [](PartOnDisk& part, std::string_view piece) { return part.take({piece.data(), piece.size()}); };
    {
        PartOnDisk part(folder.path(), file);
        CHECK_FALSE(part.isThere());
        part.beginAnew(kTag);
        CHECK(take(part, std::string_view(bytes).substr(0, 400)));
    } // nothing was said at its end, as when Segue is killed
    PartOnDisk part(folder.path(), file);
    CHECK(part.bytes() == 400);
    REQUIRE(part.start().from == 400);
    CHECK(part.start().etag == kTag);
    part.goOn();
    CHECK_FALSE(take(part, bytes)); // 400 too many
    CHECK(part.bytes() == 400);
    CHECK(take(part, std::string_view(bytes).substr(400)));
    CHECK_FALSE(take(part, "x"));
    CHECK_FALSE(fs::exists(part.whole()));
    CHECK(part.finish());
    CHECK(test::readBytes(part.whole()) == bytes);
    CHECK_FALSE(fs::exists(folder / "net.npz.part"));
    CHECK_FALSE(fs::exists(folder / "net.npz.note"));
    CHECK(part.isThere());
    test::writeBytes(part.whole(), std::string(1000, 'x'));
    CHECK_FALSE(part.isThere());
    CHECK_FALSE(fs::exists(part.whole()));
}

TEST_CASE("a part without a strong mark of its server's begins anew, and a wrong one is removed") {
    const test::TemporaryFolder folder;
    const std::string bytes = test::junk(1000);
    const auto file = fileOf(bytes, folder / "scratch");
    PartOnDisk part(folder.path(), file);
    part.beginAnew("W/\"weak\"");
    REQUIRE(part.take({bytes.data(), 400}));
    CHECK(PartOnDisk(folder.path(), file).start().from == 0);
    part.beginAnew(kTag);
    CHECK(part.bytes() == 0);
    const std::string wrong(1000, 'x');
    REQUIRE(part.take({wrong.data(), wrong.size()}));
    CHECK_FALSE(part.finish());
    CHECK_FALSE(fs::exists(part.whole()));
    CHECK_FALSE(fs::exists(folder / "net.npz.part"));
    test::writeBytes(folder / "net.npz.part", "left");
    test::writeBytes(folder / "net.npz.note", test::junk(5000)); // no note of ours
    CHECK(PartOnDisk(folder.path(), file).start().from == 0);
}
