// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/bundle_writer.h"

#include "engine/inference/model_bundle.h"
#include "engine/words/error.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <sstream>
#include <system_error>
#include <utility>

namespace segue::training {
namespace {

std::size_t parameterCount(const std::vector<inference::Tensor>& weights) {
    std::size_t count = 0;
    for (const inference::Tensor& tensor : weights)
        count += tensor.values.size();
    return count;
}

/// How a network is built, in lines of the card; where the embedding comes from.
const char* layersOf(const std::string& architecture) {
    if (architecture == "segue-net")
        return "The 104 mel bands below 10.2 kHz are heard, each standardised: above, files differ more by their encoder than by\n"
               "their music. Five convolutions with batch normalisation and ReLU (7x3, 5x3 and three 3x3; 32, 64, 96, 128, 192\n"
               "channels) shrink 104 bands to 4 and time to a quarter; bands are folded into channels and mixed\n"
               "to 256; mean, standard deviation and maximum over time make 768 numbers, a dense layer with batch normalisation\n"
               "makes 128 of them: scaled to unit length, the embedding by which songs are compared. One dense layer with\n"
               "softmax makes the genres.";
    if (architecture == "segue-net-3")
        return "The 104 mel bands below 10.2 kHz are heard, each standardised: above, files differ more by their encoder than by\n"
               "their music. Five convolutions with batch normalisation and ReLU (7x3, 5x3 and three 3x3; 32, 64, 96, 160, 224\n"
               "channels) shrink 104 bands to 4 and time to a quarter; after the third and the fourth comes another 3x3 one whose\n"
               "result is added to what it heard; bands are folded into channels and mixed to 320; mean, standard deviation and\n"
               "maximum over time make 960 numbers, a dense layer with batch normalisation makes 128 of them: scaled to unit\n"
               "length, the embedding by which songs are compared. One dense layer with softmax makes the genres.";
    if (architecture == "study-crnn")
        return "Four 3x3 convolutions with batch normalisation, ELU and max-pool (32, 64, 128, 128 channels; 2x2, 4x2, 4x1,\n"
               "4x1) leave one row of 32 steps in time; two GRU layers of 64 states read them; the last state, scaled to unit\n"
               "length, is the embedding by which songs are compared. One dense layer with softmax makes the genres.";
    return "Five 3x3 convolutions with ReLU (47, 95, 95, 142, 190 channels), each followed by a max-pool (2x4, 2x4,\n"
           "2x4, 3x5 and 4x4, the last two padded), then one dense layer with softmax on the 380 flattened\n"
           "activations, which, scaled to unit length, are the embedding by which songs are compared.";
}

// What else the embedding holds beside what the network hears.
std::string partsOf(const BundleContents& contents) {
    if (contents.spec.parts.size() < 2)
        return "";
    const auto genres = contents.spec.labels.size();
    const bool withGenres = contents.spec.parts[0].weight > 1.0;
    return "\n\nThe embedding's other part hears sound, not style: mean, deviation and log-covariance of 20 MFCCs and of their\n"
           "changes, mean and deviation of each band, over all columns of all excerpts, projected on 96 axes by linear\n"
           "discriminant analysis that tells artists apart and takes other excerpts, equalisers and songs of an artist for\n"
           "the same. What is 62 dB below an excerpt's maximum or less counts as silence. Of the network's part the mean of all\n"
           "music is taken off" +
           (withGenres ? "; the " + std::to_string(contents.spec.parts[0].size - genres) +
                             " axes on which music differs most are kept, and behind them stand\nthe probabilities of the " +
                             std::to_string(genres) + " genres"
                       : std::string()) +
           ". Then both, scaled to their weights, are joined.\n"
           "`model.json` says where each begins and its weight.\n\n";
}

std::string inputOf(const features::FrontEnd& frontEnd) {
    if (frontEnd != features::FrontEnd{})
        return "Input: patches of mel spectrograms (Slaney scale and norm), in dB relative to the excerpt's maximum: " +
               features::describe(frontEnd) + ".";
    return "Input: a 128 x 128 patch, mel bands by columns, of a 30 s excerpt at 44.1 kHz mono (window 2048, hop 512,\n"
           "Slaney mel scale and norm), in dB relative to the excerpt's maximum, floor -80 dB; of its frames 128 are\n"
           "picked evenly.";
}

void writeArchitecture(std::ostream& card, const BundleContents& contents) {
    card << "## Architecture\n"
         << layersOf(contents.spec.architecture) << " " << partsOf(contents) << parameterCount(contents.weights)
         << " numbers in all.\n\n"
         << inputOf(contents.spec.frontEnd) << " `model.json` holds every parameter.\n\n";
}

/// What was trained on, as the object of a sentence, and what was kept from it.
const char* clipsOf(DataKind data) {
    switch (data) {
    case DataKind::arrays:
        return " clips of 30 s from the small set of the Free Music Archive data set (FMA: Defferrard,\n"
               "Benzi, Vandergheynst and Bresson, ISMIR 2017), ";
    case DataKind::fmaClips:
        return " clips of 30 s from the Free Music Archive data set (FMA: Defferrard, Benzi, Vandergheynst\n"
               "and Bresson, ISMIR 2017), ";
    case DataKind::genreFolders:
        break;
    }
    return " songs from a folder of music in one folder a genre,\n";
}

const char* keptFrom(const BundleContents& contents) {
    if (contents.settings.split == Split::clips)
        return "without a tenth of the songs for validation,\nwhose artists were trained on by their other songs.";
    switch (contents.data) {
    case DataKind::arrays:
        return "without its official test artists and without the\n"
               "validation artists (those whose number is a multiple of 10).";
    case DataKind::fmaClips:
        return "without the validation and test sides of its own split.";
    case DataKind::genreFolders:
        break;
    }
    return "without the validation artists, about a tenth of them.";
}

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : &name == &names.back() ? " and " : ", ") + name;
    return text;
}

