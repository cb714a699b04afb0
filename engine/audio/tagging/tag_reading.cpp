// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/tagging/tag_reading.h"

#include "engine/audio/cover_beside.h"
#include "engine/audio/extensions.h"
#include "engine/audio/ogg_chain.h"
#include "engine/audio/tagging/field_text.h"
#include "engine/audio/tagging/picture_choice.h"
#include "engine/audio/tagging/rating_text.h"
#include "engine/audio/tagging/recording_id_reading.h"
#include "engine/audio/tagging/tag_file.h"
#include "engine/words/error.h"
#include "engine/words/genre_text.h"
#include "engine/words/isrc.h"
#include "engine/words/section.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace segue::audio::tagging {

namespace {

using std::chrono::milliseconds;

constexpr const char* kManyArtists = "Various Artists"; ///< whose a compilation is that does not say

/// What TagLib and FFmpeg find in a file.
struct Found {
    Fields fields;
    milliseconds duration{0};
    std::string format;
    int bitRateKbps = 0;
    bool hasCover = false;
    bool isSong = true;
};

/// What FFmpeg calls a codec, as listeners call it.
std::string formatName(const std::string& codec) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kWords{{{"pcm_", "PCM"},
                                                                                   {"mp3", "MP3"},
                                                                                   {"vorbis", "Vorbis"},
                                                                                   {"opus", "Opus"},
                                                                                   {"speex", "Speex"},
                                                                                   {"dsd_", "DSD"},
                                                                                   {"wma", "WMA"},
                                                                                   {"wavpack", "WavPack"}}};
    const auto known = std::ranges::find_if(kWords, [&](const auto& word) { return codec.starts_with(word.first); });
    if (known != kWords.end())
        return std::string(known->second);
    std::string name(codec);
    std::ranges::transform(name, name.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return name;
}

/// As the reader told, else what a second of the file takes.
int bitRateOf(const Found& found, const std::filesystem::path& path) {
    constexpr std::int64_t kMost = 65'535;
    std::int64_t kilobits = found.bitRateKbps;
    if (kilobits <= 0 && found.duration.count() > 0) {
        std::error_code failed;
        const auto bytes = std::filesystem::file_size(path, failed);
        kilobits = failed ? 0 : static_cast<std::int64_t>(bytes * 8 / static_cast<std::uintmax_t>(found.duration.count()));
    }
    return static_cast<int>(std::clamp<std::int64_t>(kilobits, 0, kMost));
}

/// TagLib knows all that these can say; asking FFmpeg, too, would cost much for each song without a tag.
bool isWhollyKnown(Content content) {
    return content == Content::mpeg || content == Content::flac || content == Content::vorbis || content == Content::opus;
}

void readByTagLib(const std::filesystem::path& path, Found& found, Content& content) {
    try {
        TagFile file(path, true);
        content = file.content();
        found.fields = file.fields();
        found.duration = milliseconds(file.lengthMs());
        found.format = file.format();
        found.bitRateKbps = file.bitRateKbps();
        PictureChoice pictures(false);
        pictures.offerAll(file);
        found.hasCover = pictures.isFound();
    } catch (const std::exception&) {
        found = {}; // tags too broken for the library are no tags
    }
}

void readByFfmpeg(const std::filesystem::path& path, Found& found, Content content, const AskFfmpeg& ask) {
    // Of what TagLib reads, too, only what it did not find; of nothing does it read these.
    const bool isForeign = content == Content::foreign || content == Content::otherOgg || content == Content::unknown;
    const auto media = ask(path, isForeign);
    if (!media.isOpen)
        return;
    found.isSong = media.hasSound;
    found.fields.addMissing(media.fields);
    if (found.duration.count() <= 0)
        found.duration = media.duration;
    if (found.format.empty())
        found.format = formatName(media.codec);
    if (found.bitRateKbps <= 0)
        found.bitRateKbps = media.bitRateKbps;
    found.hasCover = found.hasCover || media.cover.has_value();
}

Found readAll(const std::filesystem::path& path, const AskFfmpeg& ask) {
    Found found;
    Content content = Content::unknown;
    readByTagLib(path, found, content);
    const auto isThere = [&](Field field) { return found.fields.has(field); };
    const bool isNamed = std::ranges::all_of(std::array{Field::title, Field::artist, Field::album}, isThere);
    const bool isComplete = isNamed && (content == Content::wav || isThere(Field::date)); // a WAV's list has no other place for it
    if ((!isComplete || found.duration.count() <= 0) && !isWhollyKnown(content))
        readByFfmpeg(path, found, content, ask);
    const bool isOgg = content >= Content::vorbis && content <= Content::otherOgg;
    if (const auto whole = isOgg ? chainLength(path) : std::nullopt) {
        found.duration = *whole;
        found.bitRateKbps = 0; // was reckoned with the length of one stream
    }
    if (found.format.empty() && content == Content::mp4)
        found.format = "MP4";
    return found;
}

int yearOf(const Fields& fields, Field field) {
    for (const auto& text : fields.texts(field))
        if (const int year = yearIn(text))
            return year;
    return 0;
}

std::string releaseIdOf(const Fields& fields) {
    for (const auto& text : fields.texts(Field::releaseId))
        if (auto id = recordingIdIn(text); !id.empty()) // all of MusicBrainz's ids look alike
            return id;
    return {};
}

std::string isrcOf(const Fields& fields) {
    constexpr std::size_t kMost = 8 * 13; // bytes of as many
    std::string all;
    for (const auto& value : valuesOf(fields.texts(Field::isrc)))
        if (const auto isrc = isrcIn(value); !isrc.empty() && all.find(isrc) == std::string::npos && all.size() < kMost)
            all += (all.empty() ? "" : " ") + isrc;
    return all;
}

/// A disc's own tag counts for more than what stands in the track's, but not for more than a record's side.
void takePlace(Tags& tags, const Fields& fields) {
    const auto place = placeIn(fields.first(Field::track));
    const auto disc = placeIn(fields.first(Field::disc)); // "1/2", "CD 2", or a side
    const int told = disc.isSide ? disc.disc : numberIn(fields.first(Field::disc));
    tags.trackNumber = place.track;
    if (place.isSide)
        tags.discNumber = std::max(place.disc, told);
    else
        tags.discNumber = told > 0 ? told : place.disc;
}

bool isYes(const std::string& text) { return text == "1" || text == "true" || text == "True" || text == "yes" || text == "Yes"; }

/// What a library orders the song by. A guest does not take it out of its album, nor does the album of many artists fall
/// apart; "Beatles, The" orders whoever is called "The Beatles".
void takeOrder(Tags& tags, const Fields& fields) {
    const std::string artistSort = fields.first(Field::artistSort);
    const std::string albumArtistSort = fields.first(Field::albumArtistSort);
    const bool isOfMany = tags.albumArtist.empty() && isYes(fields.first(Field::compilation));
    const std::string lead = tags.artists.empty() ? tags.artist : tags.artists.front();
    const bool isOwn = tags.albumArtist.empty() || tags.albumArtist == tags.artist;
    std::string order = !tags.albumArtist.empty() ? tags.albumArtist : withoutGuests(lead);
    if (isOfMany)
        order = kManyArtists;
    if (!albumArtistSort.empty())
        order = albumArtistSort;
    else if (isOwn && !isOfMany && !artistSort.empty())
        order = artistSort;
    if (order != (tags.albumArtist.empty() ? tags.artist : tags.albumArtist))
        tags.orderArtist = std::move(order);
    tags.orderAlbum = fields.first(Field::albumSort);
    tags.orderTitle = fields.first(Field::titleSort);
}

Tags tagsOf(const Fields& fields) {
    const auto valuesOf = [&](Field field) { return tagging::valuesOf(fields.texts(field)); };
    Tags tags;
    tags.title = fields.first(Field::title);
    tags.album = fields.first(Field::album);
    tags.albumArtist = joined(valuesOf(Field::albumArtist));
    auto artists = valuesOf(Field::artist);
    tags.artist = artists.empty() ? tags.albumArtist : joined(artists);
    if (artists.size() > 1)
        tags.artists = std::move(artists);
    tags.genre = joined(genresOf(fields.texts(Field::genre)), kBetweenGenres);
    tags.originalYear = yearOf(fields, Field::originalDate);
    const int year = yearOf(fields, Field::date);
    tags.year = year > 0 ? year : tags.originalYear;
    tags.releaseId = releaseIdOf(fields);
    tags.isrc = isrcOf(fields);
    tags.rating = starsOfTexts(fields.first(Field::fmpsRating), fields.first(Field::rating));
    takePlace(tags, fields);
    takeOrder(tags, fields);
    return tags;
}

std::optional<Cover> embeddedCover(const std::filesystem::path& path, const AskFfmpeg& ask) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error))
        return std::nullopt;
    PictureChoice choice;
    try {
        TagFile file(path, false);
        choice.offerAll(file);
        if (file.file() == nullptr)
            return ask(path, true).cover;
    } catch (const std::exception&) {
        // tags too broken for the library hold no picture
    }
    return choice.take();
}

} // namespace

