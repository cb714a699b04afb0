// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/audio/known_outputs.h"

#include <catch2/catch.hpp>

using namespace segue::app;

namespace {

/// A computer with a sound card (loudspeakers, a socket for headphones) and a headset over the air.
KnownOutputs computer(const char* port, std::set<std::string> gone) {
    return {.standard = "card",
            .outputs = {{.id = "card",
                         .name = "Built-in audio",
                         .port = port,
                         .portName = port == std::string("phones") ? "Headphones" : "Speakers",
                         .portsGone = std::move(gone)},
                        {.id = "headset", .name = "Headset", .port = {}, .portName = {}, .portsGone = {}}}};
}

} // namespace

TEST_CASE("headphones that are pulled out of a sound card are lost although the card is there") {
    const Place place = computer("phones", {}).placeOf("card");
    CHECK(place.name == "Headphones");
    CHECK_FALSE(computer("phones", {}).isLost(place));
    CHECK(computer("speaker", {"phones"}).isLost(place));
    CHECK_FALSE(computer("speaker", {"phones"}).isBack(place));
    CHECK(computer("phones", {}).isBack(place));
}

TEST_CASE("a listener who changes to the loudspeakers in the desktop's settings has lost nothing") {
    const Place place = computer("phones", {}).placeOf("card");
    CHECK_FALSE(computer("speaker", {}).isLost(place));
}

TEST_CASE("headphones that are plugged in do not take anything from the loudspeakers") {
    const Place place = computer("speaker", {"phones"}).placeOf("card");
    CHECK(place.name == "Speakers");
    CHECK_FALSE(computer("phones", {}).isLost(place));
}

TEST_CASE("an output without ports is lost when it is not there, and back when it is") {
    KnownOutputs known = computer("speaker", {});
    const Place place = known.placeOf("headset");
    CHECK(place.name == "Headset");
    CHECK_FALSE(known.isLost(place));
    known.outputs.pop_back();
    CHECK(known.isLost(place));
    CHECK_FALSE(known.isBack(place));
}

TEST_CASE("what people unplug, take off or switch off is removable, what is built in is not") {
    CHECK(isRemovableOutput("usb", "", "analog-stereo"));
    CHECK(isRemovableOutput("bluetooth", "headset", "a2dp_sink"));
    CHECK(isRemovableOutput("", "headphone", ""));
    CHECK(isRemovableOutput("pci", "", "hdmi-stereo-extra1"));
    CHECK_FALSE(isRemovableOutput("pci", "internal", "analog-stereo"));
    CHECK_FALSE(isRemovableOutput("", "", "")); // a virtual one
    KnownOutputs known = computer("speaker", {});
    known.outputs[1].isRemovable = true;
    CHECK(known.isRemovable("headset"));
    CHECK_FALSE(known.isRemovable("card"));
    CHECK_FALSE(known.isRemovable("not there"));
}

TEST_CASE("what is chosen is asked for where it is there, else the server decides") {
    const KnownOutputs known = computer("speaker", {});
    CHECK(known.askFor("headset") == "headset");
    CHECK(known.askFor("gone").empty());
    CHECK(known.askFor("").empty());
    CHECK(known.listed().size() == 2);
}
