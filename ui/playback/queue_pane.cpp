// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playback/queue_pane.h"

#include "ui/kit/dropped_files.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/icons.h"
#include "ui/playback/queue_model.h"
#include "ui/playback/queue_view.h"
#include "ui/words/format.h"

#include <QAction>
#include <QDropEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QMimeData>
#include <QPushButton>
#include <QStackedLayout>
#include <QToolButton>

#include <array>

namespace segue::ui {

QueuePane::QueuePane(QueueModel& model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_view(new QueueView(m_model, this))
    , m_empty(new EmptyState(this))
    , m_count(new ElidedLabel(this))
    , m_undo(makeButton(QStringLiteral("undo"), tr("Undo"), QStringLiteral("Ctrl+Z")))
    , m_redo(makeButton(QStringLiteral("redo"), tr("Redo"), QStringLiteral("Ctrl+Shift+Z")))
    , m_history(makeButton(QStringLiteral("history"), tr("Show what played before"), {}))
    , m_save(makeButton(QStringLiteral("save"), tr("Save as playlist…"), {}))
    , m_clear(new QPushButton(tr("Clear"), this))
    , m_tools(new QWidget(this))
    , m_buttons(new QWidget(m_tools)) {
    m_count->setProperty("muted", true);
    m_history->setCheckable(true);
    m_clear->setAccessibleName(m_clear->text());
    m_clear->setToolTip(tr("Takes out everything but the song that plays; it can be undone"));
    m_empty->explain(QStringLiteral("queue"), tr("Nothing is in the queue"),
                     tr("Double-click a song, and the songs after it line up here. Right-click songs and choose “Play next” or "
                        "“Add to queue” to put others in."));
    setAcceptDrops(true); // also while nothing is listed
    layOut();
    const std::array<QWidget*, 6> asRead{m_history, m_save, m_undo, m_redo, m_clear, m_view};
    for (std::size_t i = 1; i < asRead.size(); ++i)
        setTabOrder(asRead[i - 1], asRead[i]);
    addKey(QKeySequence(Qt::CTRL | Qt::Key_Z), &QueuePane::undoWanted);
    addKey(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), &QueuePane::redoWanted);
    connect(m_view, &QueueView::jumpWanted, this, &QueuePane::jumpWanted);
    connect(m_view, &QueueView::removeWanted, this, &QueuePane::removeWanted);
    connect(m_view, &QueueView::moveWanted, this, &QueuePane::moveWanted);
    connect(m_view, &QueueView::songsDropped, this, &QueuePane::songsDropped);
    connect(m_view, &QueueView::menuWanted, this, &QueuePane::openMenu);
    connect(m_undo, &QToolButton::clicked, this, &QueuePane::undoWanted);
    connect(m_redo, &QToolButton::clicked, this, &QueuePane::redoWanted);
    connect(m_history, &QToolButton::clicked, &m_model, &QueueModel::setHistoryShown);
    connect(m_history, &QToolButton::clicked, m_view, &QueueView::showNow);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &QueuePane::showState);
    connect(m_save, &QToolButton::clicked, this, &QueuePane::saveWanted);
    connect(m_clear, &QPushButton::clicked, this, &QueuePane::clearWanted);
    for (auto* button : {m_undo, m_redo, m_history})
        button->setEnabled(false);
    showState();
}

QToolButton* QueuePane::makeButton(const QString& icon, const QString& name, const QString& key) {
    auto* button = new QToolButton(this);
    button->setIcon(lineIcon(icon));
    button->setIconSize({20, 20});
    button->setAccessibleName(name);
    button->setToolTip(key.isEmpty() ? name : QStringLiteral("%1 (%2)").arg(name, key));
    return button;
}

void QueuePane::addKey(const QKeySequence& key, void (QueuePane::*wanted)()) {
    auto* action = new QAction(this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    connect(action, &QAction::triggered, this, wanted);
}

void QueuePane::layOut() {
    m_toolRow = new QGridLayout(m_tools);
    m_toolRow->setContentsMargins(16, 0, 16, 4);
    m_toolRow->setHorizontalSpacing(4);
    m_toolRow->setVerticalSpacing(2);
    m_toolRow->setColumnStretch(0, 1);
    auto* tools = new QHBoxLayout(m_buttons);
    tools->setContentsMargins(0, 0, 0, 0);
    tools->setSpacing(4);
    tools->addWidget(m_history);
    tools->addWidget(m_save);
    tools->addWidget(m_undo);
    tools->addWidget(m_redo);
    tools->addSpacing(8);
    tools->addWidget(m_clear);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tools);
    m_body = new QStackedLayout;
    m_body->addWidget(m_view);
    m_body->addWidget(m_empty);
    column->addLayout(m_body, 1);
}

