// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/tags.h"

#include "engine/audio/tag_stream.h"
#include "engine/words/error.h"

#include <taglib/audioproperties.h>
#include <taglib/fileref.h>
#include <taglib/tpropertymap.h>

#include <cerrno>
#include <charconv>
#include <initializer_list>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace segue::audio {

namespace {

constexpr std::size_t kLongestText = 1000; ///< bytes; nothing longer can be shown, and some files hold megabytes

void requireReadable(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        throw Error(ErrorKind::io, Message(MessageId::fileCannotBeOpened, {displayName(path), std::generic_category().message(errno)}));
    ::close(file);
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error))
        throw Error(ErrorKind::io, Message(MessageId::fileIsNoFile, {displayName(path)}));
}

/// At most kLongestText bytes, and no character cut in two.
std::string beginning(const std::string& text) {
    std::size_t end = std::min(text.find('\0'), kLongestText);
    if (end >= text.size())
        return text;
    for (int i = 0; i < 3 && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U; ++i)
        --end;
    return text.substr(0, end);
}

/// One line of valid UTF-8 without control characters or blanks around it.
std::string cleaned(const std::string& raw) {
    std::string text = toValidUtf8(beginning(raw));
    for (char& c : text)
        c = static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    const std::size_t begin = text.find_first_not_of(' ');
    return begin == std::string::npos ? std::string() : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

/// The values of the first of the names that has any, joined by commas.
std::string textOf(const TagLib::PropertyMap& properties, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        const auto found = properties.find(name);
        if (found == properties.end())
            continue;
        if (std::string text = cleaned(found->second.toString(", ").to8Bit(true)); !text.empty())
            return text;
    }
    return {};
}

/// The number that a text begins with ("3/12", "2003-05-01"), 0 if it begins with none.
int numberOf(const std::string& text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number > 0 ? number : 0;
}

void take(Tags& tags, const TagLib::PropertyMap& properties) {
    tags.title = textOf(properties, {"TITLE"});
    tags.artist = textOf(properties, {"ARTIST", "PERFORMER"});
    tags.albumArtist = textOf(properties, {"ALBUMARTIST", "ALBUM ARTIST"});
    tags.album = textOf(properties, {"ALBUM"});
    tags.genre = textOf(properties, {"GENRE"});
    tags.trackNumber = numberOf(textOf(properties, {"TRACKNUMBER", "TRACK"}));
    tags.discNumber = numberOf(textOf(properties, {"DISCNUMBER", "DISC"}));
    tags.year = numberOf(textOf(properties, {"DATE", "YEAR", "ORIGINALDATE"}));
}

} // namespace

Tags readTags(const std::filesystem::path& path) {
    requireReadable(path);
    Tags tags;
    try {
        TagStream stream(path);
        const TagLib::FileRef file(&stream, true, TagLib::AudioProperties::Average);
        if (!file.isNull()) {
            take(tags, file.file()->properties());
            if (const TagLib::AudioProperties* sound = file.audioProperties(); sound && sound->lengthInMilliseconds() > 0)
                tags.duration = std::chrono::milliseconds(sound->lengthInMilliseconds());
        }
    } catch (const std::exception&) {
        tags = {}; // tags too broken for the library are no tags
    }
    if (tags.title.empty())
        tags.title = cleaned(path.stem().string());
    return tags;
}

} // namespace segue::audio
