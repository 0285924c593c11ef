"""Where results go: files, layers with styles and groups, and reports."""
