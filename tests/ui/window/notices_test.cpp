// SPDX-License-Identifier: GPL-3.0-or-later
// What the window says without being asked: where it stands, how long, and when it goes.
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/kit/notice_board.h"
#include "ui/playback/playback_bar.h"
#include "ui/songs/library_banner.h"
#include "ui/window/message_bar.h"

#include <QAbstractButton>
#include <QLabel>
#include <QPushButton>
#include <QTimer>

#include <algorithm>

using namespace segue;
using namespace segue::ui;
using namespace std::chrono_literals;
using Level = BoardNotice::Level;
using Place = MainPages::Place;

namespace {

struct NoticeFixture : test::WindowFixture {
    explicit NoticeFixture(QSize size = {1100, 700})
        : WindowFixture(size) {
        open(test::exampleSongs(60));
    }
    MessageBar& bar() { return *window.findChild<MessageBar*>(); }
    NoticeBoard& board() { return *window.findChild<NoticeBoard*>(); }
    void cannotPlay(const std::string& why) {
        playback::PlaybackStatus status;
        status.item.track = test::exampleSongs(60)[3];
        status.state = playback::PlayState::playing;
        status.problem = why;
        say(PlaybackChanged{status});
    }
};

} // namespace

TEST_CASE("all words of a notice are seen, and what can be done stands beside them, or below where that would squeeze them") {
    const bool isNarrow = GENERATE(false, true);
    NoticeFixture f(isNarrow ? QSize(420, 700) : QSize(1100, 700));
    const QString name = QStringLiteral("A pair of headphones with a name that is as long as some makers like it");
    for (const auto& sentence : {name + name, QStringLiteral("It is there.")}) {
        f.board().post({.level = Level::warning, .sentence = sentence, .action = QStringLiteral("Play elsewhere"), .act = [] {}});
        QApplication::processEvents();
        REQUIRE(f.bar().message() == sentence);
        const auto* words = f.bar().findChild<QLabel*>();
        const auto* act = f.bar().findChild<QPushButton*>();
        REQUIRE(words->text() == sentence);
        CHECK(words->height() >= words->heightForWidth(words->width()));
        CHECK((act->geometry().top() > words->geometry().bottom()) == isNarrow);
        CHECK(f.bar().height() <= std::max(words->heightForWidth(words->width()), act->height()) + act->height() + 40);
        CHECK(f.bar().geometry().bottom() < f.bar().parentWidget()->height());
    }
}

TEST_CASE("a notice moves nothing that lies under the pointer") {
    const auto size = GENERATE(QSize(1100, 700), QSize(420, 700));
    NoticeFixture f(size);
    const QPoint table = f.view().mapTo(&f.window, QPoint(0, 0));
    const int row = f.view().rowViewportPosition(3);
    const QSize room = f.view().size();
    const auto isSame = [&] {
        QApplication::processEvents();
        return f.view().mapTo(&f.window, QPoint(0, 0)) == table && f.view().rowViewportPosition(3) == row;
    };
    f.say(Notice{Notice::Level::warning, "“Old records” could not be read completely: 3 folders are not open to you."});
    REQUIRE(f.bar().isVisible());
    CHECK(isSame());
    CHECK(f.view().size() == room);
    f.cannotPlay("“broken” cannot be played: it holds no sound that can be decoded.");
    CHECK(isSame());
    CHECK(f.view().size() == room);
    auto libraries = test::exampleLibraries();
    libraries[0].offline = true;
    libraries[0].absence = Absence::gone;
    f.say(LibrariesChanged{libraries});
    REQUIRE(f.pane().banner().isVisible());
    CHECK(isSame());
    CHECK(f.bar().geometry().bottom() < f.window.pages().height());
    CHECK(f.bar().width() <= f.window.pages().width());
}

TEST_CASE("every notice can be closed and leaves by itself in time") {
    NoticeFixture f;
    f.cannotPlay("“broken” cannot be played: it holds no sound that can be decoded.");
    CHECK(f.bar().message().startsWith("“broken”"));
    f.bar().findChild<QAbstractButton*>()->click();
    CHECK_FALSE(f.bar().isVisible());
    for (const auto level : {Level::information, Level::warning, Level::error}) {
        f.board().post({.level = level, .sentence = "Something."});
        bool willLeave = false;
        for (const auto* timer : f.bar().findChildren<QTimer*>())
            willLeave = willLeave || (timer->isActive() && timer->isSingleShot());
        CHECK(MessageBar::lifeOf(level) <= 5min);
        CHECK(f.bar().isVisible());
        f.bar().findChild<QAbstractButton*>()->click();
    }
}

