// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/health/doubts_view.h"

#include "ui/kit/accessible_rows.h"
#include "ui/kit/calm_controls.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/icons.h"
#include "ui/kit/list_focus.h"
#include "ui/words/format.h"
#include "ui/words/health_text.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace segue::ui {

DoubtsView::DoubtsView(QWidget* parent)
    : QWidget(parent)
    , m_list(new QListView(this))
    , m_empty(new EmptyState(this))
    , m_count(new QLabel(this))
    , m_which(new ChoiceBox(this))
    , m_tools(new QWidget(this))
    , m_export(new QPushButton(tr("Export…"), this)) {
    m_count->setProperty("muted", true);
    m_count->setWordWrap(true);
    buildList();
    buildTools();
    layOut();
    showState();
}

void DoubtsView::buildList() {
    m_list->setAccessibleName(tr("Songs whose tag and sound disagree"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(&m_delegate);
    m_list->setUniformItemSizes(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_list, &QListView::customContextMenuRequested, this, &DoubtsView::openMenu);
    connect(m_list, &QListView::activated, this, [this](const QModelIndex& index) { play(index.row()); });
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &DoubtsView::showState);
    auto* undo = new QAction(this);
    undo->setShortcut(QKeySequence::Undo);
    undo->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(undo);
    connect(undo, &QAction::triggered, this, &DoubtsView::undoWanted);
    keepCurrentRow(*m_list);
    makeWalkable(*m_list);
}

QPushButton* DoubtsView::addAnswer(const QString& name, const QString& tip, GenreAnswer answer) {
    auto* button = new QPushButton(name, m_tools);
    button->setToolTip(tip);
    button->setAccessibleName(name);
    button->setAccessibleDescription(tip);
    connect(button, &QPushButton::clicked, this, [this, answer] { this->answer(answer); });
    m_answers.push_back(button);
    return button;
}

void DoubtsView::buildTools() {
    addAnswer(tr("Accept"), tr("List the chosen songs with the genre they sound like; the files stay as they are"),
              GenreAnswer::accepted);
    addAnswer(tr("Leave"), tr("The tags of the chosen songs are right"), GenreAnswer::left);
    addAnswer(tr("Other meaning"), tr("These tags mean something else here: do not list songs like the chosen ones again"),
              GenreAnswer::means);
    addAnswer(tr("Take back"), tr("Forget what was said of the chosen songs"), GenreAnswer::none);
    m_export->setToolTip(tr("Save all of them as a table (CSV)"));
    m_export->setAccessibleName(tr("Export"));
    connect(m_export, &QPushButton::clicked, this, &DoubtsView::exportWanted);
    m_which->addItem(tr("To answer"), false);
    m_which->addItem(tr("Answered"), true);
    m_which->setAccessibleName(tr("Which songs are listed"));
    connect(m_which, &ChoiceBox::activated, this, [this](int row) {
        m_model.showAnswered(m_which->itemData(row).toBool());
        showState();
    });
}

void DoubtsView::layOut() {
    auto* answers = new QHBoxLayout;
    answers->setSpacing(8);
    for (auto* button : m_answers)
        answers->addWidget(button);
    answers->addStretch(1);
    auto* list = new QHBoxLayout;
    list->setSpacing(8);
    list->addWidget(m_which);
    list->addStretch(1);
    list->addWidget(m_export);
    auto* tools = new QVBoxLayout(m_tools);
    tools->setContentsMargins(16, 0, 16, 8);
    tools->setSpacing(8);
    tools->addLayout(list);
    tools->addLayout(answers);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_count->setContentsMargins(16, 0, 16, 8);
    column->addWidget(m_count);
    column->addWidget(m_tools);
    m_body = new QStackedLayout;
    m_body->addWidget(m_list);
    m_body->addWidget(m_empty);
    column->addLayout(m_body, 1);
}

void DoubtsView::showState() {
    const int rows = m_model.rowCount();
    const bool answered = m_model.showsAnswered();
    const auto [title, sentence] = answered ? std::pair(tr("Nothing was answered."),
                                                        tr("What you say of a song's genre is listed here and can be taken back."))
                                            : noDoubtsText(m_loaded);
    m_empty->explain(QStringLiteral("health"), title, sentence);
    m_body->setCurrentWidget(rows > 0 ? static_cast<QWidget*>(m_list) : m_empty);
    m_tools->setVisible(rows > 0 || answered || m_model.answeredCount() > 0);
    m_export->setVisible(rows > 0);
    m_which->setItemText(0, tr("To answer (%1)").arg(countText(m_loaded.open)));
    m_which->setItemText(1, tr("Answered (%1)").arg(countText(m_model.answeredCount())));
    const bool isAnyChosen = !m_list->selectionModel()->selectedRows().isEmpty();
    for (std::size_t i = 0; i < m_answers.size(); ++i) {
        m_answers[i]->setVisible((i == m_answers.size() - 1) == answered && rows > 0);
        m_answers[i]->setEnabled(isAnyChosen);
    }
    if (!m_isHearing)
        m_count->setText(m_loaded.open > 0 ? doubtsText(m_loaded) : QString());
    m_count->setVisible(!m_count->text().isEmpty());
}

void DoubtsView::takeDoubts(const GenreDoubtsLoaded& event) {
    const int scrolled = m_list->verticalScrollBar()->value();
    const int current = m_list->currentIndex().row();
    m_loaded.open = event.open;
    m_loaded.compared = event.compared;
    m_loaded.tagged = event.tagged;
    m_loaded.genres = event.genres;
    m_model.setDoubts(event.doubts);
    m_list->doItemsLayout();
    if (const int rows = m_model.rowCount(); rows > 0 && current >= 0) // the next one has moved up
        chooseRow(*m_list, m_model.index(std::min(current, rows - 1)));
    m_list->verticalScrollBar()->setValue(scrolled);
    showState();
}

void DoubtsView::takeProgress(const GenresHeard& event) {
    m_isHearing = event.isRunning;
    if (event.isRunning) {
        m_count->setText(tr("Songs are being compared: %1 of %2").arg(countText(event.done), countText(event.total)));
        m_count->show();
        return;
    }
    showState();
    if (isVisible())
        Q_EMIT doubtsWanted();
}

std::vector<int> DoubtsView::chosenRows() const {
    std::vector<int> rows;
    for (const QModelIndex& index : m_list->selectionModel()->selectedRows())
        rows.push_back(index.row());
    std::ranges::sort(rows);
    return rows;
}

void DoubtsView::answer(GenreAnswer answer) {
    std::vector<TrackId> tracks;
    for (const int row : chosenRows())
        tracks.push_back(m_model.doubt(row).track.id);
    if (!tracks.empty())
        Q_EMIT answerWanted(tracks, answer);
}

void DoubtsView::play(int row) {
    std::vector<QueueSong> songs;
    for (int i = 0; i < m_model.rowCount(); ++i)
        songs.push_back(queueSong(m_model.doubt(i).track));
    Q_EMIT playWanted(songs, static_cast<std::size_t>(row));
}

void DoubtsView::openMenu(QPoint position) {
    const QModelIndex index = m_list->indexAt(position);
    if (!index.isValid())
        return;
    const GenreDoubt doubt = m_model.doubt(index.row());
    SongMenuCall call{.songs = {doubt.track},
                      .position = m_list->viewport()->mapToGlobal(position),
                      .play = [this, row = index.row()] { play(row); }};
    const auto add = [&](const QString& words, std::function<void()> act) {
        call.own.push_back(new QAction(words, this));
        connect(call.own.back(), &QAction::triggered, this, std::move(act));
    };
    add(tr("Preview"), [this, doubt] { Q_EMIT previewWanted(doubt.track); });
    if (m_model.showsAnswered()) {
        add(tr("Take back"), [this] { answer(GenreAnswer::none); });
    } else {
        add(tr("Accept “%1”").arg(text(doubt.heard)), [this] { answer(GenreAnswer::accepted); });
        add(tr("Leave as tagged"), [this] { answer(GenreAnswer::left); });
        add(tr("The tag means something else here"), [this] { answer(GenreAnswer::means); });
    }
    Q_EMIT songMenuWanted(call);
}

} // namespace segue::ui
