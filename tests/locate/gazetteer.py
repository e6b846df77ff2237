"""A small gazetteer for the tests: real places and invented namesakes, indexed in a second."""

from __future__ import annotations

from dateline.locate.sources import Entry


def _town(number: int, name: str, lat: float, lon: float, country: str, admin1: str, people: int, *more: str) -> Entry:
    return Entry(number, name, lat, lon, country, admin1, "settlement", people, 2.0, more)


ENTRIES = [
    Entry(1, "Syria", 35.0, 38.0, "SY", None, "country", 17_000_000, 450.0, ("Syrian Arab Republic",)),
    Entry(2, "Turkey", 39.1, 34.9, "TR", None, "country", 82_000_000, 870.0),
    Entry(3, "Iraq", 33.0, 44.0, "IQ", None, "country", 38_000_000, 540.0),
    Entry(4, "United States", 39.8, -98.5, "US", None, "country", 327_000_000, 6000.0, ("US", "USA", "America")),
    Entry(10, "Ar-Raqqah", 36.0, 38.95, "SY", "04", "admin1", 900_000, 110.0, ("Raqqa", "Raqqa Governorate")),
    Entry(11, "Aleppo", 36.2, 37.6, "SY", "09", "admin1", 4_000_000, 110.0),
    Entry(12, "Texas", 31.2, -99.3, "US", "TX", "admin1", 25_000_000, 700.0),
    _town(20, "Ar Raqqah", 35.95, 39.01, "SY", "04", 530_000, "Raqqa", "Rakka"),
    _town(21, "Aleppo", 36.2, 37.16, "SY", "09", 2_100_000, "Halab"),
    _town(22, "Sulūk", 36.6, 39.13, "SY", "04", 0, "Suluk", "Slouk"),
    _town(23, "‘Ayn al ‘Arab", 36.89, 38.35, "SY", "09", 50_000, "Kobane", "Ain al-Arab"),
    _town(24, "Jarābulus", 36.82, 38.01, "SY", "09", 25_000, "Jarablus"),
    _town(25, "Manbij", 36.53, 37.95, "SY", "09", 99_000),
    _town(26, "Suruç", 36.98, 38.43, "TR", "63", 100_000),
    _town(27, "Sinjār", 36.32, 41.88, "IQ", "15", 38_000),
    _town(28, "Sinjār", 35.68, 36.64, "SY", "12", 0),
    _town(30, "Paris", 48.86, 2.35, "FR", "11", 2_100_000),
    _town(31, "Paris", 33.66, -95.56, "US", "TX", 25_000),
    _town(32, "Dallas", 32.78, -96.8, "US", "TX", 1_300_000),
    _town(33, "Aş Şuwayrah", 32.93, 44.78, "IQ", "16", 77_000, "Jazira"),
    Entry(None, "Tishrin Dam", 36.38, 38.18, "SY", "09", "dam", 0, 3.0, ("Teshreen Dam",)),
    Entry(None, "Euphrates", 34.8, 40.8, None, None, "river", 0, 900.0),
]
