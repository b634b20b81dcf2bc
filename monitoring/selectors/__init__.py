"""Page-sized reads of monitoring with a fixed number of queries."""
