// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spotify/player_bar.h"

#include "ui/kit/calm_controls.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/icons.h"
#include "ui/kit/jump_slider.h"
#include "ui/kit/link_label.h"
#include "ui/words/format.h"
#include "ui/words/spotify_text.h"

#include <QAbstractItemView>
#include <QBuffer>
#include <QHBoxLayout>
#include <QImageReader>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace segue::ui {

namespace {

constexpr int kRoomForPlayer = 760; ///< px: what plays, its buttons and the device side by side
constexpr int kPlayerEdge = 16;
constexpr int kCover = 44;
constexpr int kVolumeWidth = 84;

QToolButton* playerButton(const QString& icon, const QString& name, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setIcon(lineIcon(icon));
    button->setIconSize({20, 20});
    button->setFixedSize(36, 36);
    button->setToolTip(name);
    button->setAccessibleName(name);
    return button;
}

QLabel* clockLabel(QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setProperty("muted", true);
    label->setMinimumWidth(label->fontMetrics().horizontalAdvance(QStringLiteral("00:00")));
    return label;
}

/// Whole and unaltered but for its size. What is no image, or an absurd one, is none.
QPixmap playerCover(const std::string& bytes) {
    constexpr int kMostPixels = 2000;
    QByteArray data = QByteArray::fromStdString(bytes);
    QBuffer buffer(&data);
    QImageReader reader(&buffer);
    const QSize size = reader.size();
    if (bytes.empty() || !size.isValid() || size.width() > kMostPixels || size.height() > kMostPixels)
        return {};
    reader.setScaledSize(size.scaled(kCover, kCover, Qt::KeepAspectRatio));
    return QPixmap::fromImage(reader.read());
}

void giveOrder(PlayerBar& bar, SpotifyOrder order) { Q_EMIT bar.orderWanted(order); }

} // namespace

PlayerBar::PlayerBar(QWidget* parent)
    : QWidget(parent)
    , m_words(new QLabel(this))
    , m_actRow(new QWidget(this))
    , m_settings(playerButton(QStringLiteral("settings"), tr("Control of Spotify’s player"), this)) {
    setObjectName(QStringLiteral("spotifyPlayer"));
    buildControls();
    layOut();
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, [this] {
        tellPlace();
        if (m_player.state == SpotifyPlayerState::blocked)
            tell();
    });
    tell();
}

void PlayerBar::buildControls() {
    auto* heard = new QWidget(this);
    m_heard = {heard, new QLabel(heard), new ElidedLabel(heard), new ElidedLabel(heard), new LinkLabel(heard)};
    m_heard.cover->setFixedSize(kCover, kCover);
    m_heard.cover->setAccessibleName(tr("Cover"));
    m_heard.under->setProperty("muted", true);
    m_heard.link->setFullText(tr("OPEN SPOTIFY"));
    m_heard.link->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(m_heard.link, &LinkLabel::activated, this,
            [this] { Q_EMIT openWanted(spotifyAddress(m_player.heard.uri), spotifyLink(m_player.heard.uri)); });
    auto* all = new QWidget(this);
    m_buttons = {all, playerButton(QStringLiteral("previous"), tr("Previous on Spotify"), all),
                 playerButton(QStringLiteral("play"), tr("Play on Spotify"), all),
                 playerButton(QStringLiteral("next"), tr("Next on Spotify"), all)};
    using Kind = SpotifyOrder::Kind;
    connect(m_buttons.previous, &QToolButton::clicked, this, [this] { giveOrder(*this, {.kind = Kind::previous}); });
    connect(m_buttons.next, &QToolButton::clicked, this, [this] { giveOrder(*this, {.kind = Kind::next}); });
    connect(m_buttons.play, &QToolButton::clicked, this,
            [this] { giveOrder(*this, {.kind = m_player.state == SpotifyPlayerState::playing ? Kind::pause : Kind::resume}); });
    m_place = {clockLabel(all), new JumpSlider(all), clockLabel(all)};
    m_place.gone->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_place.seek->setAccessibleName(tr("Place in what Spotify plays"));
    m_place.seek->setTracking(false);
    connect(m_place.seek, &JumpSlider::chosen, this,
            [this](int seconds) { giveOrder(*this, {.kind = Kind::seek, .position = std::chrono::seconds(seconds)}); });
    m_device = {new ChoiceBox(this), new JumpSlider(this)};
    m_device.choice->setAccessibleName(tr("Spotify device"));
    m_device.choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_device.choice->setMinimumContentsLength(12);
    connect(m_device.choice, &ChoiceBox::activated, this, [this](int row) {
        const QString id = m_device.choice->itemData(row).toString();
        if (id.isEmpty())
            giveOrder(*this, {.kind = Kind::listDevices});
        else if (id.toStdString() != m_player.device.id || !isPlayerInUse(m_player))
            giveOrder(*this, {.kind = Kind::choose, .device = id.toStdString()});
    });
    m_device.volume->setAccessibleName(tr("Volume of the Spotify device"));
    m_device.volume->setToolTip(m_device.volume->accessibleName());
    m_device.volume->setRange(0, 100);
    m_device.volume->setTracking(false);
    m_device.volume->setFixedWidth(kVolumeWidth);
    connect(m_device.volume, &JumpSlider::chosen, this,
            [this](int percent) { giveOrder(*this, {.kind = Kind::volume, .volume = percent}); });
    connect(m_settings, &QToolButton::clicked, this, &PlayerBar::settingsWanted);
}