void requireReadable(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        throw Error(ErrorKind::io,
                    Message(MessageId::fileCannotBeOpened, {displayName(path), std::generic_category().message(errno)}));
    struct stat facts {};
    const bool isFile = ::fstat(file, &facts) == 0 && S_ISREG(facts.st_mode);
    ::close(file);
    if (!isFile)
        throw Error(ErrorKind::io, Message(MessageId::fileIsNoFile, {displayName(path)}));
}

Tags readTags(const std::filesystem::path& song, const TagOptions& options, const AskFfmpeg& ask) {
    const auto path = fileOf(song);
    requireReadable(path);
    Found found = readAll(path, ask);
    found.fields.decode(options.guessCodePage);
    Tags tags = tagsOf(found.fields);
    tags.isSong = found.isSong || !mayBeFilm(path);
    tags.hasCover = found.hasCover;
    tags.cueSheet = found.fields.whole(Field::cueSheet, kMaxSheetBytes);
    if (found.duration.count() > 0)
        tags.duration = found.duration;
    tags.format = std::move(found.format);
    tags.bitRateKbps = bitRateOf(found, path);
    if (tags.title.empty())
        tags.title = titleByName(path);
    return tags;
}

std::optional<Cover> readCover(const std::filesystem::path& path, const AskFfmpeg& ask) {
    auto cover = readOwnCover(path, ask);
    return cover ? std::move(cover) : coverIn(fileOf(path).parent_path());
}

std::optional<Cover> readOwnCover(const std::filesystem::path& path, const AskFfmpeg& ask) {
    return embeddedCover(fileOf(path), ask);
}

} // namespace segue::audio::tagging

namespace segue::audio {

std::string titleByName(const std::filesystem::path& path) { return tagging::shownText(toValidUtf8(path.stem().string())); }

} // namespace segue::audio
