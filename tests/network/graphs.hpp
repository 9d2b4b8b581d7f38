#pragma once

#include <scvm/math/random.hpp>
#include <scvm/network/graph.hpp>

#include <array>
#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

/// Graphs that several tests use.
namespace graphs {

struct edges {
    std::vector<std::uint32_t> source;
    std::vector<std::uint32_t> target;
    std::vector<double> weight;

    void add(std::uint32_t from, std::uint32_t to, double w = 1) {
        source.push_back(from);
        target.push_back(to);
        weight.push_back(w);
    }
    [[nodiscard]] scvm::network::graph make(bool directed = true, bool weighted = true, std::uint32_t nodes = 0,
                                            unsigned threads = 1) const {
        const std::span<const double> weights = weighted ? std::span<const double>(weight) : std::span<const double>();
        return scvm::network::graph::from_edges({source, target, weights},
                                                {.nodes = nodes, .directed = directed, .threads = threads});
    }
};

/// Zachary 1977: the friendships of a karate club, weighted with the number of contexts in which the two met.
inline edges karate() {
    static constexpr std::array<std::array<std::uint32_t, 3>, 78> rows{
        {{0, 1, 4},   {0, 2, 5},   {0, 3, 3},   {0, 4, 3},   {0, 5, 3},   {0, 6, 3},   {0, 7, 2},   {0, 8, 2},
         {0, 10, 2},  {0, 11, 3},  {0, 12, 1},  {0, 13, 3},  {0, 17, 2},  {0, 19, 2},  {0, 21, 2},  {0, 31, 2},
         {1, 2, 6},   {1, 3, 3},   {1, 7, 4},   {1, 13, 5},  {1, 17, 1},  {1, 19, 2},  {1, 21, 2},  {1, 30, 2},
         {2, 3, 3},   {2, 7, 4},   {2, 8, 5},   {2, 9, 1},   {2, 13, 3},  {2, 27, 2},  {2, 28, 2},  {2, 32, 2},
         {3, 7, 3},   {3, 12, 3},  {3, 13, 3},  {4, 6, 2},   {4, 10, 3},  {5, 6, 5},   {5, 10, 3},  {5, 16, 3},
         {6, 16, 3},  {8, 30, 3},  {8, 32, 3},  {8, 33, 4},  {9, 33, 2},  {13, 33, 3}, {14, 32, 3}, {14, 33, 2},
         {15, 32, 3}, {15, 33, 4}, {18, 32, 1}, {18, 33, 2}, {19, 33, 1}, {20, 32, 3}, {20, 33, 1}, {22, 32, 2},
         {22, 33, 3}, {23, 25, 5}, {23, 27, 4}, {23, 29, 3}, {23, 32, 5}, {23, 33, 4}, {24, 25, 2}, {24, 27, 3},
         {24, 31, 2}, {25, 31, 7}, {26, 29, 4}, {26, 33, 2}, {27, 33, 4}, {28, 31, 2}, {28, 33, 2}, {29, 32, 4},
         {29, 33, 2}, {30, 32, 3}, {30, 33, 3}, {31, 32, 4}, {31, 33, 4}, {32, 33, 5}}};
    edges result;
    for (const auto& [from, to, weight] : rows) {
        result.add(from, to, weight);
    }
    return result;
}

/// Each ordered pair with probability `density`, weights in (0, 1).
inline edges random(std::uint64_t seed, std::uint32_t nodes, double density, bool loops = false) {
    scvm::math::random_stream draw(seed);
    edges result;
    for (std::uint32_t from = 0; from < nodes; ++from) {
        for (std::uint32_t to = 0; to < nodes; ++to) {
            if ((loops || from != to) && draw.bernoulli(density)) {
                result.add(from, to, draw.uniform_open());
            }
        }
    }
    return result;
}

/// R-MAT (Chakrabarti, Zhan, Faloutsos 2004) with a, b, c = 0.57, 0.19, 0.19: skewed as real networks are.
inline edges rmat(std::uint64_t seed, unsigned scale, std::size_t count) {
    edges result;
    scvm::math::random_stream draw(seed);
    for (std::size_t edge = 0; edge < count; ++edge) {
        std::uint32_t from = 0;
        std::uint32_t to = 0;
        for (unsigned bit = 0; bit < scale; ++bit) {
            const double u = draw.uniform();
            const std::uint32_t quarter = u < 0.57 ? 0 : u < 0.76 ? 1 : u < 0.95 ? 2 : 3;
            from = from * 2 + (quarter >> 1);
            to = to * 2 + (quarter & 1);
        }
        result.add(from, to, draw.uniform_open());
    }
    return result;
}

/// Lines "from to weight?" of a file beside the checkout; empty when it is not there. Lines that begin with # are left
/// out, and so are `skip` lines at the head. `separators` count as blanks.
inline edges read(const std::string& name, std::size_t skip = 0, const std::string& separators = ",;") {
    std::ifstream file(std::string(SCVM_SHARED_DATA "/network/") + name);
    edges result;
    for (std::string line; std::getline(file, line);) {
        if (skip > 0) {
            --skip;
            continue;
        }
        if (line.empty() || line.front() == '#') {
            continue;
        }
        for (char& letter : line) {
            letter = separators.find(letter) == std::string::npos ? letter : ' ';
        }
        std::istringstream words(line);
        std::uint32_t from = 0;
        std::uint32_t to = 0;
        double weight = 1;
        words >> from >> to;
        if (!(words >> weight)) {
            weight = 1;
        }
        result.add(from, to, weight);
    }
    return result;
}

}  // namespace graphs
