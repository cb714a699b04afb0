// SPDX-License-Identifier: GPL-3.0-or-later
//
// The promise: what a scan says at its end is what it did.
#include "tests/segue_cli/scripted_install.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr auto kSummaryHang = 120s;
constexpr std::size_t kSummarySongs = 8;

class SummaryFixture {
protected:
    /// @return what it printed
    [[nodiscard]] std::string scan() const {
        test::KillableRun run(m_install.program(), m_install.scan(m_database), m_install.folder() / "output");
        REQUIRE(run.waitFor(kSummaryHang));
        auto words = test::readBytes(m_install.folder() / "output");
        INFO(words);
        CHECK(run.exitCode() == 0);
        return words;
    }

    test::ScriptedInstall m_install{SCRIPTED_ANALYZER, kSummarySongs};
    fs::path m_database = m_install.folder() / "segue.db";
};

} // namespace

TEST_CASE_METHOD(SummaryFixture, "a scan counts and lists the songs that it analysed, not those that went, moved or came back") {
    using Catch::Contains;
    const auto music = m_install.music();
    fs::copy_file(music / "1.flac", music / "broken.flac");
    CHECK_THAT(scan(), Contains("analysed now: 8, failed: 1, ") && Contains("broken.flac: It is broken."));
    m_install.takeRequests();

    const auto aside = m_install.folder() / "aside";
    fs::create_directories(aside);
    for (const char* name : {"1.flac", "2.flac", "broken.flac"})
        fs::rename(music / name, aside / name);
    CHECK_THAT(scan(), Contains("analysed now: 0, failed: 0, ") && !Contains("broken"));

    for (const char* name : {"1.flac", "2.flac"})
        fs::rename(aside / name, music / name);
    fs::create_directories(music / "moved");
    fs::rename(music / "3.flac", music / "moved" / "3.flac");
    CHECK_THAT(scan(), Contains("analysed now: 0, failed: 0, ") && !Contains("broken"));
    CHECK(m_install.takeRequests().empty());

    fs::copy_file(music / "4.flac", music / "new.flac");
    fs::copy_file(music / "5.flac", music / "broken new.flac");
    CHECK_THAT(scan(), Contains("analysed now: 1, failed: 1, ") && Contains("broken new.flac: It is broken."));
}