/// What it learned from beside the labelled clips and their teacher.
std::string othersOf(const BundleContents& contents) {
    std::string text;
    if (contents.taughtRows > 0)
        text += "So it did of " + std::to_string(contents.taughtRows) +
                " excerpts of other free music, without genres, with the vectors of other networks\n(" + listed(contents.teachers) +
                "), which are not needed for listening either.\n";
    if (!contents.mentors.empty())
        text += "It learned as well how alike " + listed(contents.mentors) +
                (contents.mentors.size() == 1 ? " finds varied clips, and which genres it hears"
                                              : " find varied clips, and which genres they hear") +
                " in them.\n";
    return text;
}

void writeTraining(std::ostream& card, const BundleContents& contents) {
    card << "## Training\n"
         << contents.trainingRows << clipsOf(contents.data) << contents.spec.labels.size() << " genres, " << keptFrom(contents)
         << "\n"
         << contents.epochs << " epochs from random weights" << (contents.taughtRows == 0 ? "; no other data.\n" : ".\n")
         << (contents.settings.teacher > 0.0
                 ? "Beside the genres it learned to say what a teacher says of the same clips: the vectors of VGGish (Google,\n"
                   "Apache-2.0), which are not needed for listening.\n"
                 : "")
         << othersOf(contents)
         << (contents.settings.relations > 0.0 ? "It also learned which clips VGGish finds most alike.\n" : "")
         << (contents.settings.artist > 0.0 ? "Clips by one artist were pulled together.\n" : "")
         << (contents.settings.genres > 0.0 ? "So were clips of one genre.\n" : "")
         << (contents.settings.teacherGenres > 0.0
                 ? "A share of each clip's genres was not its label, but what a regression on the teacher's vectors heard.\n"
                 : "")
         << "\n"
         << "    " << contents.trainingCommand << "\n\n"
         << "Settings: `" << describe(contents.settings) << "`\n\n";
}

