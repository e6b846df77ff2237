"""Training of the reader's model. Needs PyTorch; not shipped. ``python -m training --help`` lists the steps."""
