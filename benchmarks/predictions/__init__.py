"""Writers of predictions in the corpora's own formats, so that other scorers can check the figures."""
