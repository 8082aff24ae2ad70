"""Lists of pupils: read from files, compared with the school, written at once, taken back."""
