"""Training a network, measuring it, and searching for training parameters."""
