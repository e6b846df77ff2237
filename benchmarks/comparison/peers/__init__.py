"""Other people's tools, and plain baselines, behind one door: ``python run.py NAME``, JSON lines in and out.

Each module has ``load()``, which gives a function from a request (an object with ``text``, for dates also ``day``) to
an answer; what is in an answer is told in the module. The modules import what they need inside ``load()``, so that each
runs in an environment that has nothing else, and so that what reads a tool's answers can be tested without the tool.
"""
