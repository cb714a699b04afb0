// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/mpris_words.h"

#include "engine/words/section.h"
#include "ui/words/format.h"

#include <QUrl>

namespace segue::ui {

namespace {

const QString kEntries = QStringLiteral("/io/github/segue_player/Segue/entry/");
const QString kPreviews = QStringLiteral("/io/github/segue_player/Segue/preview/");
const QString kNoTrack = QStringLiteral("/org/mpris/MediaPlayer2/TrackList/NoTrack");
constexpr int kStars = 5;

/// A bus takes no text with a zero byte in it.
QString words(const std::string& utf8) { return text(utf8).remove(QChar(u'\0')); }

QStringList names(const std::string& all, const std::string& one) {
    QStringList list;
    for (const QString& name : words(all).split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        list << name;
    if (list.isEmpty() && !one.empty())
        list << words(one);
    return list;
}

void put(QVariantMap& map, const char* key, const QString& value) {
    if (!value.isEmpty())
        map.insert(QLatin1String(key), value);
}

void put(QVariantMap& map, const char* key, const QStringList& value) {
    if (!value.isEmpty())
        map.insert(QLatin1String(key), value);
}

void put(QVariantMap& map, const char* key, int value) {
    if (value > 0)
        map.insert(QLatin1String(key), value);
}

QString uriOf(const std::filesystem::path& path) { return path.empty() ? QString() : fileUrl(path).toString(QUrl::FullyEncoded); }

} // namespace

QDBusObjectPath trackPath(EntryId entry) { return QDBusObjectPath(entry == 0 ? kNoTrack : kEntries + QString::number(entry)); }

QDBusObjectPath trackPath(const PlayerFacts& facts) {
    return facts.entry == 0 && facts.isLoaded() ? QDBusObjectPath(kPreviews + QString::number(facts.begun))
                                                : trackPath(facts.entry);
}

std::optional<EntryId> entryOf(const QDBusObjectPath& path) {
    const QString text = path.path();
    if (!text.startsWith(kEntries))
        return std::nullopt;
    bool isNumber = false;
    const EntryId entry = text.mid(kEntries.size()).toULongLong(&isNumber);
    return isNumber && entry > 0 && trackPath(entry) == path ? std::optional(entry) : std::nullopt;
}

QVariantMap metadataOf(const QDBusObjectPath& path, const Track& track, std::chrono::milliseconds length,
                       const std::filesystem::path& art) {
    QVariantMap map{{QStringLiteral("mpris:trackid"), QVariant::fromValue(path)}};
    if (length.count() <= 0)
        length = track.duration;
    if (length.count() > 0)
        map.insert(QStringLiteral("mpris:length"), qint64{std::chrono::microseconds(length).count()});
    put(map, "mpris:artUrl", uriOf(art));
    put(map, "xesam:url", uriOf(fileOf(track.path)));
    const QString title = words(track.title);
    put(map, "xesam:title", title.isEmpty() ? pathText(fileOf(track.path).filename()) : title);
    put(map, "xesam:artist", names(track.artists, track.artist));
    put(map, "xesam:albumArtist", names({}, track.albumArtist));
    put(map, "xesam:album", words(track.album));
    put(map, "xesam:genre", names({}, track.genre));
    put(map, "xesam:trackNumber", track.trackNumber);
    put(map, "xesam:discNumber", track.discNumber);
    if (track.year > 0 && track.year < 10'000) // the first moment of that year, as far as is known
        map.insert(QStringLiteral("xesam:contentCreated"),
                   QStringLiteral("%1-01-01T00:00:00Z").arg(track.year, 4, 10, QLatin1Char('0')));
    if (track.rating > 0)
        map.insert(QStringLiteral("xesam:userRating"), static_cast<double>(track.rating) / kStars);
    put(map, "xesam:useCount", track.plays);
    return map;
}

QString playbackStatusText(playback::PlayState state) {
    switch (state) {
    case playback::PlayState::playing:
        return QStringLiteral("Playing");
    case playback::PlayState::paused:
        return QStringLiteral("Paused");
    case playback::PlayState::stopped:
        break;
    }
    return QStringLiteral("Stopped");
}

QString loopStatusText(RepeatMode mode) {
    switch (mode) {
    case RepeatMode::all:
        return QStringLiteral("Playlist");
    case RepeatMode::one:
        return QStringLiteral("Track");
    case RepeatMode::off:
        break;
    }
    return QStringLiteral("None");
}

std::optional<RepeatMode> repeatModeOf(const QString& loopStatus) {
    for (const auto mode : {RepeatMode::off, RepeatMode::all, RepeatMode::one})
        if (loopStatus == loopStatusText(mode))
            return mode;
    return std::nullopt;
}

const QStringList& musicMimeTypes() {
    static const QStringList types =
        QString::fromLatin1("audio/mpeg audio/mp2 audio/flac audio/x-flac audio/ogg audio/x-vorbis+ogg audio/x-flac+ogg "
                            "audio/x-opus+ogg audio/x-speex+ogg audio/x-speex audio/opus audio/vorbis audio/mp4 audio/x-m4a "
                            "audio/x-m4b audio/x-m4r audio/aac audio/aacp audio/3gpp audio/3gpp2 audio/x-wav audio/wav "
                            "audio/vnd.wave audio/x-aiff audio/x-aifc audio/aiff audio/x-caf audio/basic audio/x-voc "
                            "audio/x-ms-wma audio/x-ape audio/x-wavpack audio/x-tta audio/x-musepack audio/x-shorten "
                            "audio/x-matroska audio/webm audio/x-dsf audio/x-dff audio/dsf audio/dff audio/ac3 audio/eac3 "
                            "audio/vnd.dts audio/vnd.dts.hd audio/AMR audio/AMR-WB audio/vnd.rn-realaudio "
                            "audio/x-mod audio/x-xm audio/x-it audio/x-s3m audio/x-stm "
                            "application/ogg video/mp4 video/x-matroska video/webm inode/directory")
            .split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return types;
}

} // namespace segue::ui
