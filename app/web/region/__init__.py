"""Pages of the region: sums of schools, and who runs them."""
