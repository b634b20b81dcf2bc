"""Page-sized reads with a fixed number of queries."""
