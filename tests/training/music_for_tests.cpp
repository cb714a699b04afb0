// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/training/music_for_tests.h"

#include "engine/audio/audio_writer.h"
#include "engine/audio/direct_reader.h"
#include "engine/training/genre_folders.h"
#include "tests/support/files.h"
#include "tests/support/sounds.h"

namespace segue::test {

void writeTone(const std::filesystem::path& file, double hz, const std::string& artist) {
    std::filesystem::create_directories(file.parent_path());
    audio::WriteTags tags;
    if (!artist.empty())
        tags["artist"] = artist;
    audio::writeAudio(file, tone(hz, 2.0, 44'100), 44'100, 1, tags);
}

void writeToneFolders(const std::filesystem::path& folder) {
    for (const bool high : {false, true})
        for (int artist = 0; artist < 3; ++artist)
            for (int song = 0; song < 2; ++song)
                writeTone(folder / (high ? "High" : "Low") / (std::to_string(artist) + "-" + std::to_string(song) + ".flac"),
                          (high ? 3000.0 : 200.0) + 40.0 * artist + 10.0 * song,
                          (high ? "Higher " : "Lower ") + std::to_string(artist));
}

void writeFmaFolder(const std::filesystem::path& folder) {
    std::string table = ",artist,artist,set,set,track,track\n"
                        ",id,name,split,subset,genre_top,title\n"
                        "track_id,,,,,,\n";
    for (int track = 0; track < 12; ++track) {
        const std::string split = track < 6 ? "training" : track < 10 ? "validation" : "test";
        const int id = 1995 + track; // on both sides of a folder's border
        table += std::to_string(id) + "," + std::to_string(track) + ",\"A, B\"," + split + ",small," +
                 (track % 2 == 0 ? "Low" : "High") + ",Title\n";
        writeTone(folder / "fma_small" / (id < 2000 ? "001" : "002") / ("00" + std::to_string(id) + ".mp3"),
                  track % 2 == 0 ? 200.0 : 3000.0);
    }
    table += "3000,20,A,training,large,Low,of another subset\n"
             "3001,20,A,training,small,,of several genres\n";
    std::filesystem::create_directories(folder / "fma_metadata");
    writeBytes(folder / "fma_metadata" / "tracks.csv", table);
}

training::SongList listGenres(const std::filesystem::path& folder) {
    audio::DirectReader files;
    return training::listGenreFolders(folder, files);
}

} // namespace segue::test
