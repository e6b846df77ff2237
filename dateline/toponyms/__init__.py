"""Recognising place names: which words of a parsed report name a place.

``find.find`` gives them. What decides is a linear-chain conditional random field over the words that look like names
(``runs``), whose features (``features``) are the words, the reader's parse and mentions, and the gazetteer (``known``).
"""
