"""What reports are made of: HTML, pictures and maps."""
