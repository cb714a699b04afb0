// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/tagging/id3_fields.h"

#include "engine/audio/tagging/rating_text.h"

#include <taglib/id3v1tag.h>
#include <taglib/id3v2tag.h>
#include <taglib/popularimeterframe.h>
#include <taglib/textidentificationframe.h>
#include <taglib/uniquefileidentifierframe.h>

#include <algorithm>
#include <array>

namespace segue::audio::tagging {

namespace {

// Of several frames for one field the first one here that says something counts.
constexpr auto kFrames = std::to_array<std::pair<const char*, Field>>(
    {{"TIT2", Field::title},       {"TPE1", Field::artist},     {"TPE2", Field::albumArtist},  {"TALB", Field::album},
     {"TCON", Field::genre},       {"TRCK", Field::track},      {"TPOS", Field::disc},         {"TDRC", Field::date},
     {"TYER", Field::date},        {"TDRL", Field::date},       {"TDOR", Field::originalDate}, {"TORY", Field::originalDate},
     {"TCMP", Field::compilation}, {"TSOP", Field::artistSort}, {"XSOP", Field::artistSort},   {"TSO2", Field::albumArtistSort},
     {"TSOA", Field::albumSort},   {"XSOA", Field::albumSort},  {"TSOT", Field::titleSort},    {"XSOT", Field::titleSort},
     {"TSRC", Field::isrc}});

constexpr const char* kMusicBrainz = "http://musicbrainz.org"; ///< who owns its identifiers, as its documents say

/// What the frame's byte says, which may be no TagLib::String::Type at all: compared as a number.
bool saysLatin1(const TagLib::ID3v2::TextIdentificationFrame& frame) {
    return static_cast<int>(frame.textEncoding()) == static_cast<int>(TagLib::String::Latin1);
}

void add(Fields& fields, Field field, const TagLib::String& text, bool isSaidLatin1) {
    if (isSaidLatin1 && text.isLatin1())
        fields.addBytes(field, text.to8Bit(false));
    else
        fields.addUtf8(field, text.to8Bit(true));
}

Fields fieldsOfFrame(const TagLib::ID3v2::Tag& tag, const char* name, Field field) {
    Fields found;
    for (const TagLib::ID3v2::Frame* frame : tag.frameList(name))
        if (const auto* text = dynamic_cast<const TagLib::ID3v2::TextIdentificationFrame*>(frame))
            for (const TagLib::String& value : text->fieldList())
                add(found, field, value, saysLatin1(*text));
    return found;
}

/// The recording by the name that MusicBrainz gave it, which is a frame of its own kind.
Fields recordingOf(const TagLib::ID3v2::Tag& tag) {
    Fields found;
    for (const TagLib::ID3v2::Frame* frame : tag.frameList("UFID"))
        if (const auto* id = dynamic_cast<const TagLib::ID3v2::UniqueFileIdentifierFrame*>(frame))
            if (id->owner() == kMusicBrainz)
                found.addUtf8(Field::recordingId, {id->identifier().data(), id->identifier().size()});
    return found;
}

/// The stars of whichever player left the most: a file may hold the ratings of several.
Fields popularityOf(const TagLib::ID3v2::Tag& tag) {
    int most = 0;
    for (const TagLib::ID3v2::Frame* frame : tag.frameList("POPM"))
        if (const auto* rating = dynamic_cast<const TagLib::ID3v2::PopularimeterFrame*>(frame))
            most = std::max(most, starsOfPopularity(rating->rating()));
    Fields found;
    if (most > 0)
        found.addUtf8(Field::rating, std::to_string(most));
    return found;
}

/// Texts with a name of their own: "ALBUMARTISTSORT", "ALBUM ARTIST".
Fields namedFields(const TagLib::ID3v2::Tag& tag) {
    NamedFields named;
    for (const TagLib::ID3v2::Frame* frame : tag.frameList("TXXX")) {
        const auto* text = dynamic_cast<const TagLib::ID3v2::UserTextIdentificationFrame*>(frame);
        if (text == nullptr)
            continue;
        const auto values = text->fieldList(); // the first one is the name
        const std::string name = text->description().to8Bit(true);
        for (auto value = values.begin(); value != values.end(); ++value) {
            if (value == values.begin())
                continue;
            if (saysLatin1(*text) && value->isLatin1())
                named.addBytes(name, value->to8Bit(false));
            else
                named.addUtf8(name, value->to8Bit(true));
        }
    }
    return named.take();
}

} // namespace

Fields fieldsOfId3v2(const TagLib::ID3v2::Tag& tag) {
    Fields fields;
    for (const auto& [name, field] : kFrames)
        if (!tag.frameList(name).isEmpty())
            fields.addMissing(fieldsOfFrame(tag, name, field));
    fields.addMissing(recordingOf(tag));
    fields.addMissing(popularityOf(tag));
    fields.addMissing(namedFields(tag));
    return fields;
}

Fields fieldsOfId3v1(const TagLib::ID3v1::Tag* tag) {
    Fields fields;
    if (tag == nullptr)
        return fields;
    const auto addText = [&](Field field, const TagLib::String& text) { add(fields, field, text, true); };
    addText(Field::title, tag->title());
    addText(Field::artist, tag->artist());
    addText(Field::album, tag->album());
    addText(Field::genre, tag->genre());
    fields.addUtf8(Field::date, std::to_string(tag->year()));
    fields.addUtf8(Field::track, std::to_string(tag->track()));
    return fields;
}

} // namespace segue::audio::tagging
