// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/find_panel.h"

#include "ui/kit/accessible_rows.h"
#include "ui/kit/icons.h"
#include "ui/songs/all_music.h"
#include "ui/songs/find_model.h"
#include "ui/words/search_text.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

namespace segue::ui {

namespace {

constexpr int kWidest = 640;
constexpr int kFromTop = 56;
constexpr int kTypingMs = 30; ///< several letters in a burst are one search

} // namespace

FindPanel::FindPanel(AllMusic& allMusic, QWidget* window)
    : QFrame(window)
    , m_allMusic(allMusic)
    , m_search(allMusic.songs())
    , m_model(new FindModel(this))
    , m_box(new QFrame(this))
    , m_words(new QLineEdit(m_box))
    , m_list(new QListView(m_box))
    , m_hint(new QLabel(m_box)) {
    setObjectName(QStringLiteral("findPanel"));
    m_box->setObjectName(QStringLiteral("findBox"));
    m_words->setPlaceholderText(tr("Songs, albums, artists, playlists"));
    m_words->setAccessibleName(tr("Find songs, albums, artists and playlists"));
    m_words->setToolTip(searchHelp());
    m_words->setClearButtonEnabled(true);
    m_words->addAction(lineIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_list->setAccessibleName(tr("What was found"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new FindDelegate(m_list));
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setFocusPolicy(Qt::NoFocus); // the field keeps it
    makeWalkable(*m_list);
    m_hint->setProperty("muted", true);
    m_hint->setWordWrap(true);
    m_hint->setTextFormat(Qt::PlainText);
    lay();
    m_soon.setSingleShot(true);
    m_soon.setInterval(kTypingMs);
    connect(&m_soon, &QTimer::timeout, this, &FindPanel::find);
    connect(m_words, &QLineEdit::textChanged, this, [this] { m_soon.start(); });
    connect(m_list, &QListView::clicked, this,
            [this](const QModelIndex& index) { act(index, QApplication::keyboardModifiers().testFlag(Qt::ControlModifier)); });
    connect(&m_idle, &QTimer::timeout, this, &FindPanel::prepare);
    connect(&m_allMusic, &AllMusic::loaded, this, [this] {
        if (m_known != m_allMusic.lists())
            renew();
    });
    connect(&m_allMusic, &AllMusic::changed, this, [this] {
        if (m_idle.isActive()) // it ends also while songs change all the time
            m_isStale = true;
        else
            renew();
    });
    m_words->installEventFilter(this);
    window->installEventFilter(this);
    hide();
}

void FindPanel::lay() {
    auto* column = new QVBoxLayout(m_box);
    column->setContentsMargins(12, 12, 12, 10);
    column->setSpacing(8);
    column->addWidget(m_words);
    column->addWidget(m_list, 1);
    column->addWidget(m_hint);
}

void FindPanel::setPlaylists(const std::vector<Playlist>& playlists) {
    m_search.setPlaylists(playlists);
    if (isVisible())
        m_soon.start();
}

void FindPanel::open() {
    if (!isVisible())
        m_before = QApplication::focusWidget();
    m_allMusic.want();
    show();
    raise();
    m_words->setFocus();
    m_words->selectAll();
    find();
    if (m_allMusic.isLoaded())
        m_idle.start(0);
}

/// In the time that the event loop has left, so that no letter waits for it.
void FindPanel::prepare() {
    if (m_search.prepareSome())
        return;
    m_idle.stop();
    if (isVisible() && m_isPartial)
        find();
    if (m_isStale)
        renew();
}

void FindPanel::renew() {
    m_isStale = false;
    m_known = m_allMusic.lists();
    m_idle.stop();
    m_search.forget();
    if (!isVisible())
        return;
    m_soon.start();
    m_idle.start(0);
}

void FindPanel::leave() {
    hide();
    if (m_before)
        m_before->setFocus();
}

void FindPanel::find() {
    m_soon.stop();
    const QString words = m_words->text().trimmed();
    const auto found = m_allMusic.isLoaded() ? m_search.find(words) : EverythingFound();
    m_isPartial = !found.isWhole;
    m_model->setFound(found);
    m_list->setVisible(!found.empty());
    if (found.empty())
        m_hint->setText(words.isEmpty()          ? tr("Type a few letters. Fields work, too: artist:nina year:1960..1969")
                        : !m_allMusic.isLoaded() ? tr("Songs are on their way…")
                        : !found.isWhole         ? tr("Looking…")
                                                 : tr("Nothing matches “%1”.").arg(words));
    else
        m_hint->setText(tr("Return opens, Ctrl+Return plays, Esc closes"));
    if (const int first = m_model->first(); first >= 0)
        m_list->setCurrentIndex(m_model->index(first));
    fit();
}

/// As high as what it shows, while the window has room.
void FindPanel::fit() {
    setGeometry(parentWidget()->rect());
    const int width = std::min(kWidest, this->width() - 24);
    int rows = 0;
    for (int row = 0; row < m_model->rowCount(); ++row)
        rows += m_list->sizeHintForRow(row);
    m_hint->setMinimumHeight(m_hint->heightForWidth(width - 24));
    const int rest = 22 + 8 + m_words->sizeHint().height() + m_hint->minimumHeight() + (rows > 0 ? 8 : 0);
    const int height = std::min(rest + rows + 4, this->height() - 2 * 24);
    const int top = std::min(kFromTop, (this->height() - height) / 2);
    m_box->setGeometry((this->width() - width) / 2, top, width, height);
}

void FindPanel::step(int rows) {
    int row = m_list->currentIndex().row() + rows;
    while (row >= 0 && row < m_model->rowCount() && m_model->isHeading(row))
        row += rows > 0 ? 1 : -1;
    if (row < 0 || row >= m_model->rowCount())
        return;
    m_list->setCurrentIndex(m_model->index(row));
    m_list->scrollTo(m_model->index(row == m_model->first() ? 0 : row));
}

void FindPanel::act(const QModelIndex& index, bool plays) {
    if (!index.isValid() || m_model->isHeading(index.row()))
        return;
    const QString words = m_words->text().trimmed();
    const auto hit = m_model->hit(index.row());
    hide();
    if (!hit)
        Q_EMIT allWanted(words);
    else if (plays)
        Q_EMIT playWanted(*hit);
    else
        Q_EMIT opened(*hit);
}

bool FindPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        fit();
    const bool isShortcut = event->type() == QEvent::ShortcutOverride;
    if (watched != m_words || (event->type() != QEvent::KeyPress && !isShortcut))
        return QFrame::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool isReturn = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    const bool isStep = key->key() == Qt::Key_Up || key->key() == Qt::Key_Down;
    if (!isReturn && !isStep && key->key() != Qt::Key_Escape)
        return QFrame::eventFilter(watched, event);
    if (isShortcut) {
        event->accept(); // it is not the window's
        return true;
    }
    if (isReturn) {
        while (m_allMusic.isLoaded() && m_search.prepareSome()) { // what is found now is opened
        }
        find();
        act(m_list->currentIndex(), key->modifiers().testFlag(Qt::ControlModifier));
    } else if (isStep) {
        step(key->key() == Qt::Key_Up ? -1 : 1);
    } else {
        leave();
    }
    return true;
}

void FindPanel::mousePressEvent(QMouseEvent* event) {
    if (!m_box->geometry().contains(event->position().toPoint()))
        leave();
}

/// The window lies in a shade behind it.
void FindPanel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), QColor(0, 0, 0, 90));
}

} // namespace segue::ui
