// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "ui/kit/theme.h"
#include "ui/playback/play_items.h"
#include "ui/words/format.h"
#include "ui/words/library_text.h"
#include "ui/words/server_text.h"

#include <QTextDocument>

#include <cmath>
#include <utility>

using namespace segue;
using namespace segue::ui;
using namespace std::chrono_literals;

namespace {

double luminance(const QColor& colour) {
    const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double x = luminance(a) + 0.05;
    const double y = luminance(b) + 0.05;
    return std::max(x, y) / std::min(x, y);
}

} // namespace

TEST_CASE("lengths and places are written as a clock shows them: lengths to the nearest second, places rounded down") {
    CHECK(clockText(0ms) == "0:00");
    CHECK(clockText(29'999ms) == "0:30");
    CHECK(clockText(399'976ms) == clockText(400'024ms)); // a header's figure and a decoder's
    CHECK(placeText(29'999ms) == "0:29");
    CHECK(placeText(30s) == "0:30");
    CHECK(placeText(-5s) == "0:00");
    CHECK(clockText(187s) == "3:07");
    CHECK(clockText(3h + 2min + 9s) == "3:02:09");
    CHECK(clockText(-5s) == "0:00");
}

TEST_CASE("a server's address is judged while it is typed: https, or http on this computer") {
    for (const char* good :
         {"", " ", "api.listenbrainz.org", "https://a.example/x/", "http://localhost:8080", "http://127.0.0.1:1", "http://[::1]:1"})
        CHECK(serverProblem(QString::fromLatin1(good)).isEmpty());
    for (const char* bad :
         {"https://", "ftp://a.example", "https://a b", "https://a.example?x", "https://me@a.example", "http:///x"})
        CHECK(serverProblem(QString::fromLatin1(bad)).startsWith(QLatin1String("This is no server's address")));
    for (const char* open : {"http://a.example", "http://127.a.example", "http://10.0.0.1:80"})
        CHECK(serverProblem(QString::fromLatin1(open)).startsWith(QLatin1String("With http")));
}

TEST_CASE("what is said of scrobbling names the keyring while it is asked, and where the token went") {
    using State = ScrobblingChanged::State;
    using Token = ScrobblingChanged::Token;
    CHECK(scrobblingText({.state = State::keyring}).startsWith(QLatin1String("Asking the desktop's keyring.")));
    CHECK(scrobblingText({.state = State::on, .token = Token::inKeyring, .user = "me"}) ==
          QLatin1String("On, for me. The token is in the desktop's keyring."));
    CHECK(scrobblingText({.state = State::on, .token = Token::unstored}).endsWith(QLatin1String("Segue forgets it when it ends.")));
    CHECK(scrobblingText({.state = State::off}).startsWith(QLatin1String("Off.")));
}

TEST_CASE("a path that is not UTF-8 keeps its bytes in its address") {
    const std::filesystem::path path = "/music/caf\xe9 #1.mp3";
    CHECK(fileUrl(path).toEncoded() == "file:///music/caf%E9%20%231.mp3");
    CHECK(pathText(path).startsWith("/music/caf"));
}

TEST_CASE("what was heard says waiting, or why it failed") {
    Track track;
    CHECK(heardText(track) == "waiting");
    track.state = AnalysisState::failed;
    track.problem = "The file is empty.";
    CHECK(heardText(track) == "failed");
    CHECK(heardSentence(track) == "The file is empty.");
    track.state = AnalysisState::done;
    track.heardGenre = "Rock";
    track.heardProbability = 0.814F;
    CHECK(heardText(track) == "Rock");
    CHECK(heardSentence(track).contains("81 %"));
    track.heardGenre.clear(); // by a network that names none
    CHECK(heardText(track).isEmpty());
    CHECK(heardSentence(track).contains("do not agree"));
    track.heardAs = "Cumbia";
    track.heardAsConfidence = 0.66F;
    CHECK(heardText(track) == "Cumbia");
    CHECK(heardSentence(track) == "Sounds like your songs tagged Cumbia (66 % sure).");
}

TEST_CASE("a preview is 30 s from the preview start") {
    Track track;
    track.duration = 200s;
    track.previewStart = 90s;
    const auto item = playItem(track, true);
    CHECK(item.start == 90s);
    CHECK(item.length == 30s);
    CHECK(heardLength(track, true) == 30s);
    CHECK(heardLength(track, false) == 200s);
}

TEST_CASE("a preview near the end starts in music all the same, unless hardly any is left") {
    Track track;
    track.duration = 100s;
    track.previewStart = 80s; // what lies before may be silence
    CHECK(playItem(track, true).start == 80s);
    CHECK(playItem(track, true).length == 20s);
    track.previewStart = 95s;
    CHECK(playItem(track, true).start == 70s);
    CHECK(playItem(track, true).length == 30s);
}

TEST_CASE("a song of 30 s or less is its own preview") {
    Track track;
    track.duration = 12s;
    track.previewStart = 5s;
    const auto item = playItem(track, true);
    CHECK(item.start == 0s);
    CHECK(item.length == 12s);
    CHECK(heardLength(track, true) == 12s);
}

TEST_CASE("the time left is told no more exactly than it is known") {
    CHECK(timeLeftText(20s) == "less than a minute left");
    CHECK(timeLeftText(70s) == "about a minute left");
    CHECK(timeLeftText(130s) == "about 2 minutes left");
    CHECK(timeLeftText(13min) == "about 15 minutes left");
    CHECK(timeLeftText(50min) == "about 50 minutes left");
    CHECK(timeLeftText(58min) == "about an hour left");
    CHECK(timeLeftText(92min) == QStringLiteral("about 1½ hours left"));
    CHECK(timeLeftText(3h) == "about 3 hours left");
    CHECK(timeLeftText(14h + 20min) == "about 14 hours left");
    CHECK(timeLeftText(60h) == QStringLiteral("about 3 days left"));
}

TEST_CASE("what failed today is told by the hour, else by the day, and nothing where it is not known") {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    CHECK(dateText({}).isEmpty());
    CHECK(dateText(now).contains(QLatin1Char(':')));
    CHECK(dateText(std::chrono::sys_seconds{std::chrono::seconds{1'700'000'000}}).contains(QStringLiteral("Nov 2023")));
}

TEST_CASE("text is readable in light and dark: contrast of at least 4.5 to 1") {
    for (const bool dark : {false, true}) {
        const Colours& c = colours(dark);
        const QColor grounds[] = {c.window, c.sidebar, c.surface, c.raised, c.hover, c.selected};
        for (const QColor& ground : grounds) {
            CAPTURE(dark, ground.name().toStdString());
            CHECK(contrast(c.text, ground) >= 4.5);
            CHECK(contrast(c.muted, ground) >= 4.5);
            CHECK(contrast(c.accentText, ground) >= 4.5);
            CHECK(contrast(c.danger, ground) >= 4.5);
        }
        CHECK(contrast(c.onAccent, c.accent) >= 4.5);
        CHECK(contrast(c.onAccent, c.accentHover) >= 4.5);
        CHECK(contrast(c.muted, c.track) >= 4.5);
        CHECK(contrast(c.text, c.segment) >= 4.5);
        CHECK(contrast(c.outline, c.surface) >= 3.0);
    }
}

TEST_CASE("every colour word of the style sheet is filled in") {
    CHECK_FALSE(styleSheet(colours(true)).isEmpty());
    CHECK_FALSE(styleSheet(colours(true)).contains('@'));
}

TEST_CASE("two characters stand for a library's name where there is no room for it") {
    CHECK(initialsOf("Local Music #1") == "L1");
    CHECK(initialsOf("Local Music #2") == "L2");
    CHECK(initialsOf("Old records") == "Or");
    CHECK(initialsOf("ärger") == "Ä");
    CHECK(initialsOf("音楽 2") == "音2");
    CHECK(initialsOf("𝄞 x") == "X");
    CHECK(initialsOf("***") == "*");
    CHECK(initialsOf("").isEmpty());
}

TEST_CASE("a title that looks like markup is shown as it stands, also in a tool tip") {
    CHECK(tipText("Rhythm & Blues") == "Rhythm & Blues");
    CHECK(tipText("<b>Bold</b> title").contains("&lt;b&gt;Bold"));
    CHECK(Qt::mightBeRichText(tipText("<i>x</i>")));
}
