// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details_page.h"

#include "ui/cover_view.h"
#include "ui/format.h"
#include "ui/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>
#include <system_error>

namespace segue::ui {

namespace {

using Facts = std::vector<std::pair<QString, QString>>;

QString numberText(int number) {
    return number > 0 ? QString::number(number) : QString();
}

QString sizeText(const std::filesystem::path& file) {
    std::error_code problem;
    const auto bytes = std::filesystem::file_size(file, problem);
    return problem ? DetailsPage::tr("The file is not there now")
                   : QLocale().formattedDataSize(static_cast<qint64>(bytes));
}

/// A path can be broken anywhere, so that it fits into a narrow window.
QString breakable(QString path) {
    return path.replace(QLatin1Char('/'), QStringLiteral("/\u200b"))
        .replace(QLatin1Char('_'), QStringLiteral("_\u200b"));
}

QGridLayout* makeRows(QVBoxLayout& card) {
    auto* rows = new QGridLayout;
    rows->setHorizontalSpacing(16);
    rows->setVerticalSpacing(8);
    rows->setColumnStretch(1, 1);
    card.addLayout(rows);
    return rows;
}

} // namespace

DetailsPage::DetailsPage(QWidget* parent)
    : Page(tr("Song details"), parent)
    , m_cover(new CoverView(112, this))
    , m_title(new QLabel(this))
    , m_artist(new QLabel(this)) {
    m_title->setFont(scaledFont(font(), 1.3, QFont::Bold));
    m_artist->setProperty("muted", true);
    for (auto* label : {m_title, m_artist}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setMinimumWidth(80);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto* words = new QVBoxLayout;
    words->addStretch(1);
    words->addWidget(m_title);
    words->addWidget(m_artist);
    words->addStretch(1);
    auto* top = new QHBoxLayout;
    top->setSpacing(16);
    top->addWidget(m_cover);
    top->addLayout(words, 1);
    column().addLayout(top);
    m_heard = makeRows(addCard(tr("What was heard")));
    m_tags = makeRows(addCard(tr("Tags")));
    m_file = makeRows(addCard(tr("File")));
    column().addStretch(1);
}

void DetailsPage::showTrack(const Track& track) {
    m_track = track.id;
    m_title->setText(text(track.title));
    m_artist->setText(artistText(track));
    const bool done = track.state == AnalysisState::done;
    Facts heard{{tr("State"), done ? tr("Analysed") : heardSentence(track)}};
    if (done) {
        heard.emplace_back(tr("Heard as"),
                           tr("%1 (%2 sure)").arg(text(track.heardGenre), percentText(track.heardProbability)));
        heard.emplace_back(tr("Preview"), tr("from %1").arg(clockText(track.previewStart)));
    }
    fill(*m_heard, heard);
    fill(*m_tags, {{tr("Title"), text(track.title)},
                   {tr("Artist"), text(track.artist)},
                   {tr("Album artist"), text(track.albumArtist)},
                   {tr("Album"), text(track.album)},
                   {tr("Genre"), text(track.genre)},
                   {tr("Year"), numberText(track.year)},
                   {tr("Track"), numberText(track.trackNumber)},
                   {tr("Disc"), numberText(track.discNumber)}});
    fill(*m_file, {{tr("Path"), breakable(pathText(track.path))},
                   {tr("Size"), sizeText(track.path)},
                   {tr("Length"), track.duration.count() > 0 ? clockText(track.duration) : QString()}});
    if (m_cover->expect(track.path))
        emit coverWanted(track.path);
}

void DetailsPage::fill(QGridLayout& rows, const Facts& facts) {
    while (rows.count() > 0) {
        auto* item = rows.takeAt(0);
        delete item->widget();
        delete item;
    }
    int row = 0;
    for (const auto& [name, value] : facts) {
        if (value.isEmpty())
            continue;
        auto* label = new QLabel(name);
        label->setProperty("muted", true);
        auto* content = new QLabel(value);
        content->setTextFormat(Qt::PlainText);
        content->setWordWrap(true);
        content->setMinimumWidth(80);
        content->setTextInteractionFlags(Qt::TextSelectableByMouse);
        content->setAccessibleName(QStringLiteral("%1: %2").arg(name, value));
        rows.addWidget(label, row, 0, Qt::AlignTop);
        rows.addWidget(content, row++, 1);
    }
}

void DetailsPage::takeCover(const CoverLoaded& cover) {
    m_cover->take(cover);
}

void DetailsPage::applyChanges(const std::vector<Track>& tracks) {
    const auto own = std::ranges::find(tracks, m_track, &Track::id);
    if (m_track != 0 && own != tracks.end())
        showTrack(*own);
}

} // namespace segue::ui
