// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/charts/confusion_matrix.h"
#include "engine/charts/line_chart.h"
#include "engine/charts/scatter_chart.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <random>

using namespace segue;

namespace {

const std::vector<std::string> kGenres{"Electronic",   "Experimental",  "Folk", "Hip-Hop",
                                       "Instrumental", "International", "Pop",  "Rock"};

charts::ConfusionMatrix confusion(std::size_t labels) {
    charts::ConfusionMatrix matrix{.title = "segue-net/1: genre heard on 741 songs"};
    std::mt19937 random(3);
    for (std::size_t row = 0; row < labels; ++row) {
        matrix.labels.push_back(row < kGenres.size() ? kGenres[row] : "Genre " + std::to_string(row));
        matrix.counts.emplace_back();
        for (std::size_t column = 0; column < labels; ++column)
            matrix.counts.back().push_back(row == column ? 40 + random() % 40 : random() % 16);
    }
    return matrix;
}

} // namespace

TEST_CASE("examples of every chart, for people to look at", "[.pictures]") {
    charts::LineChart curve{.title = "Learning curve of segue-net", .xLabel = "epoch", .yLabel = "share of the songs", .lines = {}};
    for (const char* const name : {"accuracy, training", "accuracy, validation", "precision at 10"}) {
        charts::Line line{.name = name};
        for (int epoch = 1; epoch <= 24; ++epoch) {
            line.x.push_back(epoch);
            line.y.push_back(0.75 - 0.1 * static_cast<double>(curve.lines.size()) - 0.5 * std::exp(-epoch / 5.0));
        }
        curve.lines.push_back(line);
    }
    charts::drawLineChart(curve, "line_chart.png");
    charts::drawConfusionMatrix(confusion(8), "confusion_8.png");
    charts::drawConfusionMatrix(confusion(16), "confusion_16.png");
    charts::drawConfusionMatrix(confusion(2), "confusion_2.png");
    charts::ScatterChart map{.title = "741 songs as segue-net/1 hears them",
                             .note = "Near each other: sounding alike. The directions mean nothing.",
                             .groups = {}};
    std::mt19937 random(4);
    std::normal_distribution<double> spread(0.0, 1.2);
    for (std::size_t genre = 0; genre < kGenres.size(); ++genre) {
        charts::ScatterGroup group{.name = kGenres[genre]};
        for (int i = 0; i < 92; ++i) {
            group.x.push_back(3.0 * std::cos(static_cast<double>(genre)) + spread(random));
            group.y.push_back(3.0 * std::sin(static_cast<double>(genre)) + spread(random));
        }
        map.groups.push_back(group);
    }
    charts::drawScatterChart(map, "scatter.png");
}