void PlayerBar::layOut() {
    m_words->setProperty("muted", true);
    m_words->setTextFormat(Qt::PlainText); // names come from elsewhere
    m_words->setWordWrap(true);
    m_words->setMinimumWidth(80);
    auto* names = new QVBoxLayout;
    names->setSpacing(1);
    for (auto* label :
         {static_cast<QWidget*>(m_heard.title), static_cast<QWidget*>(m_heard.under), static_cast<QWidget*>(m_heard.link)})
        names->addWidget(label);
    auto* heard = new QHBoxLayout(m_heard.all);
    heard->setContentsMargins(0, 0, 0, 0);
    heard->setSpacing(10);
    heard->addWidget(m_heard.cover, 0, Qt::AlignVCenter);
    heard->addLayout(names, 1);
    auto* buttons = new QHBoxLayout(m_buttons.all);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(4);
    for (auto* widget : {static_cast<QWidget*>(m_buttons.previous), static_cast<QWidget*>(m_buttons.play),
                         static_cast<QWidget*>(m_buttons.next), static_cast<QWidget*>(m_place.gone)})
        buttons->addWidget(widget);
    buttons->addWidget(m_place.seek, 1);
    buttons->addWidget(m_place.length);
    auto* device = new QHBoxLayout;
    device->setSpacing(6);
    device->addWidget(m_device.choice, 1);
    device->addWidget(m_device.volume);
    device->addStretch(0);
    device->addWidget(m_settings);
    m_line = new QBoxLayout(QBoxLayout::LeftToRight);
    m_line->setSpacing(12);
    m_line->addWidget(m_heard.all, 3);
    m_line->addWidget(m_actRow, 3);
    m_line->addWidget(m_buttons.all, 4);
    m_line->addLayout(device, 2);
    auto* acts = new QHBoxLayout(m_actRow);
    acts->setContentsMargins(0, 0, 0, 0);
    acts->setSpacing(8);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kPlayerEdge, 2, kPlayerEdge, 10);
    column->setSpacing(6);
    column->addWidget(m_words);
    column->addLayout(m_line);
}

void PlayerBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

