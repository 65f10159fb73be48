#include <fmt/format.h>

#include <array>
#include <string_view>

#include "plan/sample/rota.hpp"

namespace tandem::sample {
namespace {

constexpr std::array<std::string_view, 48> kFirst = {
    "Amara", "Jonas", "Leyla",  "Mateo", "Ingrid", "Kofi",   "Sofia", "Arjun",  "Hanna",  "Piotr",
    "Mei",   "Luca",  "Fatima", "Oskar", "Priya",  "Emil",   "Zoe",   "Tomasz", "Nadia",  "Felix",
    "Yuki",  "Marta", "Samuel", "Elif",  "Dmitri", "Clara",  "Omar",  "Agata",  "Rafael", "Linh",
    "Greta", "Ivan",  "Chiara", "Kwame", "Lena",   "Andrei", "Aisha", "Bruno",  "Katya",  "Henrik",
    "Ines",  "Tariq", "Paula",  "Milos", "Noor",   "Anton",  "Rosa",  "Tuan"};
constexpr std::array<std::string_view, 48> kLast = {
    "Okafor",   "Lindqvist", "Demir",   "Fernandez", "Solberg", "Mensah", "Rossi",    "Patel",
    "Becker",   "Kowalski",  "Chen",    "Moretti",   "Haddad",  "Nyberg", "Sharma",   "Hofmann",
    "Papadaki", "Wojcik",    "Petrova", "Krause",    "Tanaka",  "Novak",  "Adeyemi",  "Yilmaz",
    "Sokolov",  "Vogel",     "Farouk",  "Zielinska", "Almeida", "Nguyen", "Schubert", "Ivanov",
    "Conti",    "Boateng",   "Wagner",  "Popescu",   "Rahman",  "Costa",  "Morozova", "Dahl",
    "Marques",  "Aziz",      "Santos",  "Jovanovic", "Khalil",  "Weber",  "Garcia",   "Pham"};

}  // namespace

std::string name_of_agent(AgentId agent) {
  // Every pair once before a number is needed: the surname moves on with each round of first names.
  const std::size_t number = agent.index();
  const std::size_t round = number / kFirst.size();
  const auto first = kFirst[number % kFirst.size()];
  const auto last = kLast[(number * 5 + round) % kLast.size()];
  const std::size_t cycle = number / (kFirst.size() * kLast.size());
  return cycle == 0 ? fmt::format("{} {}", first, last) : fmt::format("{} {} {}", first, last, cycle + 1);
}

}  // namespace tandem::sample
