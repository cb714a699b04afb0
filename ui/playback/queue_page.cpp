// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playback/queue_page.h"

#include "ui/playback/queue_pane.h"
#include "ui/playback/queue_view.h"
#include "ui/playback/radio_strip.h"

#include <QVBoxLayout>

namespace segue::ui {

QueuePage::QueuePage(QWidget* parent)
    : Page(tr("Queue"), new QWidget, parent)
    , m_radio(new RadioStrip(this))
    , m_pane(new QueuePane(m_model, this)) {
    auto* column = new QVBoxLayout(&content());
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_pane, 1);
    column->addWidget(m_radio);
    setFirst(&m_pane->view());
    join(*m_pane);
}

QueueView& QueuePage::view() { return m_pane->view(); }

void QueuePage::join(QueuePane& pane) {
    connect(this, &QueuePage::changed, &pane, &QueuePane::showQueue);
    connect(&pane, &QueuePane::jumpWanted, this, &QueuePage::jumpWanted);
    connect(&pane, &QueuePane::removeWanted, this, &QueuePage::removeWanted);
    connect(&pane, &QueuePane::moveWanted, this, &QueuePage::moveWanted);
    connect(&pane, &QueuePane::songsDropped, this, &QueuePage::songsDropped);
    connect(&pane, &QueuePane::clearWanted, this, &QueuePage::clearWanted);
    connect(&pane, &QueuePane::undoWanted, this, &QueuePage::undoWanted);
    connect(&pane, &QueuePane::redoWanted, this, &QueuePage::redoWanted);
    connect(&pane, &QueuePane::saveWanted, this, &QueuePage::saveWanted);
    connect(&pane, &QueuePane::songMenuWanted, this, &QueuePage::songMenuWanted);
}

void QueuePage::takeQueue(const QueueChanged& event) {
    m_model.setQueue(event.queue);
    Q_EMIT changed(event);
}

void QueuePage::takePlayback(const playback::PlaybackStatus& status) {
    m_model.setHeard(status.state == playback::PlayState::playing && !status.item.isPreview());
}

std::vector<QueueSong> QueuePage::songs() const {
    const QueueState& queue = m_model.queue();
    std::vector<QueueSong> songs;
    if (queue.current)
        songs.push_back(queue.songOf(*queue.current));
    for (const QueueEntry& entry : *queue.lists.added)
        songs.push_back(queue.songOf(entry));
    for (std::size_t i = 0; i < queue.startedLeft(); ++i)
        songs.push_back(queue.songOf(queue.startedAhead(i)));
    for (const QueueEntry& entry : *queue.lists.automatic)
        songs.push_back(queue.songOf(entry));
    return songs;
}

} // namespace segue::ui
