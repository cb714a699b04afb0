// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_page.h"

#include "ui/kit/calm_controls.h"
#include "ui/kit/scope_switch.h"
#include "ui/kit/toggle_switch.h"
#include "ui/settings/desktop_card.h"
#include "ui/settings/learned_card.h"
#include "ui/settings/models_card.h"
#include "ui/settings/offers_card.h"
#include "ui/settings/scrobble_card.h"
#include "ui/settings/setting_row.h"
#include "ui/settings/sound_card.h"

#include <QLocale>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace segue::ui {

SettingsPage::SettingsPage(Settings& settings, int cores, QWidget* parent)
    : Page(tr("Settings"), parent)
    , m_settings(settings) {
    buildRecommendation();
    m_learned = new LearnedCard(this);
    addCard(tr("What Segue learned")).addWidget(m_learned);
    addCard(tr("Sound")).addWidget(new SoundCard(m_settings, this));
    buildLibraries();
    buildAnalysis(cores);
    m_models = new ModelsCard(m_settings, this);
    m_offers = new OffersCard(m_settings, this);
    auto& networks = addCard(tr("Network"));
    networks.addWidget(m_models);
    networks.addWidget(m_offers);
    m_scrobbling = new ScrobbleCard(m_settings, this);
    addCard(tr("Scrobbling")).addWidget(m_scrobbling);
    addCard(tr("Desktop")).addWidget(new DesktopCard(m_settings.desktop(), this));
    buildAppearance();
    column().addStretch(1);
    showValues();
    connect(&settings, &Settings::recommendationChanged, this, &SettingsPage::showValues);
    connect(&settings, &Settings::previewsChanged, this, &SettingsPage::showValues);
    connect(&settings, &Settings::appearanceChanged, this, &SettingsPage::showValues);
}

void SettingsPage::addRow(QVBoxLayout& card, const QString& name, const QString& explanation, QWidget* control) {
    control->setAccessibleName(name);
    control->setAccessibleDescription(explanation);
    card.addWidget(new SettingRow(name, explanation, control));
}

void SettingsPage::buildRecommendation() {
    auto& card = addCard(tr("Recommendation"));
    m_count = new NumberBox(this);
    m_count->setRange(Settings::kMinCount, Settings::kMaxCount);
    addRow(card, tr("Number of songs"), tr("How many similar songs are listed, 1 to 100."), m_count);
    m_scope = new ScopeSwitch(this);
    addRow(card, tr("Compare with"), tr("Songs that were heard as the same genre, or every song."), m_scope);
    m_previews = new ToggleSwitch({}, this);
    addRow(card, tr("Previews"), tr("Play the 30 seconds that are most typical of a recommended song."), m_previews);
    auto* hover = new ToggleSwitch({}, this);
    hover->setChecked(m_settings.hoverPreviews());
    addRow(card, tr("Previews under the pointer"),
           tr("Begin when the pointer rests on a song for a second, and end when it leaves."), hover);
    connect(hover, &ToggleSwitch::toggled, &m_settings, &Settings::setHoverPreviews);
    connect(m_count, &QSpinBox::valueChanged, &m_settings, &Settings::setCount);
    connect(m_scope, &ScopeSwitch::chosen, &m_settings, &Settings::setScope);
    connect(m_previews, &ToggleSwitch::toggled, &m_settings, &Settings::setPreviews);
}

