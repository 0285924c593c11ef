"""What is said of an inventory as a whole: sizes, volumes, shapes."""