TEST_CASE("notices of one matter replace each other, and leave when their cause is gone") {
    NoticeFixture f;
    f.cannotPlay("“one” cannot be played.");
    f.cannotPlay("“two” cannot be played.");
    CHECK(f.bar().message() == "“two” cannot be played.");
    f.cannotPlay("");
    CHECK(f.bar().message().isEmpty());
    CHECK_FALSE(f.bar().isVisible());
}

TEST_CASE("a notice leaves with the place that it belongs to") {
    NoticeFixture f;
    auto libraries = test::exampleLibraries();
    libraries[0].offline = true;
    libraries[0].absence = Absence::gone;
    f.say(LibrariesChanged{libraries});
    f.click(3);
    QTest::keyClick(&f.view(), Qt::Key_Return);
    REQUIRE(f.bar().message().contains("cannot be played"));
    SECTION("another page") { f.window.pages().go(Place::settings); }
    SECTION("another library") { emit f.window.sidebar().libraryChosen(3); }
    SECTION("its cause is gone") {
        libraries[0].offline = false;
        f.say(LibrariesChanged{libraries});
    }
    CHECK_FALSE(f.bar().isVisible());
}

TEST_CASE("one library that is not there is told of once, and no longer when it is back") {
    NoticeFixture f;
    auto libraries = test::exampleLibraries();
    SECTION("the one that is shown, by its banner") {
        libraries[0].offline = true;
        libraries[0].absence = Absence::gone;
        f.say(LibrariesChanged{libraries});
        CHECK(f.pane().banner().isVisible());
        CHECK_FALSE(f.bar().isVisible());
        libraries[0].offline = false;
    }
    SECTION("another one, by a notice") {
        libraries[2].offline = true;
        libraries[2].absence = Absence::gone;
        f.say(LibrariesChanged{libraries});
        CHECK_FALSE(f.pane().banner().isVisible());
        CHECK(f.bar().message().contains("Demo music"));
        libraries[2].offline = false;
    }
    f.say(LibrariesChanged{libraries});
    CHECK_FALSE(f.bar().isVisible());
    CHECK_FALSE(f.pane().banner().isVisible());
}

TEST_CASE("what the engine tells of a library before the libraries are known is told of another one only, when they are") {
    test::WindowFixture f;
    const auto index = GENERATE(std::size_t{0}, std::size_t{2});
    auto libraries = test::exampleLibraries();
    auto& library = libraries[index];
    library.offline = true;
    library.absence = Absence::gone;
    f.say(Notice{Notice::Level::information, {MessageId::libraryOffline, {library.name, library.root.string()}}});
    f.say(LibrariesChanged{libraries});
    const auto& bar = *f.window.findChild<MessageBar*>();
    CHECK(f.pane().banner().isVisible() == (index == 0));
    CHECK(bar.isVisible() == (index == 2));
    library.offline = false;
    library.absence = Absence::none;
    f.say(LibrariesChanged{libraries});
    CHECK_FALSE(bar.isVisible());
}

TEST_CASE("what the engine tells of a library that is not there says nothing a second time, and goes when it is back") {
    NoticeFixture f;
    const auto absence = GENERATE(Absence::gone, Absence::emptied);
    const bool isShown = GENERATE(true, false);
    const bool isToldFirst = GENERATE(true, false);
    CAPTURE(static_cast<int>(absence), isShown, isToldFirst);
    auto libraries = test::exampleLibraries();
    auto& library = libraries[isShown ? 0 : 2];
    const Notice notice =
        absence == Absence::gone
            ? Notice{Notice::Level::information, {MessageId::libraryOffline, {library.name, library.root.string()}}}
            : Notice{Notice::Level::warning, {MessageId::libraryEmptied, {library.name, library.root.string(), "24"}}};
    if (isToldFirst)
        f.say(notice);
    library.offline = true;
    library.absence = absence;
    f.say(LibrariesChanged{libraries});
    if (!isToldFirst)
        f.say(notice);
    CHECK(f.pane().banner().isVisible() == isShown);
    CHECK(f.bar().isVisible() != isShown);
    SECTION("its own page says it, too") {
        Q_EMIT f.window.sidebar().libraryChosen(library.id);
        CHECK(f.pane().banner().isVisible());
        CHECK_FALSE(f.bar().isVisible());
    }
    SECTION("it is closed once") {
        f.bar().findChild<QAbstractButton*>()->click();
        CHECK_FALSE(f.bar().isVisible());
    }
    library.offline = false;
    library.absence = Absence::none;
    f.say(LibrariesChanged{libraries});
    CHECK_FALSE(f.bar().isVisible());
    CHECK_FALSE(f.pane().banner().isVisible());
}