void writeFigures(std::ostream& card, const BundleContents& contents) {
    const EvaluationReport& report = contents.validation;
    card << "## Figures\n"
         << "Measured on the " << report.rows << " validation "
         << (contents.data == DataKind::genreFolders ? "songs" : "clips, one excerpt each")
         << (contents.settings.split == Split::clips
                 ? ". Their artists were trained on by other clips, which\nflatters: of unknown artists expect less.\n\n"
                 : ", by artists never trained on:\n\n")
         << "```\n"
         << formatReport(report) << "```\n\n"
         << "`segue-cli evaluate` prints them again. Precision at 10: of a clip's ten nearest clips by other artists,\n"
         << "the share of its genre; chance is " << 100 / std::max<std::size_t>(report.labels.size(), 1) << " %.\n\n";
}

// The genres of which the smallest share was heard right, worst first.
std::vector<std::string> hardestGenres(const EvaluationReport& report) {
    constexpr std::size_t kNamed = 3;
    std::vector<std::pair<double, std::string>> shares;
    for (std::size_t genre = 0; genre < report.labels.size(); ++genre) {
        const auto& heard = report.confusion[genre];
        const auto rows = std::accumulate(heard.begin(), heard.end(), std::size_t{0});
        if (rows > 0)
            shares.emplace_back(static_cast<double>(heard[genre]) / static_cast<double>(rows), report.labels[genre]);
    }
    std::sort(shares.begin(), shares.end());
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min(kNamed, shares.size()); ++i)
        names.push_back(shares[i].second);
    return names;
}

void writeLimits(std::ostream& card, const EvaluationReport& report) {
    card << "## What it is good for, and what not\n"
         << "Good for: finding music of a similar sound and broad style in a personal collection. A song is judged by\n"
         << "up to three excerpts, which evens out an odd passage.\n\n"
         << "Not good for: saying what genre a song \"is\". The genres are the artists' own choice and overlap; of 100\n"
         << "validation clips it puts " << std::lround(100.0 * (1.0 - report.accuracy)) << " elsewhere. Heard worst:";
    const auto hardest = hardestGenres(report);
    for (const std::string& genre : hardest)
        card << " " << genre << (&genre == &hardest.back() ? ".\n" : ",");
    card << "It knows no lyrics, no language, no melody and no tempo beyond what a coarse picture of the spectrum\n"
         << "shows. Classical music, jazz and speech are no genres of its own. It says nothing about a song's quality\n"
         << "and must not be used to judge people.\n\n";
}

std::string cardText(const BundleContents& contents) {
    std::ostringstream card;
    card << "# " << contents.spec.name << ", version " << contents.spec.version << "\n\n"
         << "The network with which Segue hears: it turns a stretch of music into an embedding and into probabilities\n"
         << "of " << contents.spec.labels.size() << " genres (";
    for (const std::string& label : contents.spec.labels)
        card << (&label == &contents.spec.labels.front() ? "" : ", ") << label;
    card << ").\n\n";
    writeArchitecture(card, contents);
    writeTraining(card, contents);
    writeFigures(card, contents);
    writeLimits(card, contents.validation);
    card << "## Licence\n"
         << (contents.data == DataKind::genreFolders
                 ? "The music is not included. Whether the weights may be passed on is for whoever trained them to say.\n"
                 : "The weights are part of Segue: GPL-3.0-or-later. The clips are not included; they are under the Creative\n"
                   "Commons licences their artists chose.\n");
    return card.str();
}

} // namespace

void writeBundle(const std::filesystem::path& folder, const BundleContents& contents) {
    std::error_code code;
    std::filesystem::create_directories(folder, code);
    if (code)
        throw Error(ErrorKind::io, "Cannot make the folder " + folder.string() + ": " + code.message() + ".");
    inference::ModelSpec spec = contents.spec;
    spec.trainingCommand = contents.trainingCommand;
    spec.validationAccuracy = contents.validation.accuracy;
    spec.validationPrecisionAt10 = contents.validation.precisionAt10;
    inference::writeBundleFiles(folder, std::move(spec), contents.weights, cardText(contents));
}

} // namespace segue::training
