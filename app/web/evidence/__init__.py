"""What the lessons changed: for those who answer for a school, and for the region in sums."""
