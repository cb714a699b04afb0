// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/similar/recommendation_panel.h"

#include "ui/kit/dropped_files.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/icons.h"
#include "ui/kit/scope_switch.h"
#include "ui/kit/theme.h"
#include "ui/kit/toggle_switch.h"
#include "ui/playback/play_items.h"
#include "ui/settings/kept_rules.h"
#include "ui/similar/filter_bar.h"
#include "ui/similar/recommendation_view.h"
#include "ui/similar/seed_chips.h"
#include "ui/similar/why_card.h"
#include "ui/words/format.h"
#include "ui/words/list_text.h"
#include "ui/words/message_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedLayout>
#include <QToolButton>

#include <algorithm>
#include <iterator>

namespace segue::ui {

using namespace std::chrono_literals;

namespace {

constexpr int kMoreSongs = 10;

} // namespace

RecommendationPanel::RecommendationPanel(Settings& settings, QWidget* parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_view(new RecommendationView(m_model, this))
    , m_back(new QToolButton(this))
    , m_seedLine(new ElidedLabel(this))
    , m_heardLine(new ElidedLabel(this))
    , m_scope(new ScopeSwitch(this))
    , m_previews(new ToggleSwitch(tr("Previews"), this))
    , m_filters(new FilterBar(this))
    , m_chips(new SeedChips(this))
    , m_left(new ElidedLabel(this))
    , m_remark(new QLabel(this))
    , m_more(new QPushButton(tr("Show more"), this))
    , m_empty(new EmptyState(this))
    , m_body(new QStackedLayout)
    , m_zones(new SeedDropZones(this)) {
    setObjectName(QStringLiteral("recommendationPanel"));
    setAttribute(Qt::WA_StyledBackground);
    setAcceptDrops(true);
    buildControls();
    m_later.setSingleShot(true);
    m_later.setInterval(3s);
    connect(&m_later, &QTimer::timeout, this, &RecommendationPanel::refresh);
    connect(&m_settings, &Settings::recommendationChanged, this, [this] {
        m_count = 0;
        m_scope->setScope(m_settings.scope());
        refresh();
    });
    connect(&m_settings, &Settings::previewsChanged, this, [this](bool on) {
        m_previews->setChecked(on);
        m_model.setPreviews(on);
    });
    connect(m_filters, &FilterBar::rulesChosen, this, [this](const ListRules& rules) {
        keepRules(m_settings, m_seeds.first ? m_seeds.first->library : 0, rules);
        refresh();
    });
    connect(m_chips, &SeedChips::removeWanted, this, &RecommendationPanel::removeSeed);
    connect(m_chips, &SeedChips::removeAllWanted, this, &RecommendationPanel::removeAllSeeds);
    connect(m_more, &QPushButton::clicked, this, &RecommendationPanel::showMore);
    connect(m_view, &RecommendationView::whyWanted, this, &RecommendationPanel::tellWhy);
    connect(m_scope, &ScopeSwitch::chosen, &m_settings, &Settings::setScope);
    connect(m_previews, &ToggleSwitch::toggled, &m_settings, &Settings::setPreviews);
    connect(m_empty, &EmptyState::buttonClicked, this, [this] { m_settings.setScope(Scope::wholeLibrary); });
    connect(m_back, &QToolButton::clicked, this, &RecommendationPanel::backWanted);
    connect(m_view, &RecommendationView::playWanted, this, &RecommendationPanel::playFrom);
    connect(m_view, &RecommendationView::toggleWanted, this, &RecommendationPanel::toggleWanted);
    connect(m_view, &RecommendationView::menuWanted, this,
            [this](int row, QPoint position) { Q_EMIT menuWanted(m_model.track(row), row, position); });
    m_scope->setScope(m_settings.scope());
    m_previews->setChecked(m_settings.previews());
    m_model.setPreviews(m_settings.previews());
    showEmpty(nullptr);
}

void RecommendationPanel::buildControls() {
    m_back->setIcon(lineIcon(QStringLiteral("back")));
    m_back->setToolTip(tr("Back to the songs (Escape)"));
    m_back->setAccessibleName(tr("Back to the songs"));
    m_back->hide();
    m_seedLine->setFont(scaledFont(font(), 1.0, QFont::Medium));
    m_heardLine->setProperty("muted", true);
    m_previews->setToolTip(tr("Play the 30 seconds that are most typical of each song"));
    m_previews->setAccessibleDescription(m_previews->toolTip());
    m_remark->setProperty("muted", true);
    m_remark->setWordWrap(true);
    m_remark->setTextFormat(Qt::PlainText);
    m_remark->setContentsMargins(16, 0, 16, 8);
    m_remark->hide();

    m_left->setProperty("muted", true);
    m_left->setFont(scaledFont(font(), 0.92));
    m_left->hide();
    m_more->setAccessibleName(m_more->text());
    m_more->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(buildHead());
    column->addWidget(m_remark);
    column->addLayout(m_body, 1);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(16, 4, 16, 8);
    foot->addWidget(m_more, 0, Qt::AlignHCenter);
    column->addLayout(foot);
    m_body->addWidget(m_view);
    m_body->addWidget(m_empty);
}

QLayout* RecommendationPanel::buildHead() {
    auto* heading = new QLabel(tr("Recommendation"), this);
    heading->setFont(scaledFont(font(), 1.5, QFont::Bold));
    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_back);
    top->addWidget(heading, 1);
    auto* controls = new QHBoxLayout;
    controls->addWidget(m_scope);
    controls->addStretch(1);
    controls->addWidget(m_previews);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(16, 16, 16, 8);
    head->setSpacing(4);
    head->addLayout(top);
    head->addWidget(m_seedLine);
    head->addWidget(m_heardLine);
    head->addSpacing(8);
    head->addLayout(controls);
    head->addSpacing(4);
    head->addWidget(m_chips);
    head->addWidget(m_filters);
    head->addWidget(m_left);
    return head;
}

bool RecommendationPanel::isSeed(const Track& track) const {
    const auto& first = m_seeds.first;
    const bool isWhole = m_seeds.of == SeedsOf::songs && !m_seeds.section;
    return first && isWhole && first->id == track.id && first->path == track.path;
}

void RecommendationPanel::setSeed(const Track& track) {
    SeedSet seeds;
    seeds.first = track;
    setSeeds(std::move(seeds));
}

void RecommendationPanel::setSeeds(SeedSet seeds) {
    m_seeds = std::move(seeds);
    m_count = 0;
    m_filters->setRules(keptRules(m_settings, m_seeds.first->library));
    m_view->scrollToTop();
    m_view->clearSelection();
    if (m_seeds.first->id == 0 || m_seeds.section) { // it is heard first, which takes a moment
        m_model.setSongs({});
        showEmpty(nullptr);
    }
    showSeed();
    refresh();
}

void RecommendationPanel::refresh() {
    m_later.stop();
    if (!m_seeds.first)
        return;
    RecommendationQuery query;
    m_seeds.fill(query);
    query.count = std::max(m_count, m_settings.count());
    query.rules = m_filters->rules();
    query.scope = m_settings.scope();
    Q_EMIT queryWanted(query);
}

void RecommendationPanel::addSeeds(const std::vector<Track>& tracks, bool isAgainst) {
    if (!m_seeds.first && !isAgainst && !tracks.empty())
        return takeSeeds(tracks, SeedRole::only);
    if (!m_seeds.add(tracks, isAgainst))
        return;
    showSeed();
    refresh();
}

void RecommendationPanel::takeSeeds(const std::vector<Track>& tracks, SeedRole role) {
    if (tracks.empty())
        return;
    if (role != SeedRole::only)
        return addSeeds(tracks, role == SeedRole::against);
    SeedSet seeds;
    seeds.add(spread(tracks), false);
    setSeeds(std::move(seeds));
}

void RecommendationPanel::removeSeed(const Track& track) {
    m_seeds.remove(track);
    showSeed();
    refresh();
}

void RecommendationPanel::removeAllSeeds(bool isAgainst) {
    (isAgainst ? m_seeds.against : m_seeds.also).clear();
    showSeed();
    refresh();
}

void RecommendationPanel::showSeeds() { m_chips->setSeeds(m_seeds.also, m_seeds.against); }

void RecommendationPanel::showMore() {
    m_count = std::min(Settings::kMaxCount, std::max(m_count, m_settings.count()) + kMoreSongs);
    refresh();
}

void RecommendationPanel::takeFeedback() { refresh(); }

void RecommendationPanel::setFilterChoices(std::function<FilterChoices()> choices) { m_filters->setChoices(std::move(choices)); }

void RecommendationPanel::tellWhy(int row) {
    if (!m_seeds.first || row < 0 || row >= m_model.rowCount())
        return;
    const auto& song = m_model.songs()[static_cast<std::size_t>(row)];
    auto* card = new WhyCard(song, *m_seeds.first, this);
    m_why = card;
    connect(card, &WhyCard::previewWanted, this, &RecommendationPanel::versionWanted);
    connect(card, &WhyCard::momentWanted, this, &RecommendationPanel::momentWanted);
    connect(card, &WhyCard::comparisonWanted, this, &RecommendationPanel::comparisonWanted);
    const QRect place = m_view->visualRect(m_model.index(row));
    card->openAt(m_view->viewport()->mapToGlobal(place.bottomLeft() + QPoint(16, 0)), std::clamp(width() - 32, 280, 440));
    Q_EMIT momentsWanted({.seed = m_seeds.first->id,
                          .seedFile = m_seeds.first->id == 0 ? m_seeds.first->path : std::filesystem::path(),
                          .section = m_seeds.section,
                          .song = song.track.id});
}

void RecommendationPanel::showMoments(const MomentsFound& found) {
    if (m_why)
        m_why->showMoments(found);
}

void RecommendationPanel::showAnswer(const RecommendationsReady& answer) {
    if (!m_seeds.first)
        return;
    m_seeds.take(answer);
    const QString left = leftOutText(answer.leftOut);
    m_left->setFullText(left);
    m_left->setVisible(!left.isEmpty());
    const auto asked = static_cast<std::size_t>(std::max(m_count, m_settings.count()));
    m_more->setVisible(answer.songs.size() >= asked && asked < static_cast<std::size_t>(Settings::kMaxCount));
    m_model.setSongs(answer.songs);
    showSeed();
    showEmpty(&answer);
}

void RecommendationPanel::applyChanges(const std::vector<Track>& tracks, bool heardAnew) {
    m_model.applyChanges(tracks);
    if (!m_seeds.first)
        return;
    const auto own = std::ranges::find(tracks, m_seeds.first->id, &Track::id);
    if (own != tracks.end()) {
        const bool analysed = own->state != m_seeds.first->state || own->heardGenre != m_seeds.first->heardGenre;
        m_seeds.first = *own;
        showSeed();
        if (analysed)
            return refresh();
    }
    const bool moreToCompare =
        heardAnew && std::ranges::any_of(tracks, [](const Track& t) { return t.state == AnalysisState::done; });
    if (moreToCompare && !m_later.isActive())
        m_later.start();
}

void RecommendationPanel::removeTracks(const std::vector<TrackId>& ids) {
    const auto gone = [&](const Track& track) { return std::ranges::find(ids, track.id) != ids.end(); };
    std::erase_if(m_seeds.also, gone);
    std::erase_if(m_seeds.against, gone);
    if (m_seeds.first && m_seeds.first->id != 0 && gone(*m_seeds.first)) {
        m_seeds = {};
        m_model.setSongs({});
        showSeed();
        showEmpty(nullptr);
    } else if (std::ranges::any_of(m_model.songs(), gone, &Recommendation::track)) {
        refresh();
    }
}

void RecommendationPanel::dropLibrary(LibraryId library) {
    const auto isGone = [&](const Track& track) { return track.library == library; };
    std::vector<TrackId> gone;
    if (m_seeds.first && isGone(*m_seeds.first))
        gone.push_back(m_seeds.first->id);
    for (const auto* others : {&m_seeds.also, &m_seeds.against})
        for (const Track& track : *others)
            if (isGone(track))
                gone.push_back(track.id);
    for (const auto& song : m_model.songs())
        if (isGone(song.track))
            gone.push_back(song.track.id);
    if (gone.empty())
        return;
    removeTracks(gone);
    // Until the answer comes nothing can be played that is no longer known.
    auto left = m_model.songs();
    std::erase_if(left, [&](const Recommendation& song) { return isGone(song.track); });
    m_model.setSongs(std::move(left));
    showEmpty(nullptr);
}

void RecommendationPanel::setPlaying(TrackId track, bool isHeard) { m_model.setPlaying(track, isHeard); }

void RecommendationPanel::setBackShown(bool shown) { m_back->setVisible(shown); }

std::vector<Track> RecommendationPanel::tracks() const {
    std::vector<Track> songs;
    std::ranges::transform(m_model.songs(), std::back_inserter(songs), &Recommendation::track);
    return songs;
}

QString RecommendationPanel::listName() const {
    return m_seeds.first ? tr("Sounds like %1").arg(text(m_seeds.first->title)) : QString();
}

QString RecommendationPanel::message() const {
    return m_body->currentWidget() == m_empty ? m_empty->title() + QLatin1Char('\n') + m_empty->sentence() : QString();
}

std::optional<Track> RecommendationPanel::selectedTrack() const {
    const QModelIndex current = m_view->currentIndex(); // the focus alone chooses nothing
    if (current.isValid() && m_view->selectionModel()->isSelected(current))
        return m_model.track(current.row());
    return m_view->isVisible() && !m_back->isHidden() ? m_seeds.first : std::nullopt; // the list has the place of the songs
}

void RecommendationPanel::focusList() {
    if (!m_view->isVisible())
        return m_back->setFocus();
    m_view->setFocus();
    if (!m_view->currentIndex().isValid() && m_model.rowCount() > 0)
        m_view->setCurrentIndex(m_model.index(0));
}

/// Previews leave the queue alone; whole songs are what is played from then on.
void RecommendationPanel::playFrom(int row) {
    const auto index = static_cast<std::size_t>(row);
    const QueueContext context{
        .kind = QueueContext::Kind::recommendation, .name = m_seeds.first ? m_seeds.first->title : std::string(), .id = 0};
    std::vector<playback::PlayItem> items;
    std::vector<QueueSong> songs;
    for (const auto& song : m_model.songs()) {
        items.push_back(playItem(song.track, true));
        songs.push_back(queueSong(song.track));
    }
    if (m_settings.previews())
        Q_EMIT previewWanted(items, index, context);
    else
        Q_EMIT playWanted(songs, index, context);
}

void RecommendationPanel::showSeed() {
    m_filters->setVisible(m_seeds.first.has_value());
    showSeeds();
    m_seedLine->setVisible(m_seeds.first.has_value());
    m_heardLine->setVisible(m_seeds.first.has_value());
    if (!m_seeds.first) {
        m_left->hide();
        m_more->hide();
        return;
    }
    m_filters->setSeed(*m_seeds.first);
    m_seedLine->setFullText(seedText(*m_seeds.first, m_seeds.of, m_seeds.section));
    const bool heard = m_seeds.first->state == AnalysisState::done && !heardText(*m_seeds.first).isEmpty();
    m_heardLine->setFullText(heard ? tr("%1 · heard as %2").arg(artistText(*m_seeds.first), heardText(*m_seeds.first))
                                   : artistText(*m_seeds.first));
}

QString RecommendationPanel::nothingElse() const {
    const bool isOfOneGenre = m_settings.scope() == Scope::sameGenre && !m_seeds.first->heardGenre.empty();
    return isOfOneGenre ? tr("No other song has been heard as %1.").arg(text(m_seeds.first->heardGenre))
                        : tr("There is no other song to compare it with.");
}

/// What the engine says of the list, and which of the songs that were dropped do not count.
QString RecommendationPanel::remarkOn(const RecommendationsReady& answer) const {
    QStringList sentences;
    if (!answer.problem.empty())
        sentences << sentence(answer.problem);
    if (!answer.strangers.empty())
        sentences << strangersText(answer.strangers);
    return sentences.join(QLatin1Char(' '));
}

void RecommendationPanel::showEmpty(const RecommendationsReady* answer) {
    const bool isListed = m_model.rowCount() > 0;
    const QString why = answer ? remarkOn(*answer) : QString();
    m_body->setCurrentWidget(isListed ? static_cast<QWidget*>(m_view) : m_empty);
    Q_EMIT listed(isListed);
    m_remark->setText(why);
    m_remark->setVisible(isListed && !why.isEmpty());
    if (isListed)
        return;
    if (!m_seeds.first)
        m_empty->explain(QStringLiteral("similar"), tr("Choose a song"),
                         tr("Click a song, and the songs that sound most like it are listed here."));
    else if (m_seeds.first->state == AnalysisState::failed)
        m_empty->explain(QStringLiteral("warning"), tr("This song cannot be compared"),
                         why.isEmpty() ? heardSentence(*m_seeds.first) : why);
    else if (m_seeds.first->state == AnalysisState::unheard)
        m_empty->explain(QStringLiteral("similar"), tr("Nothing to compare"), heardSentence(*m_seeds.first));
    else if (m_seeds.first->state == AnalysisState::waiting)
        m_empty->explain(QStringLiteral("waiting"), tr("Not analysed yet"),
                         why.isEmpty() ? tr("The list fills by itself as soon as this song has been heard.") : why);
    else
        m_empty->explain(QStringLiteral("similar"), tr("Nothing like it yet"), why.isEmpty() ? nothingElse() : why,
                         m_settings.scope() == Scope::sameGenre ? tr("Compare with all songs") : QString());
}

void RecommendationPanel::dragEnterEvent(QDragEnterEvent* event) {
    if (draggedSongs(*event->mimeData()).empty() && localFiles(*event->mimeData()).empty())
        return;
    event->setDropAction(Qt::CopyAction);
    event->accept();
    m_zones->begin(hasSeed());
    m_zones->pointAt(event->position().toPoint());
}

void RecommendationPanel::dragMoveEvent(QDragMoveEvent* event) {
    m_zones->pointAt(event->position().toPoint());
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

void RecommendationPanel::dragLeaveEvent(QDragLeaveEvent*) { m_zones->end(); }

void RecommendationPanel::dropEvent(QDropEvent* event) {
    m_zones->begin(hasSeed());
    const auto role = m_zones->roleAt(event->position().toPoint());
    m_zones->end();
    event->setDropAction(Qt::CopyAction);
    event->accept();
    if (const auto songs = draggedSongs(*event->mimeData()); !songs.empty())
        Q_EMIT songsDropped(songs, role);
    else
        Q_EMIT filesDropped(localFiles(*event->mimeData()), role);
}

} // namespace segue::ui
