#pragma once

#include <charconv>
#include <fstream>
#include <limits>
#include <map>
#include <sstream>
#include <string>
#include <vector>

// The numbers of a table beside the checkout, by column name; empty when the file is absent. No number = NaN.
struct csv_table {
    std::vector<std::string> names;
    std::vector<std::vector<double>> columns;
    std::vector<std::vector<std::string>> texts;

    [[nodiscard]] bool empty() const { return columns.empty(); }
    [[nodiscard]] std::size_t rows() const { return columns.empty() ? 0 : columns.front().size(); }
    [[nodiscard]] std::size_t index(const std::string& name) const {
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (names[i] == name) {
                return i;
            }
        }
        throw std::runtime_error("no column " + name);
    }
    [[nodiscard]] const std::vector<double>& operator[](const std::string& name) const { return columns[index(name)]; }
    [[nodiscard]] const std::vector<std::string>& text(const std::string& name) const { return texts[index(name)]; }
};

inline csv_table read_shared_csv(const std::string& path, bool header = true) {
    csv_table result;
    std::string where(SCVM_SHARED_DATA "/");
    std::ifstream file(where.append(path));
    std::string line;
    while (std::getline(file, line)) {
        std::vector<std::string> cells(1);
        for (const char c : line) {
            if (c == ',') {
                cells.emplace_back();
            } else if (c != '"' && c != '\r') {
                cells.back() += c;
            }
        }
        if (result.columns.empty()) {
            result.columns.resize(cells.size());
            result.texts.resize(cells.size());
            if (header) {
                result.names = cells;
                continue;
            }
        }
        for (std::size_t i = 0; i < cells.size(); ++i) {
            double value = std::numeric_limits<double>::quiet_NaN();
            std::from_chars(cells[i].data(), cells[i].data() + cells[i].size(), value);
            result.columns.at(i).push_back(value);
            result.texts.at(i).push_back(cells[i]);
        }
    }
    return result;
}
