"""What pages show of cases and meetings, in words and buttons."""
