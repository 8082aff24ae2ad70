"""Read-only figures that cross features, in objects made for one audience."""
