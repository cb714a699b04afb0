// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/decoder.h"
#include "engine/audio/gain_tags.h"
#include "tests/audio/files_for_tests.h"
#include "tests/support/files.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <taglib/apetag.h>
#include <taglib/flacfile.h>
#include <taglib/id3v1tag.h>
#include <taglib/id3v2tag.h>
#include <taglib/mp4file.h>
#include <taglib/mp4item.h>
#include <taglib/mpegfile.h>
#include <taglib/opusfile.h>
#include <taglib/relativevolumeframe.h>
#include <taglib/textidentificationframe.h>
#include <taglib/wavpackfile.h>
#include <taglib/xiphcomment.h>

#include <string>

using namespace segue;
using namespace segue::audio;
using namespace segue::test;

namespace {

GainTags tagsOf(const std::filesystem::path& path) { return Decoder(path).gainTags(); }

GainTags read(std::initializer_list<std::pair<const char*, const char*>> values) {
    GainTagReader reader;
    for (const auto& [name, value] : values)
        reader.take(name, value);
    return reader.tags();
}

std::vector<float> shortTone(int rateHz = 44'100) { return spread(tone(440.0, 0.5, rateHz), 2); }

} // namespace

TEST_CASE("a gain is understood however it is spelled") {
    CHECK(read({{"REPLAYGAIN_TRACK_GAIN", "-7.03 dB"}}).trackDb == -7.03F);
    CHECK(read({{"replaygain_track_gain", " +1,5dB "}}).trackDb == 1.5F);
    CHECK(read({{"----:com.apple.iTunes:ReplayGain_Album_Gain", "-2 db"}}).albumDb == -2.F);
    CHECK(read({{"replaygain_track_peak", "0.987654"}}).trackPeak == 0.987654F);
    CHECK(read({{"RG_AUDIOPHILE", "-4"}}).albumDb == -4.F);
    CHECK(read({{"replaygain_track_gain", "-6.0 dB"}, {"replaygain_reference_loudness", "83.0 dB"}}).trackDb == 0.F);
}

TEST_CASE("R128 gains count in their own steps from their own reference, and before ReplayGain") {
    CHECK(read({{"R128_TRACK_GAIN", "-3072"}}).trackDb == -7.F); // -12 dB from -23 LUFS
    CHECK(read({{"r128_album_gain", "256"}}).albumDb == 6.F);
    const auto both = read({{"REPLAYGAIN_TRACK_GAIN", "-1 dB"}, {"R128_TRACK_GAIN", "0"}, {"REPLAYGAIN_TRACK_PEAK", "0.5"}});
    CHECK(both.trackDb == 5.F);
    CHECK(both.trackPeak == 0.5F);
}

TEST_CASE("what is no gain is none") {
    for (const char* value : {"", "loud", "nan", "inf dB", "-inf", "1e30", "-100 dB", "dB", "--3"}) {
        CAPTURE(value);
        CHECK(read({{"REPLAYGAIN_TRACK_GAIN", value}, {"REPLAYGAIN_ALBUM_GAIN", value}}) == GainTags{});
    }
    CHECK(read({{"REPLAYGAIN_TRACK_PEAK", "0"}, {"REPLAYGAIN_ALBUM_PEAK", "-1"}, {"replaygain", "3"}}) == GainTags{});
}

TEST_CASE("the gains of files are read whatever kind of tag holds them") {
    const TemporaryFolder folder;
    const GainTags right{.trackDb = -7.5F, .albumDb = 2.F, .trackPeak = 0.5F};
    SECTION("Vorbis comments") {
        writeAs(folder / "a.flac", "flac", "flac", shortTone(), 44'100);
        {
            TagLib::FLAC::File file((folder / "a.flac").c_str());
            file.xiphComment(true)->addField("replaygain_track_gain", "-7.50 dB");
            file.xiphComment()->addField("REPLAYGAIN_ALBUM_GAIN", "+2.00 dB");
            file.xiphComment()->addField("REPLAYGAIN_TRACK_PEAK", "0.500000");
            REQUIRE(file.save());
        } // written when it is closed
        CHECK(tagsOf(folder / "a.flac") == right);
    }
    SECTION("Opus") {
        writeAs(folder / "a.opus", "libopus", "opus", shortTone(48'000), 48'000);
        {
            TagLib::Ogg::Opus::File file((folder / "a.opus").c_str());
            file.tag()->addField("R128_TRACK_GAIN", "-3200");
            file.tag()->addField("R128_ALBUM_GAIN", "-768");
            file.tag()->addField("REPLAYGAIN_TRACK_PEAK", "0.5");
            REQUIRE(file.save());
        } // written when it is closed
        CHECK(tagsOf(folder / "a.opus") == right);
    }
    SECTION("ID3v2's own texts, in any case") {
        writeAs(folder / "a.mp3", "libmp3lame", "mp3", shortTone(), 44'100);
        {
            TagLib::MPEG::File file((folder / "a.mp3").c_str());
            for (const auto& [name, value] :
                 {std::pair("replaygain_track_gain", "-7.50 dB"), {"ReplayGain_Album_Gain", "2"}, {"REPLAYGAIN_TRACK_PEAK", "0.5"}})
                file.ID3v2Tag(true)->addFrame(
                    new TagLib::ID3v2::UserTextIdentificationFrame(name, TagLib::StringList(value), TagLib::String::Latin1));
            REQUIRE(file.save());
        } // written when it is closed
        CHECK(tagsOf(folder / "a.mp3") == right);
    }
    SECTION("ID3v2's relative volume, behind a large picture") {
        writeAs(folder / "a.mp3", "libmp3lame", "mp3", shortTone(), 44'100);
        retag(folder / "a.mp3");
        {
            TagLib::MPEG::File file((folder / "a.mp3").c_str());
            file.APETag(true)->removeItem("REPLAYGAIN_TRACK_GAIN");
            for (const auto& [name, steps] : {std::pair("track", -7.5F), {"album", 2.F}}) {
                auto* frame = new TagLib::ID3v2::RelativeVolumeFrame;
                frame->setIdentification(name);
                frame->setVolumeAdjustment(steps);
                if (std::string(name) == "track") {
                    TagLib::ID3v2::RelativeVolumeFrame::PeakVolume peak;
                    peak.bitsRepresentingPeak = 16;
                    peak.peakVolume = TagLib::ByteVector("\x40\x00", 2);
                    frame->setPeakVolume(peak);
                }
                file.ID3v2Tag(true)->addFrame(frame);
            }
            REQUIRE(file.save());
        } // written when it is closed
        CHECK(tagsOf(folder / "a.mp3") == right);
    }
    SECTION("an APE tag behind an MP3, with and without ID3v1 behind it") {
        writeAs(folder / "a.mp3", "libmp3lame", "mp3", shortTone(), 44'100);
        for (const bool hasId3v1 : {false, true}) {
            {
                TagLib::MPEG::File file((folder / "a.mp3").c_str());
                file.APETag(true)->addValue("REPLAYGAIN_TRACK_GAIN", "-7.500000 dB");
                file.APETag()->addValue("replaygain_album_gain", "+2.000000 dB");
                file.APETag()->addValue("REPLAYGAIN_TRACK_PEAK", "0.500000");
                if (hasId3v1)
                    file.ID3v1Tag(true)->setTitle("Title");
                REQUIRE(file.save());
            } // written when it is closed
            CHECK(tagsOf(folder / "a.mp3") == right);
        }
    }
    SECTION("MP4's free form") {
        writeAs(folder / "a.m4a", "aac", "ipod", shortTone(), 44'100);
        {
            TagLib::MP4::File file((folder / "a.m4a").c_str());
            for (const auto& [name, value] : {std::pair("replaygain_track_gain", "-7.50 dB"),
                                              {"REPLAYGAIN_ALBUM_GAIN", "2.0 dB"},
                                              {"replaygain_track_peak", "0.5"}})
                file.tag()->setItem(std::string("----:com.apple.iTunes:") + name, TagLib::MP4::Item(TagLib::StringList(value)));
            REQUIRE(file.save());
        } // written when it is closed
        CHECK(tagsOf(folder / "a.m4a") == right);
    }
    SECTION("WavPack's APE tag") {
        writeAs(folder / "a.wv", "wavpack", "wv", shortTone(), 44'100);
        {
            TagLib::WavPack::File file((folder / "a.wv").c_str());
            file.APETag(true)->addValue("Replaygain_Track_Gain", "-7.5 dB");
            file.APETag()->addValue("Replaygain_Album_Gain", "2 dB");
            file.APETag()->addValue("Replaygain_Track_Peak", "0.5");
            REQUIRE(file.save());
        } // written when it is closed
        CHECK(tagsOf(folder / "a.wv") == right);
    }
}

TEST_CASE("tags that lie about their sizes give no gain and do no harm") {
    const TemporaryFolder folder;
    writeAs(folder / "a.mp3", "libmp3lame", "mp3", shortTone(), 44'100);
    {
        TagLib::MPEG::File file((folder / "a.mp3").c_str());
        file.APETag(true)->addValue("REPLAYGAIN_TRACK_GAIN", "-7.5 dB");
        auto* frame = new TagLib::ID3v2::RelativeVolumeFrame;
        frame->setIdentification("track");
        file.ID3v2Tag(true)->addFrame(frame);
        REQUIRE(file.save());
    }
    const auto right = readBytes(folder / "a.mp3");
    for (const char* mark : {"APETAGEX", "RVA2", "REPLAYGAIN"}) {
        const auto found = right.rfind(mark);
        REQUIRE(found != std::string::npos);
        for (std::size_t at = found - std::min<std::size_t>(found, 12); at < std::min(found + 32, right.size()); ++at) {
            for (const char byte : {'\0', '\x7F', '\xFF'}) {
                auto bytes = right;
                bytes[at] = byte;
                writeBytes(folder / "b.mp3", bytes);
                GainTagReader reader;
                takeApeAndRelativeGains(folder / "b.mp3", reader);
                const auto tags = reader.tags();
                CHECK((!tags.trackDb || std::abs(*tags.trackDb) <= GainTags::kMostDb));
            }
        }
    }
}
