// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/device_pictures.h"

#include "tests/ui/example_songs.h"
#include "ui/settings/outputs.h"
#include "ui/settings/scrobble_card.h"
#include "ui/settings/settings_page.h"
#include "ui/settings/sound_card.h"
#include "ui/window/main_pages.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QScrollArea>
#include <QScrollBar>

namespace segue::test {

void shootDevices(ui::MainWindow& window, ui::EngineBridge& bridge, ui::Settings& settings, const std::vector<Track>& songs,
                  const Shoot& shoot) {
    const auto say = [&bridge](Event event) {
        bridge.listener()(std::move(event));
        QApplication::processEvents();
    };
    say(LibrariesChanged{exampleLibraries()});
    say(TracksLoaded{bridge.lastRequest(), 1, songs});
    auto& outputs = settings.outputs();
    outputs.setThere({{.id = "pci", .name = QStringLiteral("Built-in Audio Analog Stereo")},
                      {.id = "usb", .name = QStringLiteral("Sennheiser MOMENTUM True Wireless 3 (LDAC, high quality)")},
                      {.id = "hw", .name = QStringLiteral("ALSA: USB DAC, USB Audio (exclusive)"), .isExclusive = true}});
    window.pages().go(ui::MainPages::Place::settings);
    QApplication::processEvents();
    auto& page = window.pages().settings();
    auto* scroll = page.findChild<QScrollArea*>();
    auto* card = page.findChild<ui::SoundCard*>();
    const auto shootCard = [&](QWidget* shown, const char* name, QWidget* over = nullptr) {
        scroll->verticalScrollBar()->setValue(shown->mapTo(scroll->widget(), QPoint()).y() - 60);
        shoot(name, over);
    };
    shootCard(card, "devices");
    auto* list = card->findChild<QComboBox*>();
    Q_EMIT list->activated(3);
    shootCard(card, "devices-exclusive");
    Q_EMIT list->activated(2);
    outputs.setThere(outputs.there().first(1));
    shootCard(card, "devices-away");
    list->showPopup();
    shootCard(card, "devices-list", list->view()->window());
    list->hidePopup();
    say(ScrobblingChanged{.state = ScrobblingChanged::State::on,
                          .token = ScrobblingChanged::Token::inKeyring,
                          .user = "listener",
                          .waiting = 3,
                          .problem = {}});
    shootCard(page.findChild<ui::ScrobbleCard*>(), "scrobbling");
    window.pages().go(ui::MainPages::Place::library);
    playback::PlaybackStatus status;
    status.state = playback::PlayState::paused;
    status.item.track = songs[21];
    status.length = status.item.track.duration;
    status.position = status.length / 3;
    for (const auto& [id, name] :
         {std::pair{MessageId::playDeviceGone, "device-gone"}, {MessageId::playDeviceBack, "device-back"}}) {
        status.problem = {id, {"Sennheiser MOMENTUM True Wireless 3"}};
        say(PlaybackChanged{status});
        shoot(name, nullptr);
    }
    status.problem = {};
    say(PlaybackChanged{status});
}

} // namespace segue::test
