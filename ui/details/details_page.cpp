// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/details_page.h"

#include "ui/details/fact_list.h"
#include "ui/details/genre_bars.h"
#include "ui/details/section_strip.h"
#include "ui/details/song_header.h"
#include "ui/details/timed_lines.h"
#include "ui/details/waveform_view.h"
#include "ui/kit/cover_view.h"
#include "ui/spectrogram/spectrogram_panel.h"
#include "ui/spectrogram/spectrogram_view.h"
#include "ui/words/format.h"
#include "ui/words/listening_text.h"
#include "ui/words/message_text.h"
#include "ui/words/song_facts.h"

#include <QBoxLayout>
#include <QFrame>
#include <QGridLayout>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace segue::ui {

using std::chrono::milliseconds;

namespace {

constexpr int kNarrow = 620;
constexpr int kWidest = 1800;
constexpr int kLowestSpectrogram = 220;
constexpr int kHighestSpectrogram = 640;
constexpr int kAroundSpectrogram = 388; // what should be seen with it: header, waveform, controls

double secondsOf(milliseconds time) { return std::chrono::duration<double>(time).count(); }

} // namespace

DetailsPage::DetailsPage(Settings& settings, QWidget* parent)
    : Page(tr("Song details"), parent)
    , m_header(new SongHeader(this))
    , m_waveform(new WaveformView(this))
    , m_strip(new SectionStrip(this))
    , m_spectrogram(new SpectrogramPanel(settings, this))
    , m_extras(new QWidget(this))
    , m_lyrics(new TimedLines(tr("Lyrics"), this))
    , m_chapters(new TimedLines(tr("Chapters"), this))
    , m_cards(new QGridLayout) {
    setContentWidth(kWidest);
    column().addWidget(m_header);
    column().addWidget(m_waveform);
    column().addWidget(m_strip);
    buildExtras();
    column().addWidget(m_spectrogram);
    connect(m_header, &SongHeader::playWanted, this, &DetailsPage::playOrPause);
    connect(m_header, &SongHeader::rated, this, [this](int stars) { Q_EMIT rateWanted(m_details.track.id, stars); });
    buildCards();
    column().addLayout(m_cards);
    column().addStretch(1);
    setFirst(&m_spectrogram->view()); // its keys work at once
    connect(m_waveform, &WaveformView::seekWanted, this, &DetailsPage::seekTo);
    connectSection();
    connect(&m_spectrogram->view(), &SpectrogramView::seekWanted, this, &DetailsPage::seekTo);
    connect(&m_spectrogram->view(), &SpectrogramView::tilesWanted, this, &DetailsPage::tilesWanted);
    connect(m_spectrogram, &SpectrogramPanel::playheadMoved, m_waveform, &WaveformView::setPlayhead);
    const auto save = [this] { m_spectrogram->askWhereToSave(text(m_details.track.title)); };
    connect(m_spectrogram, &SpectrogramPanel::saveWanted, this, save);
    connect(m_spectrogram, &SpectrogramPanel::saved, this, [this](const QString& file, bool good) {
        Q_EMIT noticed({.level = good ? BoardNotice::Level::information : BoardNotice::Level::error,
                        .sentence = (good ? tr("The spectrogram was saved as “%1”.") : tr("“%1” could not be written.")).arg(file),
                        .matter = QStringLiteral("spectrogram"),
                        .place = placeName()});
    });
    auto* key = new QShortcut(QKeySequence::Save, this);
    key->setContext(Qt::WidgetWithChildrenShortcut);
    connect(key, &QShortcut::activated, this, save);
}

void DetailsPage::connectSection() {
    connect(m_waveform, &WaveformView::sectionChosen, this, &DetailsPage::chooseSection);
    connect(&m_spectrogram->view(), &SpectrogramView::sectionChosen, this, &DetailsPage::chooseSection);
    connect(m_strip, &SectionStrip::closeWanted, this, [this] { setSection(std::nullopt); });
    connect(m_strip, &SectionStrip::hearWanted, this, [this] { Q_EMIT stretchWanted(m_details.track, *m_section); });
    connect(m_strip, &SectionStrip::recommendWanted, this, [this] { Q_EMIT sectionWanted(m_details.track, *m_section); });
    for (const bool isEnd : {false, true}) {
        auto* key = new QShortcut(QKeySequence(isEnd ? Qt::Key_BracketRight : Qt::Key_BracketLeft), this);
        key->setContext(Qt::WidgetWithChildrenShortcut);
        connect(key, &QShortcut::activated, this, [this, isEnd] { markSection(isEnd); });
    }
}

void DetailsPage::setSection(const std::optional<SongSpan>& section) {
    m_section = section;
    m_waveform->setSection(section);
    m_spectrogram->view().setSection(section);
    m_strip->setSection(section);
}

