"""What steps share: their base class, declarations, and what inputs become."""
