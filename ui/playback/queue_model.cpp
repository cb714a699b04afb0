// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playback/queue_model.h"

#include "ui/words/format.h"
#include "ui/words/queue_text.h"
#include "ui/words/radio_text.h"

#include <algorithm>

namespace segue::ui {

namespace {

/// Songs of rows that nobody looks at any more are let go then.
constexpr std::size_t kMostSongs = 5000;

bool isSame(const QueueState& a, const QueueState& b) {
    return a.lists.started == b.lists.started && a.lists.added == b.lists.added && a.lists.automatic == b.lists.automatic &&
           a.lists.place == b.lists.place && a.lists.context == b.lists.context && a.current == b.current &&
           a.history == b.history && (a.repeat == RepeatMode::all) == (b.repeat == RepeatMode::all);
}

} // namespace

QueueModel::QueueModel(QObject* parent)
    : QAbstractListModel(parent) {
    m_asking.setSingleShot(true);
    connect(&m_asking, &QTimer::timeout, this, [this] {
        const std::vector<TrackId> tracks(m_wanted.begin(), m_wanted.end());
        if (!tracks.empty())
            Q_EMIT songsWanted(tracks);
        if (!m_filesToAsk.empty())
            Q_EMIT filesWanted(std::exchange(m_filesToAsk, {}));
    });
}

void QueueModel::setQueue(const QueueState& queue) {
    if (isSame(queue, m_queue)) {
        m_queue = queue;
        return allChanged();
    }
    beginResetModel();
    m_queue = queue;
    divide();
    endResetModel();
}

void QueueModel::setHistoryShown(bool shown) {
    beginResetModel();
    m_isHistoryShown = shown;
    divide();
    endResetModel();
}

void QueueModel::setHeard(bool isHeard) {
    if (std::exchange(m_isHeard, isHeard) != isHeard)
        allChanged();
}

void QueueModel::divide() {
    m_sections.clear();
    int row = 0;
    const auto add = [&](Part part, std::size_t count) {
        if (count == 0)
            return;
        m_sections.push_back({.part = part, .first = row, .count = static_cast<int>(count)});
        row += static_cast<int>(count) + 1;
    };
    add(Part::played, m_isHistoryShown ? m_queue.history->size() : 0);
    add(Part::now, m_queue.current ? 1 : 0);
    add(Part::added, m_queue.lists.added->size());
    add(Part::started, m_queue.startedLeft());
    add(Part::automatic, m_queue.lists.automatic->size());
}

const QueueModel::Section* QueueModel::sectionOf(int row) const {
    for (const Section& section : m_sections)
        if (row >= section.first && row <= section.first + section.count)
            return &section;
    return nullptr;
}

const QueueModel::Section* QueueModel::section(Part part) const {
    const auto found = std::ranges::find(m_sections, part, &Section::part);
    return found == m_sections.end() ? nullptr : &*found;
}

const QueueEntry& QueueModel::entry(const Section& section, int index) const {
    const auto place = static_cast<std::size_t>(index);
    switch (section.part) {
    case Part::played:
        return (*m_queue.history)[place];
    case Part::now:
        break;
    case Part::added:
        return (*m_queue.lists.added)[place];
    case Part::started:
        return m_queue.startedAhead(place);
    case Part::automatic:
        return (*m_queue.lists.automatic)[place];
    }
    return *m_queue.current;
}

EntryId QueueModel::entryOf(int row) const {
    const Section* section = sectionOf(row);
    return section && row > section->first ? entry(*section, row - section->first - 1).id : 0;
}

QueueSong QueueModel::songOf(int row) const {
    const Section* section = sectionOf(row);
    return section && row > section->first ? m_queue.songOf(entry(*section, row - section->first - 1)) : QueueSong{};
}

std::optional<QueueModel::Part> QueueModel::partOf(int row) const {
    const Section* section = sectionOf(row);
    return section && row > section->first ? std::optional(section->part) : std::nullopt;
}

std::vector<int> QueueModel::rowsOf(const QSet<EntryId>& entries) const {
    std::vector<int> rows;
    for (const Section& section : m_sections)
        for (int i = 0; i < section.count && section.part != Part::played && !entries.isEmpty(); ++i)
            if (entries.contains(entry(section, i).id))
                rows.push_back(section.first + 1 + i);
    return rows;
}

int QueueModel::nowRow() const {
    const Section* const played = section(Part::played);
    return played ? played->first + played->count + 1 : 0;
}

QueueTarget QueueModel::targetBefore(int row) const {
    const Section* section = sectionOf(row);
    const auto& lists = m_queue.lists;
    const QueueTarget lastAdded{.part = QueueTarget::Part::added, .before = 0};
    if (!section || section->part == Part::automatic) // the end
        return lists.started->empty() ? lastAdded : QueueTarget{.part = QueueTarget::Part::started, .before = 0};
    switch (section->part) {
    case Part::started:
        return row == section->first ? lastAdded : QueueTarget{.part = QueueTarget::Part::started, .before = entryOf(row)};
    case Part::added:
        if (row > section->first)
            return {.part = QueueTarget::Part::added, .before = entryOf(row)};
        break;
    default:
        break;
    }
    return {.part = QueueTarget::Part::added, .before = lists.added->empty() ? 0 : lists.added->front().id};
}

std::size_t QueueModel::coming() const {
    return m_queue.lists.added->size() + m_queue.startedLeft() + m_queue.lists.automatic->size();
}

int QueueModel::rowCount(const QModelIndex& parent) const {
    if (parent.isValid() || m_sections.empty())
        return 0;
    return m_sections.back().first + m_sections.back().count + 1;
}

Qt::ItemFlags QueueModel::flags(const QModelIndex& index) const {
    const auto part = partOf(index.row());
    if (!part)
        return Qt::NoItemFlags;
    const auto flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return *part == Part::played || *part == Part::now ? flags : flags | Qt::ItemIsDragEnabled;
}

QVariant QueueModel::data(const QModelIndex& index, int role) const {
    const Section* section = index.isValid() ? sectionOf(index.row()) : nullptr;
    if (!section)
        return {};
    if (index.row() > section->first)
        return entryData(*section, index.row() - section->first - 1, role);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return headingText(section->part);
    case headingRole:
        return true;
    default:
        return {};
    }
}

