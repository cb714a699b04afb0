// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/kit/calm_controls.h"
#include "ui/kit/toggle_switch.h"
#include "ui/settings/outputs.h"
#include "ui/settings/sound_card.h"
#include "ui/words/level_text.h"

#include <QSignalSpy>

using namespace segue;
using namespace segue::ui;

namespace {

template <typename Control>
Control* soundControl(QWidget& card, const char* name) {
    for (auto* control : card.findChildren<Control*>())
        if (control->accessibleName() == QLatin1String(name))
            return control;
    return nullptr;
}

} // namespace

TEST_CASE("what is set of the sound is told at once, kept, and found again") {
    const QTemporaryDir folder;
    const QString file = folder.filePath("settings.ini");
    const SoundSettings wanted{.levelling = Levelling::smart,
                               .preampDb = -3.F,
                               .preventsClipping = false,
                               .limits = true,
                               .pausesForPreview = true,
                               .crossfade = std::chrono::seconds(5)};
    {
        Settings settings(file);
        CHECK(settings.sound() == SoundSettings{});
        SoundCard card(settings);
        QSignalSpy told(&settings, &Settings::soundChanged);
        auto* levelling = soundControl<ChoiceBox>(card, "Make songs equally loud");
        levelling->setCurrentIndex(levelling->findText("Smart"));
        emit levelling->activated(levelling->currentIndex());
        CHECK(told.size() == 1);
        soundControl<NumberBox>(card, "Pre-amplification")->setValue(-3);
        soundControl<ToggleSwitch>(card, "Prevent clipping")->click();
        soundControl<ToggleSwitch>(card, "Limiter")->click();
        soundControl<ToggleSwitch>(card, "Pause for previews")->click();
        soundControl<NumberBox>(card, "Crossfade")->setValue(5);
        CHECK(told.size() == 6);
        CHECK(settings.sound() == wanted);
    }
    Settings next(file);
    CHECK(next.sound() == wanted);
    SoundCard card(next);
    CHECK(soundControl<ChoiceBox>(card, "Make songs equally loud")->currentText() == "Smart");
    CHECK(soundControl<NumberBox>(card, "Crossfade")->text() == "5 s");
}

TEST_CASE("an output that was chosen is kept while it is not there, and the others come and go in the list") {
    const QTemporaryDir folder;
    const QString file = folder.filePath("settings.ini");
    {
        Settings settings(file);
        SoundCard card(settings);
        QSignalSpy chosen(&settings.outputs(), &Outputs::chosenChanged);
        auto* output = soundControl<ChoiceBox>(card, "Output");
        CHECK(output->count() == 1);
        settings.outputs().setThere({{.id = "usb", .name = "Headphones"}, {.id = "pci", .name = "Loudspeakers"}});
        CHECK(output->count() == 3);
        CHECK(output->currentText() == "Like the desktop");
        emit output->activated(1);
        REQUIRE(chosen.size() == 1);
        CHECK(chosen[0][0].toString() == "usb");
        CHECK(output->currentText() == "Headphones");
    }
    Settings settings(file);
    SoundCard card(settings);
    auto* output = soundControl<ChoiceBox>(card, "Output");
    CHECK(output->currentText() == "Not there: Headphones");
    emit output->activated(output->currentIndex()); // chosen again
    CHECK(output->currentText() == "Not there: Headphones");
    settings.outputs().setThere({{.id = "usb", .name = "Headphones"}});
    CHECK(output->currentText() == "Headphones");
    emit output->activated(0);
    CHECK(settings.outputs().chosen().id.isEmpty());
}

TEST_CASE("what an exclusive output means is said where one is chosen, and nowhere else") {
    const QTemporaryDir folder;
    Settings settings(folder.filePath("settings.ini"));
    SoundCard card(settings);
    settings.outputs().setThere({{.id = "usb", .name = "Headphones"}, {.id = "hw", .name = "Amplifier", .isExclusive = true}});
    auto* output = soundControl<ChoiceBox>(card, "Output");
    const auto words = [&] { return output->accessibleDescription(); };
    CHECK_FALSE(words().contains("every sample"));
    emit output->activated(2);
    CHECK(words().contains("every sample"));
    settings.outputs().setThere({});
    CHECK_FALSE(words().contains("every sample")); // nobody knows what it was
    emit output->activated(0);
    CHECK(words().contains("the music waits"));
}

TEST_CASE("foreign values of the sound read as what they stand for at most") {
    const QTemporaryDir folder;
    const QString file = folder.filePath("settings.ini");
    {
        QSettings foreign(file, QSettings::IniFormat);
        foreign.setValue("sound/levelling", "loud");
        foreign.setValue("sound/preampDb", 1e9);
        foreign.setValue("sound/crossfadeSeconds", -4);
    }
    const Settings settings(file);
    CHECK(settings.sound() == SoundSettings{.preampDb = SoundSettings::kMostPreampDb});
}

TEST_CASE("what levelling does to a song is said, and why") {
    CHECK(levelText({}).isEmpty());
    CHECK(levelText({.gainDb = -7.03F, .source = LevelSource::trackTag}) ==
          "This song plays 7.0 dB softer than its file, by the gain in its tags.");
    CHECK(levelText({.gainDb = 2.F, .source = LevelSource::measuredAlbum, .heldBackDb = 1.5F}) ==
          "This song plays 2.0 dB louder than its file, by its album's loudness as Segue measured it. It is kept 1.5 dB lower than "
          "that, so that it does not clip.");
    CHECK(levelText({.source = LevelSource::excerpts}).startsWith("This song plays as loud as its file"));
    CHECK(levelText({.gainDb = 3.F}).contains("nothing is known"));
}
