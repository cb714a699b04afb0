// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/learning_curve.h"

#include "engine/charts/line_chart.h"
#include "engine/inference/whole_file.h"

#include <charconv>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace segue::training {
namespace {

constexpr std::string_view kHeader = "epoch,seconds,training_loss,validation_accuracy,validation_precision_at_10";

// The line's field, taken off its beginning; nothing if it is empty or no number.
std::optional<double> takeNumber(std::string_view& line) {
    const std::string_view field = line.substr(0, line.find(','));
    line.remove_prefix(std::min(line.size(), field.size() + 1));
    double number = 0.0;
    const auto [end, problem] = std::from_chars(field.data(), field.data() + field.size(), number);
    return problem == std::errc() && end == field.data() + field.size() ? std::optional(number) : std::nullopt;
}

std::vector<LearningPoint> readPoints(const std::filesystem::path& file) {
    std::vector<LearningPoint> points;
    std::ifstream stream(file);
    std::string text;
    if (!std::getline(stream, text) || text != kHeader)
        return points;
    while (std::getline(stream, text)) {
        std::string_view line = text;
        const auto epoch = takeNumber(line);
        LearningPoint point{.seconds = takeNumber(line), .loss = takeNumber(line)};
        const auto accuracy = takeNumber(line);
        const auto precision = takeNumber(line);
        if (!epoch || !accuracy || !precision)
            continue;
        point.epoch = static_cast<int>(*epoch);
        point.accuracy = *accuracy;
        point.precisionAt10 = *precision;
        points.push_back(point);
    }
    return points;
}

void writePoints(const std::filesystem::path& file, const std::vector<LearningPoint>& points) {
    std::ostringstream text;
    text.precision(6);
    text << kHeader << "\n";
    for (const LearningPoint& point : points) {
        text << point.epoch << ",";
        if (point.seconds)
            text << std::fixed << *point.seconds << std::defaultfloat;
        text << ",";
        if (point.loss)
            text << *point.loss;
        text << "," << point.accuracy << "," << point.precisionAt10 << "\n";
    }
    inference::writeWholeFile(file, text.view());
}

// The loss is drawn as a share of the first one, so that all lines have one axis.
charts::LineChart chartOf(const std::vector<LearningPoint>& points) {
    charts::Line loss{.name = "training loss (first = 1)", .x = {}, .y = {}};
    charts::Line accuracy{.name = "validation accuracy", .x = {}, .y = {}};
    charts::Line precision{.name = "validation precision at 10", .x = {}, .y = {}};
    std::optional<double> firstLoss;
    for (const LearningPoint& point : points) {
        accuracy.x.push_back(point.epoch);
        accuracy.y.push_back(point.accuracy);
        precision.x.push_back(point.epoch);
        precision.y.push_back(point.precisionAt10);
        if (point.loss && !firstLoss && *point.loss > 0.0)
            firstLoss = point.loss;
        if (point.loss && firstLoss) {
            loss.x.push_back(point.epoch);
            loss.y.push_back(*point.loss / *firstLoss);
        }
    }
    return {.title = "Learning curve", .xLabel = "epoch", .yLabel = "", .lines = {loss, accuracy, precision}};
}

} // namespace

void recordLearning(const std::filesystem::path& folder, const LearningPoint& point) {
    const auto file = folder / "learning_curve.csv";
    auto points = readPoints(file);
    std::erase_if(points, [&](const LearningPoint& known) { return known.epoch >= point.epoch; });
    points.push_back(point);
    writePoints(file, points);
    charts::drawLineChart(chartOf(points), folder / "learning_curve.png");
}

} // namespace segue::training
