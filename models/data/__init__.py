"""What networks learn from: images, labels, patches, and targets made of labels."""
