// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playback/queue_page.h"

#include "ui/kit/elided_label.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/icons.h"
#include "ui/playback/queue_view.h"
#include "ui/playback/radio_strip.h"
#include "ui/words/format.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QStackedLayout>
#include <QToolButton>

#include <array>

namespace segue::ui {

QueuePage::QueuePage(QWidget* parent)
    : Page(tr("Queue"), new QWidget, parent)
    , m_radio(new RadioStrip(this))
    , m_view(new QueueView(m_model, this))
    , m_empty(new EmptyState(this))
    , m_count(new ElidedLabel(this))
    , m_undo(makeButton(QStringLiteral("undo"), tr("Undo"), QStringLiteral("Ctrl+Z")))
    , m_redo(makeButton(QStringLiteral("redo"), tr("Redo"), QStringLiteral("Ctrl+Shift+Z")))
    , m_history(makeButton(QStringLiteral("history"), tr("Show what played before"), {}))
    , m_save(makeButton(QStringLiteral("save"), tr("Save as playlist…"), {}))
    , m_clear(new QPushButton(tr("Clear"), this))
    , m_tools(new QWidget(this)) {
    m_count->setProperty("muted", true);
    m_history->setCheckable(true);
    m_clear->setAccessibleName(m_clear->text());
    m_clear->setToolTip(tr("Takes out everything but the song that plays; it can be undone"));
    m_empty->explain(QStringLiteral("queue"), tr("Nothing is in the queue"),
                     tr("Double-click a song, and the songs after it line up here. Right-click songs and choose “Play next” or "
                        "“Add to queue” to put others in."));
    layOut();
    setFirst(m_view);
    const std::array<QWidget*, 6> asRead{m_history, m_save, m_undo, m_redo, m_clear, m_view};
    for (std::size_t i = 1; i < asRead.size(); ++i)
        setTabOrder(asRead[i - 1], asRead[i]);
    addKey(QKeySequence(Qt::CTRL | Qt::Key_Z), &QueuePage::undoWanted);
    addKey(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), &QueuePage::redoWanted);
    connect(m_view, &QueueView::jumpWanted, this, &QueuePage::jumpWanted);
    connect(m_view, &QueueView::removeWanted, this, &QueuePage::removeWanted);
    connect(m_view, &QueueView::moveWanted, this, &QueuePage::moveWanted);
    connect(m_view, &QueueView::menuWanted, this, &QueuePage::openMenu);
    connect(m_undo, &QToolButton::clicked, this, &QueuePage::undoWanted);
    connect(m_redo, &QToolButton::clicked, this, &QueuePage::redoWanted);
    connect(m_history, &QToolButton::toggled, &m_model, &QueueModel::setHistoryShown);
    connect(m_history, &QToolButton::toggled, this, &QueuePage::showState);
    connect(m_save, &QToolButton::clicked, this, &QueuePage::saveWanted);
    connect(m_clear, &QPushButton::clicked, this, &QueuePage::clearWanted);
    takeQueue({});
}

QToolButton* QueuePage::makeButton(const QString& icon, const QString& name, const QString& key) {
    auto* button = new QToolButton(this);
    button->setIcon(lineIcon(icon));
    button->setIconSize({20, 20});
    button->setAccessibleName(name);
    button->setToolTip(key.isEmpty() ? name : QStringLiteral("%1 (%2)").arg(name, key));
    return button;
}

void QueuePage::addKey(const QKeySequence& key, void (QueuePage::*wanted)()) {
    auto* action = new QAction(this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    connect(action, &QAction::triggered, this, wanted);
}

void QueuePage::layOut() {
    auto* tools = new QHBoxLayout(m_tools);
    tools->setContentsMargins(16, 0, 16, 4);
    tools->setSpacing(4);
    tools->addWidget(m_count, 1);
    tools->addWidget(m_history);
    tools->addWidget(m_save);
    tools->addWidget(m_undo);
    tools->addWidget(m_redo);
    tools->addSpacing(8);
    tools->addWidget(m_clear);
    auto* column = new QVBoxLayout(&content());
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tools);
    m_body = new QStackedLayout;
    m_body->addWidget(m_view);
    m_body->addWidget(m_empty);
    column->addLayout(m_body, 1);
    column->addWidget(m_radio);
}

void QueuePage::takeQueue(const QueueChanged& event) {
    m_model.setQueue(event.queue);
    m_undo->setEnabled(event.canUndo);
    m_redo->setEnabled(event.canRedo);
    m_history->setEnabled(!event.queue.history->empty());
    showState();
}

void QueuePage::takePlayback(const playback::PlaybackStatus& status) {
    m_model.setHeard(status.state == playback::PlayState::playing && !status.item.isPreview());
}

void QueuePage::showState() {
    const std::size_t coming = m_model.coming();
    m_body->setCurrentWidget(m_model.rowCount() > 0 ? static_cast<QWidget*>(m_view) : m_empty);
    m_count->setFullText(coming > 0                ? tr("%1 to come").arg(songsText(coming))
                         : m_model.queue().current ? tr("Nothing follows")
                                                   : QString());
    m_clear->setEnabled(coming > 0);
    m_save->setEnabled(coming > 0 || m_model.queue().current);
    const bool isAny = m_model.rowCount() > 0 || m_undo->isEnabled() || m_redo->isEnabled() || m_history->isEnabled();
    m_tools->setVisible(isAny);
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

/// To the top of what was put in.
void QueuePage::playNext() {
    const auto& added = *m_model.queue().lists.added;
    Q_EMIT moveWanted(m_view->chosen(), {.part = QueueTarget::Part::added, .before = added.empty() ? 0 : added.front().id});
}

void QueuePage::openMenu(QPoint position) {
    const int row = m_view->currentIndex().row();
    const EntryId entry = m_model.entryOf(row);
    const auto part = m_model.partOf(row);
    if (!part)
        return;
    const std::size_t count = m_view->chosen().size();
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("queueMenu"));
    menu->setAccessibleName(tr("What to do with the songs"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (*part != QueueModel::Part::now)
        menu->addAction(lineIcon(QStringLiteral("play")), tr("Play"), this, [this, entry] { Q_EMIT jumpWanted(entry); });
    if (*part != QueueModel::Part::now && *part != QueueModel::Part::played) {
        menu->addAction(lineIcon(QStringLiteral("queue")), count > 1 ? tr("Play %1 next").arg(songsText(count)) : tr("Play next"),
                        this, &QueuePage::playNext);
        if (*part == QueueModel::Part::automatic)
            menu->addAction(lineIcon(QStringLiteral("add")), tr("Keep it: put it in"), this,
                            [this] { Q_EMIT moveWanted(m_view->chosen(), {}); });
        menu->addSeparator();
        menu->addAction(lineIcon(QStringLiteral("remove")),
                        count > 1 ? tr("Take %1 out (Delete)").arg(songsText(count)) : tr("Take out (Delete)"), m_view,
                        &QueueView::removeChosen);
    }
    if (menu->isEmpty())
        return delete menu;
    menu->popup(position);
}

} // namespace segue::ui
