"""Who holds which place, day by day: claims become sightings, sightings observations, observations a history.

- ``sightings``: what one claim shows of the places in it (:mod:`.sight`), and all of a report's (:mod:`.report`);
- ``observations``: what all claims of one event come to, weighed (:mod:`.weigh`);
- ``histories``, ``on``: the hidden Markov chain of each place (:mod:`.history`) and its answer for a day
  (:mod:`.holding`).
"""