QString QueueModel::headingText(Part part) const {
    switch (part) {
    case Part::played:
        return tr("Played before");
    case Part::now:
        return tr("Now playing");
    case Part::added:
        return tr("Next: what you put in");
    case Part::started:
        return contextText(m_queue.lists.context);
    case Part::automatic:
        break;
    }
    return m_radio.isEmpty() ? tr("Then, from Segue") : m_radio;
}

QVariant QueueModel::entryData(const Section& section, int index, int role) const {
    const QueueEntry& entry = this->entry(section, index);
    const bool isCurrent = section.part == Part::now;
    const Track* track = trackOf(entry);
    switch (role) {
    case Qt::DisplayRole:
        return titleOf(entry);
    case headingRole:
        return false;
    case artistRole:
        return secondLine(entry, isCurrent);
    case lengthRole:
        return track && track->duration.count() > 0 ? clockText(track->duration) : QString();
    case currentRole:
        return isCurrent;
    case heardRole:
        return isCurrent && m_isHeard;
    case absentRole:
        return isAbsent(entry);
    case numberRole:
        return isCurrent || section.part == Part::played ? 0 : index + 1;
    case Qt::ToolTipRole:
        return tipText(QStringList{titleOf(entry), secondLine(entry, isCurrent)}.join(QLatin1Char('\n')));
    case Qt::AccessibleTextRole:
        return isCurrent ? tr("%1, %2, playing").arg(titleOf(entry), secondLine(entry, true))
                         : tr("%1, %2").arg(titleOf(entry), secondLine(entry, false));
    default:
        return {};
    }
}

Track QueueModel::trackAt(int row) const {
    const Section* const own = sectionOf(row);
    if (const Track* known = trackOf(entry(*own, row - own->first - 1)))
        return *known;
    const QueueSong song = songOf(row);
    Track track;
    track.id = song.track;
    track.path = song.file;
    return track;
}

const Track* QueueModel::trackOf(const QueueEntry& entry) const {
    if (entry.song <= 0) {
        const auto file = m_queue.songOf(entry).file;
        ask(file);
        return fileTrack(file);
    }
    const auto found = m_songs.constFind(entry.song);
    if (found != m_songs.cend())
        return &*found;
    ask(entry.song);
    return nullptr;
}

