// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/tag_stream.h"
#include "engine/audio/tags.h"

#include <taglib/aifffile.h>
#include <taglib/apefile.h>
#include <taglib/apetag.h>
#include <taglib/asffile.h>
#include <taglib/attachedpictureframe.h>
#include <taglib/fileref.h>
#include <taglib/flacfile.h>
#include <taglib/id3v2tag.h>
#include <taglib/mp4file.h>
#include <taglib/mpegfile.h>
#include <taglib/wavfile.h>
#include <taglib/wavpackfile.h>
#include <taglib/xiphcomment.h>

#include <array>
#include <cstring>
#include <fstream>
#include <span>

namespace segue::audio {

namespace {

/// By the first bytes: what tags say about a picture's type is often wrong. Empty if it is no picture.
std::string imageType(std::span<const std::byte> bytes) {
    const std::string_view head(reinterpret_cast<const char*>(bytes.data()), std::min<std::size_t>(bytes.size(), 12));
    if (head.starts_with("\xFF\xD8\xFF"))
        return "image/jpeg";
    if (head.starts_with("\x89PNG"))
        return "image/png";
    if (head.starts_with("GIF8"))
        return "image/gif";
    if (head.starts_with("BM"))
        return "image/bmp";
    if (head.starts_with("RIFF") && head.size() == 12 && head.substr(8) == "WEBP")
        return "image/webp";
    return {};
}

/// Collects candidates: the first front cover wins, else the first picture.
class Choice final {
public:
    void offer(const TagLib::ByteVector& data, bool front) {
        if (data.isEmpty() || data.size() > kMaxCoverBytes || m_front || (m_cover && !front))
            return;
        const auto bytes = std::as_bytes(std::span(data.data(), data.size()));
        const std::string type = imageType(bytes);
        if (type.empty())
            return;
        m_cover = Cover{type, {bytes.begin(), bytes.end()}};
        m_front = front;
    }

    [[nodiscard]] std::optional<Cover> take() { return std::move(m_cover); }

private:
    std::optional<Cover> m_cover;
    bool m_front = false;
};

void offerId3(Choice& choice, const TagLib::ID3v2::Tag* tag) {
    if (tag == nullptr)
        return;
    for (const TagLib::ID3v2::Frame* frame : tag->frameListMap()["APIC"]) {
        if (const auto* picture = dynamic_cast<const TagLib::ID3v2::AttachedPictureFrame*>(frame))
            choice.offer(picture->picture(), picture->type() == TagLib::ID3v2::AttachedPictureFrame::FrontCover);
    }
}

void offerPictures(Choice& choice, const TagLib::List<TagLib::FLAC::Picture*>& pictures) {
    for (const TagLib::FLAC::Picture* picture : pictures)
        choice.offer(picture->data(), picture->type() == TagLib::FLAC::Picture::FrontCover);
}

/// An APE picture is its file name, a zero byte, the picture.
void offerApe(Choice& choice, const TagLib::APE::Tag* tag) {
    if (tag == nullptr)
        return;
    for (const auto& [key, item] : tag->itemListMap()) {
        if (!key.upper().startsWith("COVER ART"))
            continue;
        const TagLib::ByteVector data = item.binaryData();
        if (const int zero = data.find('\0'); zero >= 0)
            choice.offer(data.mid(static_cast<unsigned>(zero) + 1), key.upper() == "COVER ART (FRONT)");
    }
}

void offerMp4(Choice& choice, const TagLib::MP4::Tag* tag) {
    if (tag == nullptr || !tag->contains("covr"))
        return;
    for (const TagLib::MP4::CoverArt& picture : tag->item("covr").toCoverArtList())
        choice.offer(picture.data(), true);
}

void offerAsf(Choice& choice, const TagLib::ASF::Tag* tag) {
    if (tag == nullptr || !tag->contains("WM/Picture"))
        return;
    for (const TagLib::ASF::Attribute& attribute : tag->attribute("WM/Picture")) {
        const TagLib::ASF::Picture picture = attribute.toPicture();
        if (picture.isValid())
            choice.offer(picture.picture(), picture.type() == TagLib::ASF::Picture::FrontCover);
    }
}

void offerAll(Choice& choice, TagLib::File& file) {
    if (const auto* mpeg = dynamic_cast<TagLib::MPEG::File*>(&file)) {
        offerId3(choice, const_cast<TagLib::MPEG::File*>(mpeg)->ID3v2Tag());
        offerApe(choice, const_cast<TagLib::MPEG::File*>(mpeg)->APETag());
    } else if (auto* flac = dynamic_cast<TagLib::FLAC::File*>(&file)) {
        offerPictures(choice, flac->pictureList());
        offerId3(choice, flac->ID3v2Tag());
    } else if (auto* mp4 = dynamic_cast<TagLib::MP4::File*>(&file)) {
        offerMp4(choice, mp4->tag());
    } else if (auto* asf = dynamic_cast<TagLib::ASF::File*>(&file)) {
        offerAsf(choice, asf->tag());
    } else if (auto* wav = dynamic_cast<TagLib::RIFF::WAV::File*>(&file)) {
        offerId3(choice, wav->ID3v2Tag());
    } else if (auto* aiff = dynamic_cast<TagLib::RIFF::AIFF::File*>(&file)) {
        offerId3(choice, aiff->tag());
    } else if (auto* ape = dynamic_cast<TagLib::APE::File*>(&file)) {
        offerApe(choice, ape->APETag());
    } else if (auto* wavPack = dynamic_cast<TagLib::WavPack::File*>(&file)) {
        offerApe(choice, wavPack->APETag());
    }
    if (auto* xiph = dynamic_cast<TagLib::Ogg::XiphComment*>(file.tag()))
        offerPictures(choice, xiph->pictureList());
}

std::optional<Cover> readImage(const std::filesystem::path& path) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error || size == 0 || size > kMaxCoverBytes || !std::filesystem::is_regular_file(path, error))
        return std::nullopt;
    std::vector<std::byte> bytes(size);
    std::ifstream file(path, std::ios::binary);
    file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
    std::string type = imageType(bytes);
    if (!file || type.empty())
        return std::nullopt;
    return Cover{std::move(type), std::move(bytes)};
}

std::optional<Cover> coverBeside(const std::filesystem::path& path) {
    for (const char* name : {"cover", "Cover", "folder", "Folder", "front", "Front"}) {
        for (const char* extension : {".jpg", ".jpeg", ".png"}) {
            if (auto cover = readImage(path.parent_path() / (std::string(name) + extension)))
                return cover;
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<Cover> readCover(const std::filesystem::path& path) {
    std::error_code error;
    if (std::filesystem::is_regular_file(path, error)) {
        try {
            TagStream stream(path);
            const TagLib::FileRef file(&stream, false);
            Choice choice;
            if (!file.isNull())
                offerAll(choice, *file.file());
            if (auto cover = choice.take())
                return cover;
        } catch (const std::exception&) {
            // tags too broken for the library hold no picture
        }
    }
    return coverBeside(path);
}

} // namespace segue::audio
