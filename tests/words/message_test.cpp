// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/message.h"

#include "engine/words/error.h"
#include "ui/words/english.h"

#include <catch2/catch.hpp>

using namespace segue;
using words::english;

TEST_CASE("a message comes back from its code as it was") {
    const auto message =
        Message(MessageId::libraryUnreadable, {"3", "Music", "/m/a b"}).with({MessageId::songIsEmpty, {"“x”.mp3"}});
    const auto back = Message::fromCode(message.code());
    CHECK(back == message);
    REQUIRE(back.parts().size() == 2);
    CHECK(back.id() == MessageId::libraryUnreadable);
    CHECK(back.parts()[0].values == std::vector<std::string>{"3", "Music", "/m/a b"});
    CHECK(back.parts()[1].values == std::vector<std::string>{"“x”.mp3"});
}

TEST_CASE("empty values keep their places") {
    const Message message(MessageId::libraryMoved, {"", "/music"});
    CHECK(message.parts().front().values == std::vector<std::string>{"", "/music"});
    CHECK(english(message) == "The songs of  are now in /music: the library moved there with everything known about them.");
}

TEST_CASE("a cause stands where the sentence has a place for it, and what follows stands behind") {
    const Message cause(MessageId::songNoSound, {"a.mp3"});
    CHECK(english(Message(MessageId::playNotPlayed, {"Title"}).with(cause)) == "“Title” cannot be played: “a.mp3” holds no sound.");
    CHECK(english(cause.with(MessageId::songQuarantined)) ==
          "“a.mp3” holds no sound. Segue no longer opens it by itself; try it again under Problems.");
    CHECK(english(Message().with(cause)) == english(cause));
    CHECK(english(cause.with(Message())) == english(cause));
}

TEST_CASE("what is no code is shown as it stands") {
    CHECK(english(Message::fromCode("“a.mp3” is not music: 100 %1.")) == "“a.mp3” is not music: 100 %1.");
    CHECK(Message::fromCode("").empty());
    CHECK(english(Message()).empty());
}

TEST_CASE("hostile values and codes make odd sentences, and nothing worse") {
    const Message message(MessageId::songIsEmpty, {"a\x1F\x1D\x1C%0%1.mp3"});
    CHECK(message.parts().size() == 1);
    CHECK(english(message) == "“a   %0%1.mp3” is empty.");
    for (const std::string code : {"\x1C", "\x1C\x1F", "\x1Cx",
                                   "\x1C"
                                   "99999999999",
                                   "\x1C"
                                   "65535\x1Fvalue",
                                   "\x1D\x1D",
                                   "\x1C"
                                   "200",
                                   "\x1C"
                                   "900\x1F"
                                   "a\x1D"})
        CHECK_NOTHROW(english(Message::fromCode(code)));
    CHECK(english(Message::fromCode("\x1C"
                                    "65535\x1Fvalue")) == "value");
}

TEST_CASE("every exception has something to tell") {
    CHECK(messageOf(Error(ErrorKind::io, {MessageId::fileNotThere, {"/m"}})).id() == MessageId::fileNotThere);
    CHECK(messageOf(std::bad_alloc()).id() == MessageId::outOfMemory);
    CHECK_THAT(english(messageOf(std::runtime_error("odd"))), Catch::Contains("odd"));
}
