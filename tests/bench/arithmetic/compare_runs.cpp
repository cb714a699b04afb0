// SPDX-License-Identifier: GPL-3.0-or-later
//
// compare_runs A.jsonl B.jsonl: what differs between two outputs of `segue-cli embed` for the same songs, as one line of a
// Markdown table: greatest difference of a number, least cosine, songs whose first genre differs, places in the lists of ten
// nearest songs that differ, and by how much similarity at most.

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

struct Song {
    std::vector<double> embedding;
    std::string genre;
};

using Run = std::map<std::string, Song>;

Run readRun(const char* file) {
    std::ifstream stream(file);
    if (!stream)
        throw std::runtime_error(std::string("cannot read ") + file);
    Run run;
    for (std::string line; std::getline(stream, line);) {
        const auto song = nlohmann::json::parse(line);
        if (!song.contains("embedding"))
            continue;
        Song& one = run[song.at("path")];
        one.embedding = song.at("embedding").get<std::vector<double>>();
        double most = -1;
        for (const auto& [genre, probability] : song.at("genres").items())
            if (probability.get<double>() > most) {
                most = probability.get<double>();
                one.genre = genre;
            }
    }
    return run;
}

double dot(const std::vector<double>& a, const std::vector<double>& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

std::vector<const Song*> nearest(const Run& run, const Run::const_iterator& seed, std::vector<std::string>& names) {
    std::vector<std::pair<double, Run::const_iterator>> others;
    for (auto other = run.begin(); other != run.end(); ++other)
        if (other != seed)
            others.emplace_back(dot(seed->second.embedding, other->second.embedding), other);
    std::ranges::sort(others, [](const auto& a, const auto& b) { return a.first > b.first; });
    others.resize(std::min<std::size_t>(others.size(), 10));
    std::vector<const Song*> songs;
    for (const auto& [similarity, other] : others) {
        names.push_back(other->first);
        songs.push_back(&other->second);
    }
    return songs;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fputs("compare_runs A.jsonl B.jsonl\n", stderr);
        return 2;
    }
    try {
        const Run a = readRun(argv[1]);
        const Run b = readRun(argv[2]);
        double difference = 0, cosine = 1, swapped = 0;
        int genres = 0, places = 0, ofPlaces = 0;
        for (auto song = a.begin(); song != a.end(); ++song) {
            const auto other = b.find(song->first);
            if (other == b.end())
                throw std::runtime_error("only one run has " + song->first);
            for (std::size_t i = 0; i < song->second.embedding.size(); ++i)
                difference = std::max(difference, std::abs(song->second.embedding[i] - other->second.embedding[i]));
            cosine = std::min(cosine, dot(song->second.embedding, other->second.embedding));
            genres += song->second.genre != other->second.genre ? 1 : 0;
            std::vector<std::string> names, otherNames;
            const auto songs = nearest(a, song, names);
            (void)nearest(b, other, otherNames);
            for (std::size_t place = 0; place < names.size(); ++place) {
                ++ofPlaces;
                if (names[place] == otherNames[place])
                    continue;
                ++places;
                const double here = dot(song->second.embedding, songs[place]->embedding);
                swapped = std::max(swapped, std::abs(here - dot(song->second.embedding, a.at(otherNames[place]).embedding)));
            }
        }
        std::printf("%zu | %.1e | 1 - %.1e | %d | %d of %d, %.1e\n", a.size(), difference, std::max(0.0, 1 - cosine), genres,
                    places, ofPlaces, swapped);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "compare_runs: %s\n", error.what());
        return 1;
    }
}
