// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/similar/hover_preview.h"

#include "ui/playback/play_items.h"
#include "ui/settings/settings.h"

#include <QAbstractItemView>
#include <QMouseEvent>

#include <utility>

namespace segue::ui {

HoverPreview::HoverPreview(QAbstractItemView& view, const Settings& settings, std::function<std::optional<Track>(int)> songAt)
    : QObject(&view)
    , m_view(view)
    , m_settings(settings)
    , m_songAt(std::move(songAt)) {
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRest);
    connect(&m_rest, &QTimer::timeout, this, &HoverPreview::begin);
    view.viewport()->setMouseTracking(true);
    view.viewport()->installEventFilter(this);
    view.installEventFilter(this); // keys
}

void HoverPreview::takePlayback(const playback::PlaybackStatus& status) {
    if (!status.item.isPreview())
        m_playing = status.item.track.path;
}

bool HoverPreview::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::MouseMove:
        if (watched == m_view.viewport())
            moveTo(m_view.indexAt(static_cast<QMouseEvent*>(event)->position().toPoint()).row());
        break;
    case QEvent::Leave:
    case QEvent::Hide:
        if (watched == m_view.viewport())
            moveTo(-1);
        break;
    case QEvent::MouseButtonPress:
    case QEvent::KeyPress:
    case QEvent::Wheel:
        m_rest.stop();
        m_isHeard = false; // whatever is heard from now on was wanted otherwise
        break;
    default:
        break;
    }
    return false;
}

void HoverPreview::moveTo(int row) {
    if (row == m_row)
        return;
    m_row = row;
    m_rest.stop();
    if (std::exchange(m_isHeard, false))
        Q_EMIT endWanted();
    if (row >= 0 && m_settings.hoverPreviews())
        m_rest.start();
}

void HoverPreview::begin() {
    const auto song = m_songAt(m_row);
    if (!song || song->path == m_playing || !m_view.isActiveWindow())
        return;
    m_isHeard = true;
    Q_EMIT previewWanted(playItem(*song, true));
}

} // namespace segue::ui