void QueueModel::ask(TrackId track) const {
    if (m_gone.contains(track) || m_wanted.contains(track))
        return;
    m_wanted.insert(track);
    m_asking.start();
}

void QueueModel::ask(const std::filesystem::path& file) const {
    if (!m_asked.insert(file).second)
        return;
    m_filesToAsk.push_back(file);
    m_asking.start();
}

const Track* QueueModel::fileTrack(const std::filesystem::path& file) const {
    const auto found = m_files.find(file);
    return found != m_files.end() ? &found->second.track : nullptr;
}

bool QueueModel::isAbsent(const QueueEntry& entry) const {
    const Track* track = trackOf(entry);
    if (entry.song <= 0)
        return track && !m_files.at(track->path).problem.empty();
    return track ? track->isMissing || m_offline.contains(track->library) : m_gone.contains(entry.song);
}

QString QueueModel::titleOf(const QueueEntry& entry) const {
    if (const Track* track = trackOf(entry))
        return text(track->title);
    if (entry.song <= 0)
        return pathText(m_queue.songOf(entry).file.stem());
    return m_gone.contains(entry.song) ? tr("A song that is gone") : QString();
}

QString QueueModel::secondLine(const QueueEntry& entry, bool isCurrent) const {
    const Track* track = trackOf(entry);
    QString line = track ? artistText(*track) : QString();
    if (entry.song <= 0 && line.isEmpty())
        line = pathText(m_queue.songOf(entry).file.parent_path());
    if (entry.song <= 0)
        line = isAbsent(entry) ? tr("%1 · cannot be played").arg(line) : line;
    else if (m_gone.contains(entry.song))
        line = tr("It is in no library any more, and is passed over.");
    else if (isAbsent(entry))
        line = tr("%1 · not there now").arg(line);
    else if (const QString note = m_notes.value(entry.id); !note.isEmpty())
        line = tr("%1 · %2").arg(line, note);
    return isCurrent && m_queue.stopAfter == entry.id ? tr("%1 · stops after this song").arg(line) : line;
}

void QueueModel::setRadio(const RadioChanged& event) {
    m_notes.clear();
    for (const auto& [entry, note] : event.notes)
        m_notes.insert(entry, radioNoteText(note));
    m_radio = event.isOn && !event.seed.empty() ? tr("Then radio, from “%1”").arg(text(event.seed)) : QString();
    allChanged();
}

void QueueModel::takeSongs(const QueueSongsLoaded& event) {
    if (static_cast<std::size_t>(m_songs.size()) > kMostSongs)
        m_songs.clear();
    for (const TrackId track : event.asked)
        if (m_wanted.remove(track)) // somebody else may have asked for many more
            m_gone.insert(track);
    for (const Track& track : event.songs)
        if (m_gone.remove(track.id))
            m_songs.insert(track.id, track);
    allChanged();
}

void QueueModel::takeFiles(const FilesDescribed& event) {
    if (m_files.size() > kMostSongs) {
        m_files.clear();
        m_asked.clear();
    }
    for (const DescribedFile& file : event.files)
        if (m_asked.contains(file.track.path))
            m_files[file.track.path] = file;
    allChanged();
}

void QueueModel::applyChanges(const std::vector<Track>& tracks) {
    bool isAny = false;
    for (const Track& track : tracks) {
        isAny = m_gone.remove(track.id) || isAny;
        const auto found = m_songs.find(track.id);
        if (found == m_songs.end())
            continue;
        *found = track;
        isAny = true;
    }
    if (isAny)
        allChanged();
}

void QueueModel::removeTracks(const std::vector<TrackId>& tracks) {
    for (const TrackId track : tracks)
        if (m_songs.remove(track))
            m_gone.insert(track);
    allChanged();
}

void QueueModel::removeLibrary(LibraryId library) {
    std::vector<TrackId> gone;
    for (const Track& track : std::as_const(m_songs))
        if (track.library == library)
            gone.push_back(track.id);
    removeTracks(gone);
}

void QueueModel::setLibraries(const std::vector<Library>& libraries) {
    m_offline.clear();
    for (const Library& library : libraries)
        if (library.offline)
            m_offline.insert(library.id);
    allChanged();
}

void QueueModel::allChanged() {
    if (const int rows = rowCount(); rows > 0)
        Q_EMIT dataChanged(index(0), index(rows - 1));
}

} // namespace segue::ui