void PlayerBar::fit() {
    const bool isNarrow = width() < kRoomForPlayer;
    const bool isMuch = isPlayerInUse(m_player) || m_device.choice->isVisibleTo(this);
    m_line->setDirection(isNarrow && isMuch ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_words->setMinimumHeight(0);                // which the height for a width is never less than
    const int words = width() - 2 * kPlayerEdge; // rows within rows forget that words need height for their width
    if (words > 0 && !m_words->text().isEmpty())
        m_words->setFixedHeight(m_words->heightForWidth(words));
}

QString PlayerBar::words() const { return m_words->text(); }

void PlayerBar::showPlayer(const SpotifyPlayer& player) {
    m_player = player;
    m_since.start();
    tell();
}

std::chrono::milliseconds PlayerBar::position() const {
    auto place = m_player.position;
    if (m_player.state == SpotifyPlayerState::playing && m_since.isValid())
        place += std::chrono::milliseconds(m_since.elapsed());
    return m_player.heard.duration.count() > 0 ? std::min(place, m_player.heard.duration) : place;
}

void PlayerBar::tell() {
    using namespace std::chrono;
    setVisible(isAllowed());
    setAccessibleName(tr("Spotify’s player: %1").arg(playerSpoken(m_player)));
    tellHeard();
    tellPlace();
    tellDevices();
    m_words->setText(playerText(m_player, floor<seconds>(system_clock::now())));
    m_words->setVisible(!m_words->text().isEmpty());
    tellActs();
    const bool moves = m_player.state == SpotifyPlayerState::playing || m_player.state == SpotifyPlayerState::blocked;
    if (moves && !m_second.isActive())
        m_second.start();
    else if (!moves)
        m_second.stop();
    fit();
}

void PlayerBar::tellHeard() {
    const bool isInUse = isPlayerInUse(m_player);
    const bool isPlaying = m_player.state == SpotifyPlayerState::playing;
    const bool mayOrder = isInUse && !m_player.isAsking && !m_player.device.isRestricted;
    m_heard.all->setVisible(isInUse);
    m_heard.title->setFullText(heardTitle(m_player.heard));
    m_heard.under->setFullText(heardUnder(m_player.heard));
    const QString link = isInUse ? spotifyLink(m_player.heard.uri) : QString();
    m_heard.link->setVisible(!link.isEmpty());
    m_heard.link->setPurpose(link.isEmpty() ? QString() : tr("Open what plays on Spotify: %1").arg(link));
    const QPixmap cover = isInUse ? playerCover(m_player.heard.image) : QPixmap();
    m_heard.cover->setPixmap(cover.isNull() ? drawing(QStringLiteral("cover"), {kCover, kCover}, devicePixelRatioF()) : cover);
    m_buttons.all->setVisible(isInUse);
    m_buttons.previous->setEnabled(mayOrder && m_player.mayGoBack);
    m_buttons.next->setEnabled(mayOrder && m_player.maySkip);
    m_buttons.play->setEnabled(mayOrder && (!isPlaying || m_player.mayPause));
    m_buttons.play->setIcon(lineIcon(isPlaying ? QStringLiteral("pause") : QStringLiteral("play")));
    m_buttons.play->setToolTip(isPlaying ? tr("Pause on Spotify") : tr("Play on Spotify"));
    m_buttons.play->setAccessibleName(m_buttons.play->toolTip());
    m_place.seek->setEnabled(mayOrder && m_player.maySeek && m_player.heard.duration.count() > 0);
}

void PlayerBar::tellPlace() {
    using namespace std::chrono;
    const auto place = position();
    const bool isKnown = m_player.heard.duration.count() > 0;
    m_place.gone->setText(clockText(place));
    m_place.length->setText(isKnown ? clockText(m_player.heard.duration) : QString());
    m_place.seek->setRange(0, std::max(1, static_cast<int>(floor<seconds>(m_player.heard.duration).count())));
    m_place.seek->showValue(isKnown ? static_cast<int>(floor<seconds>(place).count()) : 0);
}

/// While the list is open it stays as it is.
void PlayerBar::tellDevices() {
    const bool isInUse = isPlayerInUse(m_player);
    const bool isShown =
        isInUse || (m_player.areDevicesKnown && !m_player.devices.empty() &&
                    (m_player.state == SpotifyPlayerState::pickDevice || m_player.state == SpotifyPlayerState::nothing));
    m_device.choice->setVisible(isShown);
    m_device.choice->setEnabled(!m_player.isAsking);
    m_device.volume->setVisible(isInUse && m_player.device.hasVolume);
    m_device.volume->setEnabled(!m_player.isAsking && !m_player.device.isRestricted);
    if (m_player.device.volume >= 0)
        m_device.volume->showValue(m_player.device.volume);
    if (m_device.choice->view()->isVisible())
        return;
    const QSignalBlocker quiet(m_device.choice);
    m_device.choice->clear();
    auto devices = m_player.devices;
    const bool isListed = std::ranges::any_of(devices, [this](const auto& one) { return one.id == m_player.device.id; });
    if (isInUse && !isListed)
        devices.insert(devices.begin(), m_player.device);
    if (!isInUse)
        m_device.choice->addItem(tr("Choose a device…"), QString());
    auto* rows = qobject_cast<QStandardItemModel*>(m_device.choice->model());
    for (const SpotifyDevice& device : devices) {
        m_device.choice->addItem(deviceName(device), QString::fromStdString(device.id));
        const int row = m_device.choice->count() - 1;
        const QString reason = deviceReason(device);
        if (rows != nullptr && !reason.isEmpty())
            rows->item(row)->setEnabled(false);
        m_device.choice->setItemData(row, reason, Qt::ToolTipRole);
        if (isInUse && device.id == m_player.device.id)
            m_device.choice->setCurrentIndex(row);
    }
    if (isInUse)
        m_device.choice->addItem(m_player.areDevicesKnown ? tr("Look for devices again") : tr("Look for other devices…"),
                                 QString());
    m_device.choice->setToolTip(isInUse ? tr("Plays on %1").arg(deviceName(m_player.device)) : tr("Where Spotify can play"));
}

void PlayerBar::tellActs() {
    using namespace std::chrono;
    auto acts = playerActs(m_player, floor<seconds>(system_clock::now()));
    m_actRow->setVisible(!acts.empty());
    m_actRow->setEnabled(!m_player.isAsking);
    if (acts == m_acts) // a button that has the focus keeps it
        return;
    m_acts = std::move(acts);
    auto* row = m_actRow->layout();
    while (auto* item = row->takeAt(0)) {
        if (auto* button = item->widget()) { // it may be the one that was just pressed
            button->hide();
            button->deleteLater();
        }
        delete item;
    }
    for (const PlayerAct act : m_acts) {
        auto* button = new QPushButton(playerActName(act), m_actRow);
        button->setAccessibleName(button->text());
        connect(button, &QPushButton::clicked, this, [this, act] { Q_EMIT actWanted(act); });
        row->addWidget(button);
        button->show();
    }
    static_cast<QBoxLayout*>(row)->addStretch(1);
}

} // namespace segue::ui
