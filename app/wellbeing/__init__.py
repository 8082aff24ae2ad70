"""What children and adults say about how a child fares: requests, disclosures, concerns."""
