// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/path_page.h"

#include "ui/kit/accessible_rows.h"
#include "ui/kit/calm_controls.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/icons.h"
#include "ui/kit/list_focus.h"
#include "ui/words/format.h"
#include "ui/words/message_text.h"
#include "ui/words/queue_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QStackedLayout>
#include <QToolButton>

#include <algorithm>
#include <iterator>

namespace segue::ui {

namespace {

constexpr int kPathSongs = 12;

} // namespace

PathPage::PathPage(QWidget* parent)
    : Page(tr("Path"), new QWidget, parent)
    , m_line(new ElidedLabel(this))
    , m_count(new NumberBox(this))
    , m_play(new QPushButton(tr("Play"), this))
    , m_add(makeButton(QStringLiteral("add"), tr("Add to queue")))
    , m_save(makeButton(QStringLiteral("save"), tr("Save as playlist…")))
    , m_onMap(makeButton(QStringLiteral("map"), tr("Show on the map")))
    , m_remark(new QLabel(this))
    , m_list(new QListView(this))
    , m_empty(new EmptyState(this)) {
    m_line->setProperty("muted", true);
    m_remark->setProperty("muted", true);
    m_remark->setWordWrap(true);
    m_remark->hide();
    m_count->setRange(2, 200);
    m_count->setValue(kPathSongs);
    m_count->setSuffix(tr(" songs"));
    m_count->setAccessibleName(tr("Songs of the path, both ends included"));
    m_list->setAccessibleName(tr("Path"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(&m_delegate);
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setMouseTracking(true);
    m_list->setFrameShape(QFrame::NoFrame);
    keepCurrentRow(*m_list);
    makeWalkable(*m_list);
    m_play->setAccessibleName(m_play->text());
    layOut();
    setFirst(m_list);
    connect(m_count, &NumberBox::valueChanged, this, &PathPage::ask);
    connect(m_play, &QPushButton::clicked, this, [this] { play(0); });
    connect(m_list, &QListView::activated, this, [this](const QModelIndex& index) { play(index.row()); });
    connect(m_add, &QToolButton::clicked, this, [this] { Q_EMIT addWanted(queued(), addedText(queued().size(), m_from.title)); });
    connect(m_save, &QToolButton::clicked, this, [this] { Q_EMIT savePlaylistWanted(pathName(), m_model.songs()); });
    connect(m_onMap, &QToolButton::clicked, this, &PathPage::mapWanted);
    takePath({});
}

QToolButton* PathPage::makeButton(const QString& icon, const QString& name) {
    auto* button = new QToolButton(this);
    button->setIcon(lineIcon(icon));
    button->setIconSize({20, 20});
    button->setToolTip(name);
    button->setAccessibleName(name);
    return button;
}

void PathPage::layOut() {
    auto* tools = new QHBoxLayout;
    tools->setSpacing(8);
    for (QWidget* tool : {static_cast<QWidget*>(m_count), static_cast<QWidget*>(m_play), static_cast<QWidget*>(m_add),
                          static_cast<QWidget*>(m_save), static_cast<QWidget*>(m_onMap)})
        tools->addWidget(tool);
    tools->addStretch(1);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(16, 0, 16, 8);
    head->setSpacing(8);
    head->addWidget(m_line);
    head->addLayout(tools);
    head->addWidget(m_remark);
    m_body = new QStackedLayout;
    m_body->addWidget(m_list);
    m_body->addWidget(m_empty);
    auto* column = new QVBoxLayout(&content());
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addLayout(m_body, 1);
}

void PathPage::showPath(const Track& from, const Track& to) {
    m_from = from;
    m_to = to;
    m_line->setFullText(tr("From “%1” to “%2”").arg(text(from.title), text(to.title)));
    ask();
}

void PathPage::ask() {
    if (m_from.id != 0 && m_to.id != 0)
        Q_EMIT pathWanted({.from = m_from.id, .to = m_to.id, .songs = m_count->value()});
}

void PathPage::takePath(const PathReady& event) {
    m_model.setPath(event);
    const bool isThere = !event.songs.empty();
    const QString why = sentence(event.problem);
    m_play->setEnabled(isThere);
    for (auto* button : {m_add, m_save, m_onMap})
        button->setEnabled(isThere);
    m_remark->setText(why);
    m_remark->setVisible(isThere && !why.isEmpty());
    m_body->setCurrentWidget(isThere ? static_cast<QWidget*>(m_list) : m_empty);
    if (!isThere)
        m_empty->explain(why.isEmpty() ? QStringLiteral("path") : QStringLiteral("warning"),
                         why.isEmpty() ? tr("No path yet") : tr("There is no path"),
                         why.isEmpty() ? tr("Choose “Path to…” in the menu of a song, and then the song where it is to end.")
                                       : why);
}

std::vector<QueueSong> PathPage::queued() const {
    std::vector<QueueSong> songs;
    std::ranges::transform(m_model.songs(), std::back_inserter(songs), queueSong);
    return songs;
}

QString PathPage::pathName() const { return tr("From %1 to %2").arg(text(m_from.title), text(m_to.title)); }

QString PathPage::remark() const { return m_body->currentWidget() == m_empty ? m_empty->sentence() : m_remark->text(); }

void PathPage::play(int row) {
    if (!m_model.songs().empty())
        Q_EMIT playWanted(queued(), static_cast<std::size_t>(row),
                          {.kind = QueueContext::Kind::playlist, .name = pathName().toStdString(), .id = 0});
}

} // namespace segue::ui