void SettingsPage::buildLibraries() {
    auto& card = addCard(tr("Libraries"));
    m_watching = new ToggleSwitch({}, this);
    addRow(card, tr("Watch folders for changes"),
           tr("New songs appear by themselves. Folders on a network are looked through every 5 minutes. Point at a "
              "library in the sidebar to see how its folder is watched."),
           m_watching);
    connect(m_watching, &ToggleSwitch::toggled, &m_settings, &Settings::setWatching);
    m_guessCodePage = new ToggleSwitch({}, this);
    addRow(card, tr("Guess the alphabet of old tags"),
           tr("Some old tags do not say which alphabet they are written in; Segue guesses it from their letters. Turn it off if "
              "names came out wrong. The tags of all songs are read again; your files stay as they are."),
           m_guessCodePage);
    connect(m_guessCodePage, &ToggleSwitch::toggled, &m_settings, &Settings::setGuessCodePage);
    auto* covers = new ChoiceBox(this);
    for (const int megabytes : {0, 200, 500, 1000, 2000, 5000})
        covers->addItem(megabytes == 0 ? tr("No space") : tr("%1 MB").arg(QLocale().toString(megabytes)), megabytes);
    if (covers->findData(m_settings.coverMegabytes()) < 0)
        covers->addItem(tr("%1 MB").arg(QLocale().toString(m_settings.coverMegabytes())), m_settings.coverMegabytes());
    covers->setCurrentIndex(covers->findData(m_settings.coverMegabytes()));
    addRow(card, tr("Small covers on the disk"),
           tr("Made once for the grid of albums, 20 to 40 kB each; those that were not seen for longest make room. “No space” "
              "empties the "
              "shelf; they are made again each time then."),
           covers);
    connect(covers, &QComboBox::activated, this,
            [this, covers](int row) { m_settings.setCoverMegabytes(covers->itemData(row).toInt()); });
}

void SettingsPage::buildAnalysis(int cores) {
    auto& card = addCard(tr("Analysis"));
    m_workers = new ChoiceBox(this);
    m_workers->addItem(tr("Half the cores"), 0);
    for (int count = 1; count <= std::max(1, cores); ++count)
        m_workers->addItem(count == 1 ? tr("1 core") : tr("%1 cores").arg(count), count);
    addRow(card, tr("Processor use"), tr("How much of the computer may listen to your songs in the background."), m_workers);
    connect(m_workers, &QComboBox::activated, this, [this](int row) { m_settings.setWorkers(m_workers->itemData(row).toInt()); });
    m_outlines = new ToggleSwitch({}, this);
    addRow(card, tr("Read whole songs when idle"),
           tr("For the waveform in the seek bar and the exact loudness. A song that is played is read in any case."), m_outlines);
    connect(m_outlines, &ToggleSwitch::toggled, &m_settings, &Settings::setOutlines);
    m_pauseOnBattery = new ToggleSwitch({}, this);
    addRow(card, tr("Pause on battery"), tr("Songs are listened to when the computer is plugged in again."), m_pauseOnBattery);
    connect(m_pauseOnBattery, &ToggleSwitch::toggled, &m_settings, &Settings::setPauseOnBattery);
}

void SettingsPage::buildAppearance() {
    auto& card = addCard(tr("Appearance"));
    m_appearance = new ChoiceBox(this);
    m_appearance->addItem(tr("Like the desktop"), static_cast<int>(Appearance::followDesktop));
    m_appearance->addItem(tr("Light"), static_cast<int>(Appearance::light));
    m_appearance->addItem(tr("Dark"), static_cast<int>(Appearance::dark));
    addRow(card, tr("Colours"), tr("Light or dark, or whatever the desktop prefers."), m_appearance);
    connect(m_appearance, &QComboBox::activated, this,
            [this](int row) { m_settings.setAppearance(static_cast<Appearance>(m_appearance->itemData(row).toInt())); });
}

void SettingsPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    Q_EMIT shown();
}

void SettingsPage::showValues() {
    const QSignalBlocker noCount(m_count);
    const QSignalBlocker noPreviews(m_previews);
    const QSignalBlocker noOutlines(m_outlines);
    const QSignalBlocker noPause(m_pauseOnBattery);
    m_count->setValue(m_settings.count());
    m_scope->setScope(m_settings.scope());
    m_previews->setChecked(m_settings.previews());
    const QSignalBlocker noWatching(m_watching);
    m_watching->setChecked(m_settings.watching());
    const QSignalBlocker noGuess(m_guessCodePage);
    m_guessCodePage->setChecked(m_settings.guessCodePage());
    m_outlines->setChecked(m_settings.outlines());
    m_pauseOnBattery->setChecked(m_settings.pauseOnBattery());
    m_workers->setCurrentIndex(std::max(0, m_workers->findData(m_settings.workers())));
    m_appearance->setCurrentIndex(m_appearance->findData(static_cast<int>(m_settings.appearance())));
}

} // namespace segue::ui