/// @param from, to seconds, in either order
void DetailsPage::chooseSection(double from, double to) {
    const auto [first, last] = std::minmax(from, to);
    const milliseconds begin(std::llround(std::max(0.0, first) * 1000.0));
    const milliseconds end = std::min(milliseconds(std::llround(last * 1000.0)), std::max(begin, m_details.track.duration));
    setSection(SongSpan{.start = begin, .length = std::max(milliseconds{1}, end - begin)});
}

/// Where the song is now, a section begins or ends; one that only begins reaches to the end of the song.
void DetailsPage::markSection(bool isEnd) {
    const auto now = m_waveform->playhead();
    if (!now)
        return;
    const double begin = m_section ? secondsOf(m_section->start) : 0.0;
    const double end = m_section ? secondsOf(m_section->start + m_section->length) : secondsOf(m_details.track.duration);
    if (isEnd)
        chooseSection(begin < *now ? begin : 0.0, *now);
    else
        chooseSection(*now, end > *now ? end : secondsOf(m_details.track.duration));
}

void DetailsPage::buildExtras() {
    auto* row = m_extrasRow = new QBoxLayout(QBoxLayout::LeftToRight, m_extras);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    for (TimedLines* lines : {m_chapters, m_lyrics}) {
        auto [card, inside] = makeCard(lines->accessibleName());
        inside->addWidget(lines);
        row->addWidget(card, 1);
        connect(lines, &TimedLines::chosen, this, [this](milliseconds at) { seekTo(secondsOf(at)); });
    }
    column().addWidget(m_extras);
    showExtras({});
}

void DetailsPage::showExtras(const SongExtras& extras) {
    std::vector<TimedLines::Line> words, chapters;
    for (const auto& line : extras.lyrics.lines)
        words.push_back({line.at, text(line.text)});
    for (std::size_t i = 0; i < extras.chapters.size(); ++i) {
        const auto& chapter = extras.chapters[i];
        chapters.push_back({chapter.start, chapter.title.empty() ? tr("Chapter %1").arg(i + 1) : text(chapter.title)});
    }
    m_lyrics->parentWidget()->setVisible(!words.empty());
    m_chapters->parentWidget()->setVisible(!chapters.empty());
    m_extras->setVisible(!words.empty() || !chapters.empty());
    m_lyrics->setLines(std::move(words), extras.lyrics.isTimed, false);
    m_chapters->setLines(std::move(chapters), true, true);
    followExtras();
}

void DetailsPage::followExtras() {
    const auto place = isCurrent() ? std::optional(m_status.item.start + m_status.position) : std::nullopt;
    m_lyrics->showPosition(place);
    m_chapters->showPosition(place);
}

void DetailsPage::takeExtras(const SongExtrasLoaded& event) {
    if (event.song == song())
        showExtras(event.extras);
}

void DetailsPage::buildCards() {
    const auto add = [this](const QString& title, QWidget* content) {
        auto [card, inside] = makeCard(title);
        inside->addWidget(content);
        inside->addStretch(1);
        m_card.push_back(card);
    };
    add(tr("Heard genres"), m_genres = new GenreBars);
    add(tr("Sound"), m_sound = new FactList);
    add(tr("Tags"), m_tags = new FactList);
    add(tr("File"), m_file = new FactList);
    add(tr("Listening"), m_listening = new FactList);
    m_cards->setSpacing(16);
    layOut(false);
}

void DetailsPage::layOut(bool narrow) {
    m_narrow = narrow;
    while (m_cards->count() > 0)
        delete m_cards->takeAt(0); // the widgets stay
    const int columns = narrow ? 1 : 2;
    const int count = static_cast<int>(m_card.size());
    for (int i = 0; i < count; ++i) {
        const int span = i == count - 1 ? columns - i % columns : 1; // no hole after the last
        m_cards->addWidget(m_card[static_cast<std::size_t>(i)], i / columns, i % columns, 1, span);
    }
    for (int column = 0; column < 2; ++column)
        m_cards->setColumnStretch(column, column < columns ? 1 : 0);
    m_extrasRow->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_spectrogram->setNarrow(narrow);
}

void DetailsPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    const bool narrow = width() < kNarrow;
    if (narrow != m_narrow)
        layOut(narrow);
    m_spectrogram->view().setFixedHeight(std::clamp(height() - kAroundSpectrogram, kLowestSpectrogram, kHighestSpectrogram));
}