/// Where nothing is listed yet.
void QueuePane::dragEnterEvent(QDragEnterEvent* event) {
    if (!draggedSongs(*event->mimeData()).empty())
        event->acceptProposedAction();
}

void QueuePane::dropEvent(QDropEvent* event) {
    const auto songs = draggedSongs(*event->mimeData());
    if (songs.empty())
        return;
    event->acceptProposedAction();
    Q_EMIT songsDropped(songs, 0);
}

void QueuePane::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitTools();
}

/// The count is read whole.
void QueuePane::fitTools() {
    const auto margins = m_toolRow->contentsMargins();
    const int wanted = m_count->sizeHint().width() + m_toolRow->horizontalSpacing() + m_buttons->sizeHint().width();
    const bool isNarrow = wanted > width() - margins.left() - margins.right();
    m_toolRow->removeWidget(m_count);
    m_toolRow->removeWidget(m_buttons);
    m_toolRow->addWidget(m_count, 0, 0);
    if (isNarrow)
        m_toolRow->addWidget(m_buttons, 1, 0, Qt::AlignLeft);
    else
        m_toolRow->addWidget(m_buttons, 0, 1);
}

void QueuePane::showQueue(const QueueChanged& event) {
    m_undo->setEnabled(event.canUndo);
    m_redo->setEnabled(event.canRedo);
    m_history->setEnabled(!event.queue.history->empty());
    showState();
}

void QueuePane::showNow() { m_view->showNow(); }

/// What played before may be long: what plays is what one comes for.
void QueuePane::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_model.isHistoryShown())
        QMetaObject::invokeMethod(m_view, &QueueView::showNow, Qt::QueuedConnection); // when it has its size
}

void QueuePane::showState() {
    const std::size_t coming = m_model.coming();
    m_history->setChecked(m_model.isHistoryShown());
    m_body->setCurrentWidget(m_model.rowCount() > 0 ? static_cast<QWidget*>(m_view) : m_empty);
    m_count->setFullText(coming > 0                ? tr("%1 to come").arg(songsText(coming))
                         : m_model.queue().current ? tr("Nothing follows")
                                                   : QString());
    fitTools();
    m_clear->setEnabled(coming > 0);
    m_save->setEnabled(coming > 0 || m_model.queue().current);
    const bool isAny = m_model.rowCount() > 0 || m_undo->isEnabled() || m_redo->isEnabled() || m_history->isEnabled();
    m_tools->setVisible(isAny);
}

/// To the top of what was put in.
void QueuePane::playNext() {
    const auto& added = *m_model.queue().lists.added;
    Q_EMIT moveWanted(m_view->chosen(), {.part = QueueTarget::Part::added, .before = added.empty() ? 0 : added.front().id});
}

void QueuePane::openMenu(QPoint position) {
    const int row = m_view->currentIndex().row();
    const EntryId entry = m_model.entryOf(row);
    const auto part = m_model.partOf(row);
    if (!part)
        return;
    SongMenuCall call{.songs = {m_model.trackAt(row)}, .position = position, .play = [this, entry] { Q_EMIT jumpWanted(entry); }};
    const auto chosen = m_view->chosen();
    for (const int other : m_model.rowsOf({chosen.begin(), chosen.end()}))
        if (other != row && chosen.size() > 1)
            call.songs.push_back(m_model.trackAt(other));
    const bool isComing = *part != QueueModel::Part::now && *part != QueueModel::Part::played;
    if (isComing) {
        call.playNext = [this] { playNext(); };
        const QString count = songsText(chosen.size());
        call.own.push_back(ownAction(QStringLiteral("remove"),
                                     chosen.size() > 1 ? tr("Take %1 out (Delete)").arg(count) : tr("Take out (Delete)"),
                                     [this] { m_view->removeChosen(); }));
    }
    if (*part == QueueModel::Part::automatic)
        call.own.push_back(
            ownAction(QStringLiteral("add"), tr("Keep it: put it in"), [this] { Q_EMIT moveWanted(m_view->chosen(), {}); }));
    Q_EMIT songMenuWanted(call);
}

QAction* QueuePane::ownAction(const QString& icon, const QString& words, const std::function<void()>& act) {
    auto* action = new QAction(lineIcon(icon), words, this);
    connect(action, &QAction::triggered, this, act);
    return action;
}

} // namespace segue::ui
