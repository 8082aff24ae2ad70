"""Schools, classes, the people in them, and who may see whom."""
