// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/tagging/picture_choice.h"

#include "engine/audio/image_type.h"
#include "engine/audio/tagging/tag_file.h"

#include <taglib/apefile.h>
#include <taglib/apetag.h>
#include <taglib/asffile.h>
#include <taglib/attachedpictureframe.h>
#include <taglib/flacfile.h>
#include <taglib/id3v2tag.h>
#include <taglib/mp4file.h>
#include <taglib/mpcfile.h>
#include <taglib/mpegfile.h>
#include <taglib/wavpackfile.h>
#include <taglib/xiphcomment.h>

namespace segue::audio::tagging {

namespace {

void offerPictures(PictureChoice& choice, const TagLib::List<TagLib::FLAC::Picture*>& pictures) {
    for (const TagLib::FLAC::Picture* picture : pictures)
        choice.offer(picture->data(), picture->type() == TagLib::FLAC::Picture::FrontCover);
}

/// An APE picture is its file name, a zero byte, the picture.
void offerApe(PictureChoice& choice, const TagLib::APE::Tag* tag) {
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

void offerMp4(PictureChoice& choice, const TagLib::MP4::Tag* tag) {
    if (tag == nullptr || !tag->contains("covr"))
        return;
    for (const TagLib::MP4::CoverArt& picture : tag->item("covr").toCoverArtList())
        choice.offer(picture.data(), true);
}

void offerAsf(PictureChoice& choice, const TagLib::ASF::Tag* tag) {
    if (tag == nullptr || !tag->contains("WM/Picture"))
        return;
    for (const TagLib::ASF::Attribute& attribute : tag->attribute("WM/Picture")) {
        const TagLib::ASF::Picture picture = attribute.toPicture();
        if (picture.isValid())
            choice.offer(picture.picture(), picture.type() == TagLib::ASF::Picture::FrontCover);
    }
}

} // namespace

void PictureChoice::offer(const TagLib::ByteVector& data, bool isFront) {
    if (data.isEmpty() || data.size() > kMaxCoverBytes || m_isFront || (m_isFound && !isFront))
        return;
    const auto bytes = std::as_bytes(std::span(data.data(), data.size()));
    std::string type = imageType(bytes);
    if (type.empty())
        return;
    m_isFound = true;
    m_isFront = isFront;
    if (m_isWanted)
        m_cover = Cover{std::move(type), {bytes.begin(), bytes.end()}};
}

void PictureChoice::offerAll(TagFile& opened) {
    TagLib::File* file = opened.file();
    if (file == nullptr)
        return;
    auto* flac = dynamic_cast<TagLib::FLAC::File*>(file);
    if (flac != nullptr)
        offerPictures(*this, flac->pictureList());
    opened.forEachId3([this](const TagLib::ID3v2::Tag& tag) {
        for (const TagLib::ID3v2::Frame* frame : tag.frameList("APIC"))
            if (const auto* picture = dynamic_cast<const TagLib::ID3v2::AttachedPictureFrame*>(frame))
                offer(picture->picture(), picture->type() == TagLib::ID3v2::AttachedPictureFrame::FrontCover);
    });
    if (auto* mpeg = dynamic_cast<TagLib::MPEG::File*>(file))
        offerApe(*this, mpeg->APETag());
    else if (auto* mp4 = dynamic_cast<TagLib::MP4::File*>(file))
        offerMp4(*this, mp4->tag());
    else if (auto* asf = dynamic_cast<TagLib::ASF::File*>(file))
        offerAsf(*this, asf->tag());
    else if (auto* ape = dynamic_cast<TagLib::APE::File*>(file))
        offerApe(*this, ape->APETag());
    else if (auto* wavPack = dynamic_cast<TagLib::WavPack::File*>(file))
        offerApe(*this, wavPack->APETag());
    else if (auto* musepack = dynamic_cast<TagLib::MPC::File*>(file))
        offerApe(*this, musepack->APETag());
    TagLib::Ogg::XiphComment* xiph = flac != nullptr ? flac->xiphComment() : dynamic_cast<TagLib::Ogg::XiphComment*>(file->tag());
    if (xiph != nullptr)
        offerPictures(*this, xiph->pictureList());
}

} // namespace segue::audio::tagging