void DetailsPage::showTrack(const Track& track) {
    const bool another = track.path != m_details.track.path;
    if (another) {
        m_details = {};
        m_outline = {};
        m_outlined = m_outlineOver = false;
        m_header->showProblem({});
        setSection(std::nullopt);
        showExtras({});
        toTop();
    }
    m_details.track = track;
    const double seconds = secondsOf(track.duration);
    if (another) {
        m_waveform->setSong(seconds);
        m_spectrogram->setSong(track.path, seconds, track.state == AnalysisState::done ? secondsOf(track.previewStart) : 0.0);
        m_spectrogram->showStatus(m_status);
    }
    m_header->showPlaying(isHeard());
    if (m_header->showTrack(track) && !track.path.empty())
        Q_EMIT coverWanted(track.path);
    showFacts();
    if (track.path.empty())
        return;
    Q_EMIT detailsWanted(track.path);
    Q_EMIT extrasWanted(track.path);
    if (!m_outlined)
        Q_EMIT outlineWanted(track.path);
}

void DetailsPage::takeCover(const CoverLoaded& cover) { m_header->cover().take(cover); }

void DetailsPage::takeDetails(const SongDetailsLoaded& event) {
    if (event.song != song())
        return;
    m_header->showProblem(sentence(event.problem));
    const Track known = m_details.track;
    m_details = event.details;
    if (m_details.track.path.empty())
        m_details.track = known;
    m_header->showTrack(m_details.track);
    showLoudness();
    if (!m_outlined)
        setDuration(m_details.track.duration);
    m_waveform->setSpans(m_details.excerpts, m_details.track.state == AnalysisState::done, m_details.preview);
    showFacts();
}

void DetailsPage::takeOutline(const OutlineLoaded& event) {
    const bool isOver = event.complete >= 1.F || !event.problem.empty();
    if (event.song != song()) { // two newer wishes make an older one void
        if (isOver && !m_outlineOver && isVisible() && !song().empty())
            Q_EMIT outlineWanted(song());
        return;
    }
    m_outline = event.outline;
    m_outlined = event.complete >= 1.F;
    m_outlineOver = isOver;
    m_waveform->setOutline(event.outline.waveform, event.complete, sentence(event.problem));
    if (m_outlined) {
        setDuration(event.outline.duration);
        showLoudness();
        showFacts();
    }
}

/// The whole song's loudness is known now and replaces that of the excerpts.
void DetailsPage::showLoudness() {
    auto& features = m_details.track.features;
    if (!m_outlined || !features)
        return;
    features->loudnessLufs = m_outline.loudnessLufs;
    m_header->showTrack(m_details.track);
}

void DetailsPage::setDuration(milliseconds duration) {
    if (duration.count() <= 0)
        return;
    m_details.track.duration = duration;
    m_waveform->setLength(secondsOf(duration));
    m_spectrogram->view().setLength(secondsOf(duration));
}

void DetailsPage::takeTile(const SpectrogramTileLoaded& event) { m_spectrogram->view().takeTile(event); }

void DetailsPage::takePlayback(const playback::PlaybackStatus& status) {
    m_status = status;
    followExtras();
    m_header->showPlaying(isHeard());
    if (!song().empty())
        m_spectrogram->showStatus(status);
}

void DetailsPage::applyChanges(const std::vector<Track>& tracks) {
    const auto own = std::ranges::find(tracks, m_details.track.id, &Track::id);
    if (m_details.track.id != 0 && own != tracks.end() && own->path == song())
        showTrack(*own);
}

void DetailsPage::showFacts() {
    m_genres->setGenres(m_details.heardGenres, genresMissingText(m_details.track));
    m_sound->setFacts(soundFacts(m_details, m_outlined ? &m_outline : nullptr));
    m_tags->setFacts(tagFacts(m_details.track));
    m_file->setFacts(fileFacts(m_details));
    m_listening->setFacts(listeningFacts(m_details.track));
}

bool DetailsPage::isCurrent() const {
    return m_status.state != playback::PlayState::stopped && !song().empty() && m_status.item.track.path == song();
}

bool DetailsPage::isHeard() const { return isCurrent() && m_status.state == playback::PlayState::playing; }

void DetailsPage::playOrPause() {
    if (isCurrent())
        Q_EMIT toggleWanted();
    else
        Q_EMIT playWanted({queueSong(m_details.track)}, 0, {});
}

bool DetailsPage::dropLibrary(LibraryId library) {
    if (m_details.track.library != library)
        return false;
    showTrack({});
    return true;
}

/// Within the song being played this only seeks; otherwise the whole song is played from there.
void DetailsPage::seekTo(double seconds) {
    const milliseconds position(std::llround(seconds * 1000.0));
    const auto& item = m_status.item;
    const bool isInside = !item.isPreview() || (position >= item.start && position < item.start + item.length);
    if (isCurrent() && isInside)
        return Q_EMIT seekWanted(position - item.start);
    Q_EMIT playWanted({queueSong(m_details.track)}, 0, {});
    Q_EMIT seekWanted(position);
}

} // namespace segue::ui
