// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/charts/palette.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace segue::charts {
namespace {

constexpr std::array kColours{
    Colour{.red = 0.00, .green = 0.45, .blue = 0.70}, // blue
    Colour{.red = 0.84, .green = 0.37, .blue = 0.00}, // vermilion
    Colour{.red = 0.00, .green = 0.62, .blue = 0.45}, // green
    Colour{.red = 0.90, .green = 0.62, .blue = 0.00}, // orange
    Colour{.red = 0.80, .green = 0.47, .blue = 0.65}, // purple
    Colour{.red = 0.34, .green = 0.71, .blue = 0.91}, // sky
    Colour{.red = 0.20, .green = 0.20, .blue = 0.22}, // black
    Colour{.red = 0.80, .green = 0.74, .blue = 0.10}, // yellow, darkened for white paper
};

constexpr std::array kDashed{7.0, 3.0};
constexpr std::array kDotted{2.0, 2.5};

// From nearly white over blue to nearly black.
constexpr std::array kShares{Colour{.red = 0.97, .green = 0.98, .blue = 1.00}, Colour{.red = 0.72, .green = 0.83, .blue = 0.92},
                             Colour{.red = 0.35, .green = 0.61, .blue = 0.81}, Colour{.red = 0.08, .green = 0.38, .blue = 0.66},
                             Colour{.red = 0.02, .green = 0.17, .blue = 0.38}};

// A polygon with its first corner at the given angle; 90 is upwards.
std::vector<Point> polygon(Point centre, double radius, int corners, double firstDegrees) {
    std::vector<Point> points;
    for (int i = 0; i < corners; ++i) {
        const double angle = (firstDegrees + 360.0 * i / corners) * std::numbers::pi / 180.0;
        points.emplace_back(centre.first + radius * std::cos(angle), centre.second - radius * std::sin(angle));
    }
    return points;
}

std::vector<Point> cross(Point centre, double radius) {
    const double arm = radius * 0.38;
    std::vector<Point> points;
    for (const auto& [x, y] : {Point{-arm, -radius},
                               {arm, -radius},
                               {arm, -arm},
                               {radius, -arm},
                               {radius, arm},
                               {arm, arm},
                               {arm, radius},
                               {-arm, radius},
                               {-arm, arm},
                               {-radius, arm},
                               {-radius, -arm},
                               {-arm, -arm}})
        points.emplace_back(centre.first + x, centre.second + y);
    return points;
}

} // namespace

Colour seriesColour(std::size_t series) { return kColours[series % kColours.size()]; }

std::span<const double> seriesDashes(std::size_t series) {
    switch (series / kColours.size() % 3) {
    case 0:
        return {};
    case 1:
        return kDashed;
    default:
        return kDotted;
    }
}

void drawMark(Canvas& canvas, Point centre, double radius, std::size_t series) {
    const Colour colour = seriesColour(series);
    switch (series % 6) {
    case 0:
        canvas.disc(centre, radius, colour);
        break;
    case 1:
        canvas.shape(polygon(centre, radius * 1.25, 4, 45.0), colour);
        break;
    case 2:
        canvas.shape(polygon(centre, radius * 1.35, 3, 90.0), colour);
        break;
    case 3:
        canvas.shape(polygon(centre, radius * 1.3, 4, 90.0), colour);
        break;
    case 4:
        canvas.shape(polygon(centre, radius * 1.35, 3, 270.0), colour);
        break;
    default:
        canvas.shape(cross(centre, radius * 1.15), colour);
        break;
    }
}

Colour shareColour(double share) {
    const double place = std::clamp(share, 0.0, 1.0) * static_cast<double>(kShares.size() - 1);
    const auto left = std::min(static_cast<std::size_t>(place), kShares.size() - 2);
    const double part = place - static_cast<double>(left);
    const auto between = [part](double a, double b) { return a + (b - a) * part; };
    const Colour& a = kShares[left];
    const Colour& b = kShares[left + 1];
    return {.red = between(a.red, b.red), .green = between(a.green, b.green), .blue = between(a.blue, b.blue)};
}

Colour inkUpon(double share) { return share > 0.6 ? kPaper : kInk; }

} // namespace segue::charts
