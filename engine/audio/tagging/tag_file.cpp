// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/tagging/tag_file.h"

#include "engine/audio/tagging/id3_fields.h"

#include <taglib/aifffile.h>
#include <taglib/apefile.h>
#include <taglib/apetag.h>
#include <taglib/asffile.h>
#include <taglib/audioproperties.h>
#include <taglib/flacfile.h>
#include <taglib/id3v1tag.h>
#include <taglib/id3v2header.h>
#include <taglib/id3v2tag.h>
#include <taglib/infotag.h>
#include <taglib/mp4file.h>
#include <taglib/mp4properties.h>
#include <taglib/mpcfile.h>
#include <taglib/mpegfile.h>
#include <taglib/mpegproperties.h>
#include <taglib/oggflacfile.h>
#include <taglib/opusfile.h>
#include <taglib/speexfile.h>
#include <taglib/tpropertymap.h>
#include <taglib/trueaudiofile.h>
#include <taglib/vorbisfile.h>
#include <taglib/wavfile.h>
#include <taglib/wavpackfile.h>
#include <taglib/xiphcomment.h>

#include <array>
#include <utility>

namespace segue::audio::tagging {

namespace {

constexpr int kTagFileMostTags = 8; ///< ID3v2, one behind another

/// Gives a WAV file's texts as the bytes that they are, since nobody says in which code they are written.
class BytesOfList final : public TagLib::RIFF::Info::StringHandler {
public:
    TagLib::String parse(const TagLib::ByteVector& bytes) const override { return {bytes, TagLib::String::Latin1}; }
};

/// TagLib has one such reader for all; the standard one takes everything for UTF-8.
void readListsAsBytes() {
    static const BytesOfList kBytes;
    static const bool kIsSet = [] {
        TagLib::RIFF::Info::Tag::setStringHandler(&kBytes);
        return true;
    }();
    static_cast<void>(kIsSet);
}

std::unique_ptr<TagLib::File> opened(TagLib::IOStream* stream, Content content, bool withSound) {
    auto* factory = TagLib::ID3v2::FrameFactory::instance();
    switch (content) {
    case Content::mpeg:
        return std::make_unique<TagLib::MPEG::File>(stream, factory, withSound);
    case Content::flac:
        return std::make_unique<TagLib::FLAC::File>(stream, factory, withSound);
    case Content::vorbis:
        return std::make_unique<TagLib::Ogg::Vorbis::File>(stream, withSound);
    case Content::opus:
        return std::make_unique<TagLib::Ogg::Opus::File>(stream, withSound);
    case Content::speex:
        return std::make_unique<TagLib::Ogg::Speex::File>(stream, withSound);
    case Content::oggFlac:
        return std::make_unique<TagLib::Ogg::FLAC::File>(stream, withSound);
    case Content::mp4:
        return std::make_unique<TagLib::MP4::File>(stream, withSound);
    case Content::asf:
        return std::make_unique<TagLib::ASF::File>(stream, withSound);
    case Content::wav:
        readListsAsBytes();
        return std::make_unique<TagLib::RIFF::WAV::File>(stream, withSound);
    case Content::aiff:
        return std::make_unique<TagLib::RIFF::AIFF::File>(stream, withSound);
    case Content::ape:
        return std::make_unique<TagLib::APE::File>(stream, withSound);
    case Content::wavPack:
        return std::make_unique<TagLib::WavPack::File>(stream, withSound);
    case Content::musepack:
        return std::make_unique<TagLib::MPC::File>(stream, withSound);
    case Content::trueAudio:
        return std::make_unique<TagLib::TrueAudio::File>(stream, withSound);
    case Content::unknown:
    case Content::otherOgg:
    case Content::foreign:
        break;
    }
    return nullptr;
}

/// TagLib's view of a tag whose texts say what they are.
Fields fieldsOf(const TagLib::PropertyMap& properties) {
    NamedFields named;
    for (const auto& [name, values] : properties)
        for (const auto& value : values)
            named.addUtf8(name.to8Bit(true), value.to8Bit(true));
    return named.take();
}

template <typename Tag>
Fields fieldsOf(const Tag* tag) {
    return tag == nullptr ? Fields() : fieldsOf(tag->properties());
}

template <typename File>
void addApeAndId3v1(Fields& fields, File& file) {
    fields.addMissing(fieldsOf(file.APETag()));
    fields.addMissing(fieldsOfId3v1(file.ID3v1Tag()));
}

Fields fieldsOfList(const TagLib::RIFF::Info::Tag* list) {
    constexpr auto kNames = std::to_array<std::pair<const char*, const char*>>({{"INAM", "TITLE"},
                                                                                {"IART", "ARTIST"},
                                                                                {"IPRD", "ALBUM"},
                                                                                {"IGNR", "GENRE"},
                                                                                {"ICRD", "DATE"},
                                                                                {"IPRT", "TRACK"},
                                                                                {"ITRK", "TRACK"}});
    NamedFields named;
    if (list != nullptr)
        for (const auto& [name, field] : kNames)
            if (const auto text = list->fieldText(name); !text.isEmpty())
                named.addBytes(field, text.to8Bit(false));
    return named.take();
}

} // namespace

TagFile::TagFile(const std::filesystem::path& path, bool withSound)
    : m_stream(path)
    , m_content(contentOf(m_stream, path))
    , m_file(opened(&m_stream, m_content, withSound)) {
    if (m_file && !m_file->isValid())
        m_file.reset(); // its parts may not be there
}

TagFile::~TagFile() = default;

int TagFile::lengthMs() const {
    const TagLib::AudioProperties* sound = m_file ? m_file->audioProperties() : nullptr;
    return sound != nullptr ? std::max(0, sound->lengthInMilliseconds()) : 0;
}

int TagFile::bitRateKbps() const {
    const TagLib::AudioProperties* sound = m_file ? m_file->audioProperties() : nullptr;
    return sound != nullptr ? std::max(0, sound->bitrate()) : 0;
}

std::string TagFile::format() const {
    switch (m_file ? m_content : Content::unknown) {
    case Content::mpeg: {
        const auto* sound = dynamic_cast<const TagLib::MPEG::Properties*>(m_file->audioProperties());
        return sound != nullptr && sound->layer() > 0 ? "MP" + std::to_string(sound->layer()) : "";
    }
    case Content::flac:
    case Content::oggFlac:
        return "FLAC";
    case Content::vorbis:
        return "Vorbis";
    case Content::opus:
        return "Opus";
    case Content::speex:
        return "Speex";
    case Content::mp4: {
        const auto* sound = dynamic_cast<const TagLib::MP4::Properties*>(m_file->audioProperties());
        const auto codec = sound != nullptr ? sound->codec() : TagLib::MP4::Properties::Unknown;
        return codec == TagLib::MP4::Properties::AAC ? "AAC" : codec == TagLib::MP4::Properties::ALAC ? "ALAC" : "";
    }
    case Content::asf:
        return "WMA";
    case Content::wav:
        return "WAV";
    case Content::aiff:
        return "AIFF";
    case Content::ape:
        return "APE";
    case Content::wavPack:
        return "WavPack";
    case Content::musepack:
        return "Musepack";
    case Content::trueAudio:
        return "TTA";
    case Content::otherOgg:
    case Content::foreign:
    case Content::unknown:
        break;
    }
    return {};
}

void TagFile::forEachId3(const std::function<void(const TagLib::ID3v2::Tag&)>& visit) {
    const auto visitIf = [&](const TagLib::ID3v2::Tag* tag) {
        if (tag != nullptr && !tag->isEmpty())
            visit(*tag);
    };
    if (auto* mpeg = dynamic_cast<TagLib::MPEG::File*>(m_file.get()))
        visitIf(mpeg->ID3v2Tag());
    else if (auto* flac = dynamic_cast<TagLib::FLAC::File*>(m_file.get()))
        visitIf(flac->ID3v2Tag());
    else if (auto* trueAudio = dynamic_cast<TagLib::TrueAudio::File*>(m_file.get()))
        visitIf(trueAudio->ID3v2Tag());
    else if (auto* wav = dynamic_cast<TagLib::RIFF::WAV::File*>(m_file.get()))
        return visitIf(wav->ID3v2Tag());
    else if (auto* aiff = dynamic_cast<TagLib::RIFF::AIFF::File*>(m_file.get()))
        return visitIf(aiff->tag());
    else
        return;
    // TagLib skips those behind the first one.
    long at = 0;
    for (int number = 0; number < kTagFileMostTags; ++number) {
        m_file->seek(at);
        const TagLib::ByteVector head = m_file->readBlock(10);
        if (head.size() < 10 || !head.startsWith("ID3"))
            return;
        const TagLib::ID3v2::Header header(head);
        if (number > 0) {
            const TagLib::ID3v2::Tag tag(m_file.get(), at);
            visitIf(&tag);
        }
        at += static_cast<long>(header.completeTagSize());
    }
}

Fields TagFile::fields() {
    Fields fields;
    if (!m_file)
        return fields;
    auto* flac = dynamic_cast<TagLib::FLAC::File*>(m_file.get());
    if (flac != nullptr)
        fields.addMissing(fieldsOf(flac->xiphComment()));
    forEachId3([&](const TagLib::ID3v2::Tag& tag) { fields.addMissing(fieldsOfId3v2(tag)); });
    if (flac != nullptr)
        fields.addMissing(fieldsOfId3v1(flac->ID3v1Tag()));
    else if (auto* mpeg = dynamic_cast<TagLib::MPEG::File*>(m_file.get()))
        addApeAndId3v1(fields, *mpeg);
    else if (auto* ape = dynamic_cast<TagLib::APE::File*>(m_file.get()))
        addApeAndId3v1(fields, *ape);
    else if (auto* wavPack = dynamic_cast<TagLib::WavPack::File*>(m_file.get()))
        addApeAndId3v1(fields, *wavPack);
    else if (auto* musepack = dynamic_cast<TagLib::MPC::File*>(m_file.get()))
        addApeAndId3v1(fields, *musepack);
    else if (auto* trueAudio = dynamic_cast<TagLib::TrueAudio::File*>(m_file.get()))
        fields.addMissing(fieldsOfId3v1(trueAudio->ID3v1Tag()));
    else if (auto* wav = dynamic_cast<TagLib::RIFF::WAV::File*>(m_file.get()))
        fields.addMissing(fieldsOfList(wav->InfoTag()));
    else if (m_content != Content::aiff)
        fields.addMissing(fieldsOf(m_file->properties()));
    return fields;
}

} // namespace segue::audio::tagging
